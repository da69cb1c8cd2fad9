"""The address of a lake that isn't a folder: ADLS Gen2 in Azure, or `pikku lake serve`."""

import os
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Self

from pikku.errors import PikkuError
from pikku.platform.settings import settings

_IN_AZURE = re.compile(
    r"(?:abfss|https)://(?:([a-z0-9$-]+)@)?([a-z0-9]{3,24})(\.dfs\.[a-z.]+)((?:/[^?#]*)?)"
)
_ON_LOCALHOST = re.compile(r"http://((?:127\.0\.0\.1|localhost):\d+)/([a-z0-9]{3,24})/?")

_FS = "org.apache.hadoop.fs.azurebfs"

# Spark runs here without Hadoop's own settings (sparkserver.HADOOP_DEFAULTS), which would name these.
_DRIVER = {
    "fs.abfs.impl": f"{_FS}.AzureBlobFileSystem",
    "fs.abfss.impl": f"{_FS}.SecureAzureBlobFileSystem",
    "fs.AbstractFileSystem.abfs.impl": f"{_FS}.Abfs",
    "fs.AbstractFileSystem.abfss.impl": f"{_FS}.Abfss",
    "fs.azure.account.hns.enabled": "true",
    # A layer's file system is made with the first thing that is put into it.
    "fs.azure.createRemoteFileSystemDuringInitialization": "true",
    # Java's own TLS: the other one is a native library that isn't there.
    "fs.azure.ssl.channel.mode": "Default_JSSE",
}


@dataclass(frozen=True)
class Address:
    """Where a lake is.

    `host` is the account's name in Azure, ``NAME.dfs.core.windows.net``, which Hadoop wants even
    of an account on localhost; that one has an `endpoint`, ``127.0.0.1:PORT``. The layers are file
    systems of the account, or with a `filesystem`, folders of that one, below `prefix`.
    """

    account: str
    host: str
    endpoint: str | None = None
    filesystem: str = ""
    prefix: str = ""

    @property
    def account_url(self) -> str:
        """The URL for Azure's clients."""
        if self.endpoint:
            return f"http://{self.endpoint}/{self.account}"
        return f"https://{self.host}"

    @property
    def key(self) -> str | None:
        """The account's key, in base64: PIKKU_LAKE_KEY, or that of this workspace's endpoint.

        None for an account in Azure that is to be used without.

        Raises
        ------
        PikkuError
            When there is none for an account on localhost, where there is nothing else.
        """
        from pikku.platform.adls import serving

        if key := settings().lake_key:
            return key
        if not self.endpoint:
            return None
        local = serving.running()
        if local is None or local.url != self.account_url:
            raise PikkuError(
                f"There is no key for the lake {self.account_url}.",
                remedy="Start it with `pikku lake serve` in this workspace, or set PIKKU_LAKE_KEY.",
            )
        return local.key

    def place(self, *parts: str) -> tuple[str, str]:
        """Return the file system and the path in it of something in the lake."""
        whole = [*filter(None, (self.filesystem, self.prefix)), *parts]
        segments = "/".join(whole).strip("/").split("/")
        return segments[0], "/".join(segments[1:])

    def below(self, *parts: str) -> Self:
        """Return the address of a folder of the lake as one of a lake."""
        if not parts:
            return self
        filesystem, prefix = self.place(*parts)
        return replace(self, filesystem=filesystem, prefix=prefix)

    def url(self, *parts: str) -> str:
        """Return the URL for Spark of something in the lake."""
        filesystem, path = self.place(*parts)
        return f"{'abfs' if self.endpoint else 'abfss'}://{filesystem}@{self.host}/{path}"

    def spark_conf(self) -> dict[str, str]:
        """Return the settings that Spark's ABFS driver needs for this lake.

        Raises
        ------
        PikkuError
            When there is no key, nor a service principal in the environment.
        """
        conf = dict(_DRIVER)
        if self.endpoint:
            conf["fs.azure.abfs.endpoint"] = self.endpoint
            conf["fs.azure.always.use.https"] = "false"
            # The other library insists on TLS, were it not used.
            conf["fs.azure.networking.library"] = "JDK_HTTP_URL_CONNECTION"
        if key := self.key:
            conf[f"fs.azure.account.key.{self.host}"] = key
        else:
            conf |= self._principal()
        return {f"spark.hadoop.{name}": value for name, value in conf.items()}

    def _principal(self) -> dict[str, str]:
        names = ("AZURE_TENANT_ID", "AZURE_CLIENT_ID", "AZURE_CLIENT_SECRET")
        tenant, client, secret = (os.environ.get(name) for name in names)
        if not (tenant and client and secret):
            raise PikkuError(
                f"Spark has no credential for the lake {self.account_url}.",
                remedy=f"Set PIKKU_LAKE_KEY, or {', '.join(names)}.",
            )
        account = "fs.azure.account"
        return {
            f"{account}.auth.type.{self.host}": "OAuth",
            f"{account}.oauth.provider.type.{self.host}": f"{_FS}.oauth2.ClientCredsTokenProvider",
            f"{account}.oauth2.client.endpoint.{self.host}": (
                f"https://login.microsoftonline.com/{tenant}/oauth2/token"
            ),
            f"{account}.oauth2.client.id.{self.host}": client,
            f"{account}.oauth2.client.secret.{self.host}": secret,
        }


def address() -> Address | None:
    """Return where PIKKU_LAKE_URL says that the lake is, None for the workspace's folder.

    Raises
    ------
    PikkuError
        When it is no such URL.
    """
    url = settings().lake_url
    return parse(url) if url else None


@lru_cache(maxsize=8)
def parse(url: str) -> Address:
    """Return the address that a URL gives.

    Parameters
    ----------
    url
        ``abfss://ACCOUNT.dfs.core.windows.net`` or ``abfss://FILESYSTEM@…/folder`` in Azure,
        ``http://127.0.0.1:PORT/ACCOUNT`` for `pikku lake serve`.
    """
    if local := _ON_LOCALHOST.fullmatch(url):
        endpoint = local[1].replace("localhost", "127.0.0.1")
        return Address(local[2], f"{local[2]}.dfs.core.windows.net", endpoint)
    found = _IN_AZURE.fullmatch(url)
    if found is None:
        raise PikkuError(
            f"PIKKU_LAKE_URL is {url}, which is no address of a lake.",
            remedy="Write abfss://ACCOUNT.dfs.core.windows.net, or http://127.0.0.1:PORT/ACCOUNT "
            "as `pikku lake serve` prints it; unset it for a folder.",
        )
    filesystem, account, domain, path = found[1] or "", found[2], found[3], found[4].strip("/")
    if path and not filesystem:
        raise PikkuError(
            f"PIKKU_LAKE_URL is {url}: a folder is in a file system, and it names none.",
            remedy="Write abfss://FILESYSTEM@ACCOUNT.dfs.core.windows.net/folder.",
        )
    return Address(account, f"{account}{domain}", None, filesystem, path)
