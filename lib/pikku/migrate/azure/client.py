"""The way to a factory in Azure, and what a user reads when there is none."""

import contextlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from pikku.errors import PikkuError

if TYPE_CHECKING:
    from azure.core.exceptions import HttpResponseError
    from azure.mgmt.datafactory import DataFactoryManagementClient

# How azure-identity tried to log in would go to stderr; the error says what to do.
logging.getLogger("azure").addHandler(logging.NullHandler())

_LOGIN = (
    "Log in with: az login (or give a service principal in AZURE_TENANT_ID, AZURE_CLIENT_ID and "
    "AZURE_CLIENT_SECRET)."
)
_TEMPLATE = "docs/azure.md says how the template in infra/ creates it."


@dataclass(frozen=True)
class Target:
    """Where a factory is: subscription (its id), resource group and name."""

    subscription: str
    resource_group: str
    factory: str

    @property
    def id(self) -> str:
        """The factory's resource id."""
        return (
            f"/subscriptions/{self.subscription}/resourceGroups/{self.resource_group}"
            f"/providers/Microsoft.DataFactory/factories/{self.factory}"
        )


class Cloud:
    """A factory in Azure; every call either succeeds or raises a `PikkuError` with a remedy.

    Parameters
    ----------
    target
        The factory.
    options
        What the SDK's client takes besides, such as ``base_url`` of another cloud or ``credential``;
        by default azure-identity finds who is logged in.

    Raises
    ------
    PikkuError
        The packages for Azure aren't installed.
    """

    def __init__(self, target: Target, **options: Any) -> None:
        self.target = target
        self._client = _client(target, options)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def call(self, operation: str, *arguments: Any, **options: Any) -> Any:
        """Return the answer to an operation on the factory; a long one is awaited, pages are joined.

        Parameters
        ----------
        operation
            As the SDK's client names it: ``"pipelines.list_by_factory"``.
        arguments, options
            What follows resource group and factory.

        Raises
        ------
        PikkuError
            Azure refused, or couldn't be reached; message and remedy say why.
        """
        group, _, name = operation.partition(".")
        method: Callable[..., Any] = getattr(getattr(self._client, group), name)
        with _explained(self.target):
            answer = method(self.target.resource_group, self.target.factory, *arguments, **options)
            if name.startswith("begin_"):
                return answer.result()
            return list(answer) if name.startswith("list_") else answer


def _client(target: Target, options: dict[str, Any]) -> "DataFactoryManagementClient":
    try:
        from azure.identity import DefaultAzureCredential
        from azure.mgmt.datafactory import DataFactoryManagementClient
    except ImportError as error:
        raise PikkuError(
            f"The package {error.name} is needed to reach Azure.",
            "Install what a run in Azure needs: pip install -r requirements/azure.txt",
        ) from error
    credential = options.pop("credential", None) or DefaultAzureCredential()
    # Starting and stopping a trigger takes seconds; the SDK would ask every 30.
    return DataFactoryManagementClient(
        credential, target.subscription, **{"polling_interval": 2, **options}
    )


@contextlib.contextmanager
def _explained(target: Target) -> Iterator[None]:
    """Turn what the SDK raises into errors that say what to do."""
    from azure.core import exceptions

    try:
        yield
    except exceptions.HttpResponseError as error:
        raise _refused(error, target) from error
    except (exceptions.ServiceRequestError, exceptions.ServiceResponseError) as error:
        raise PikkuError(
            f"Azure can't be reached: {_first_line(error)}",
            "Look after the network and its proxy (HTTPS_PROXY); then repeat the command.",
        ) from error


def _refused(error: "HttpResponseError", target: Target) -> PikkuError:
    code = getattr(error.error, "code", None) or ""
    status = error.status_code
    said = getattr(error.error, "message", None) or _first_line(error)
    if status is None:  # no request was sent, since nobody is logged in
        return PikkuError("Nobody is logged in to Azure.", _LOGIN)
    known = {
        "SubscriptionNotFound": (
            f"The subscription {target.subscription} isn't there, or your login can't see it.",
            "Choose one of: az account list --output table. Another tenant: az login --tenant TENANT",
        ),
        "InvalidSubscriptionId": (
            f"{target.subscription!r} is not the id of a subscription.",
            "Give the id, not the name: az account list --output table",
        ),
        "ResourceGroupNotFound": (
            f"There is no resource group {target.resource_group!r} in this subscription.",
            f"Create it: az group create --name {target.resource_group} --location centralindia",
        ),
        "MissingSubscriptionRegistration": (
            "The subscription isn't registered for Data Factory.",
            "Register it: az provider register --namespace Microsoft.DataFactory --wait",
        ),
        "ResourceNotFound": (_gone(said, target), _TEMPLATE),
    }
    if code in known:
        return PikkuError(*known[code])
    if status == 401:
        return PikkuError(f"Azure doesn't accept the login ({code}): {said}", _LOGIN)
    if status == 403:
        return PikkuError(
            f"The login may not do that ({code}): {said}",
            "An owner of the resource group grants it: az role assignment create --assignee YOU "
            f"--role 'Data Factory Contributor' --scope {target.id.partition('/providers')[0]}",
        )
    if status == 429:
        wait = error.response.headers.get("Retry-After") if error.response else None
        return PikkuError(
            f"Azure takes no more requests now: {said}",
            f"Repeat the command in {wait or 60} seconds; what is done stays done.",
        )
    return PikkuError(
        f"Azure refused ({status} {code}): {said}",
        "Correct what it names and repeat the command; what is done stays done.",
    )


def _gone(said: str, target: Target) -> str:
    """Return what isn't there: the factory itself, or, in Azure's words, something in it."""
    in_it = f"factories/{target.factory}/".casefold()
    if in_it in said.casefold():
        return said
    return f"There is no data factory {target.factory!r} in {target.resource_group!r}."


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
