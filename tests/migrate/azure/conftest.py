"""A Resource Manager on localhost, over TLS, that takes no request which Azure wouldn't take."""

import copy
import datetime as dt
import ipaddress
import json
import re
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from pikku.migrate import model, schema
from pikku.migrate.azure import client

from .small_factory import small_factory

Json = dict[str, Any]

SUBSCRIPTION = "11111111-2222-3333-4444-555555555555"
TARGET = client.Target(SUBSCRIPTION, "rg-pikku-dev", "adf-pikku-dev")
TOKEN = "the-token"
VALUES = {
    "environment": {"type": "String", "value": "test"},
    "lake_url": {"type": "String", "value": "https://stpikku.dfs.core.windows.net"},
    "vault_url": {"type": "String", "value": "https://kv-pikku.vault.azure.net"},
}
PAGE = 7  # objects on a page of a list

_COLLECTIONS = {
    "integrationRuntimes": "integrationRuntime",
    "linkedservices": "linkedService",
    "datasets": "dataset",
    "pipelines": "pipeline",
    "triggers": "trigger",
}


class Refusal(Exception):
    """A request that is answered with an error."""

    def __init__(self, status: int, code: str, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status, self.code, self.headers = status, code, headers


class Arm:
    """What the server knows: one factory, its objects and runs, and every request that it got."""

    def __init__(self) -> None:
        self.globals: Json = copy.deepcopy(VALUES)
        self.objects: dict[str, dict[str, Json]] = {kind: {} for kind in _COLLECTIONS.values()}
        self.requests: list[tuple[str, str]] = []
        self.refusals: list[tuple[str, Refusal]] = []  # (path's end, answer), each given once
        self.operations: dict[str, int] = {}  # a long operation -> answers until it is done
        self.states: list[list[Json]] = []  # pipeline runs as each question finds them
        self.current: list[Json] = []
        self.activities: dict[str, list[Json]] = {}
        self.started: list[tuple[str, Json]] = []
        self.cancelled: list[str] = []
        self.url = ""

    @property
    def changes(self) -> list[str]:
        """The requests that changed something, as 'PUT datasets/ds_a'."""
        return [f"{verb} {path}" for verb, path in self.requests if verb in ("PUT", "DELETE")]

    def refuse(self, path: str, *refusals: Refusal) -> None:
        """Answer the next requests to a path with errors, one each."""
        self.refusals += [(path, refusal) for refusal in refusals]

    def answer(
        self, verb: str, url: str, headers: Any, body: bytes
    ) -> tuple[int, Json | None, dict]:
        """Return status, body and headers of the answer to a request."""
        parts = urlsplit(url)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        if headers.get("Authorization") != f"Bearer {TOKEN}":
            raise Refusal(401, "InvalidAuthenticationToken", "The access token is invalid.")
        if query.pop("api-version", None) != "2018-06-01":
            raise Refusal(400, "InvalidApiVersionParameter", "The api-version is invalid.")
        found = re.fullmatch(
            r"/subscriptions/([^/]+)/resourceGroups/([^/]+)/providers/Microsoft\.DataFactory"
            r"/factories/([^/]+)/?(.*)",
            unquote(parts.path),
        )
        if not found:
            raise Refusal(404, "InvalidResourceType", f"Nothing is at {parts.path}.")
        subscription, group, factory, path = found.groups()
        self.requests.append((verb, path))
        for place, (wanted, refusal) in enumerate(self.refusals):
            if path.endswith(wanted):
                del self.refusals[place]
                raise refusal
        if subscription != SUBSCRIPTION:
            raise Refusal(404, "SubscriptionNotFound", f"No subscription {subscription}.")
        if group != TARGET.resource_group:
            raise Refusal(404, "ResourceGroupNotFound", f"Resource group '{group}' is missing.")
        if factory != TARGET.factory:
            what = f"The Resource 'Microsoft.DataFactory/factories/{factory}' was not found."
            raise Refusal(404, "ResourceNotFound", what)
        sent = self._read(verb, headers, body)
        return self._route(verb, path.split("/"), query, sent)

    def _read(self, verb: str, headers: Any, body: bytes) -> Json | None:
        if not body:
            return None
        if verb in ("GET", "DELETE") or headers.get("Content-Type") != "application/json":
            raise Refusal(415, "UnsupportedMediaType", "This body isn't taken.")
        return json.loads(body)

    def _route(self, verb: str, path: list[str], query: Json, sent: Json | None) -> Any:
        match verb, path:
            case "GET", [""]:
                properties = {"provisioningState": "Succeeded", "globalParameters": self.globals}
                return 200, {"name": TARGET.factory, "id": TARGET.id, "properties": properties}, {}
            case "PUT", ["globalParameters", "default"]:
                return self._put_globals(sent)
            case "GET", [collection] if collection in _COLLECTIONS:
                return self._list(collection, int(query.pop("skip", 0)))
            case "PUT", [collection, name] if collection in _COLLECTIONS:
                return self._put(_COLLECTIONS[collection], name, sent)
            case "DELETE", [collection, name] if collection in _COLLECTIONS:
                return self._delete(_COLLECTIONS[collection], name)
            case "POST", ["triggers", name, ("start" | "stop") as what]:
                return self._switch(name, what)
            case "GET", ["operations", name]:
                self.operations[name] -= 1
                return (202 if self.operations[name] else 200), None, {"Retry-After": "0"}
            case _:
                return self._route_runs(verb, path, query, sent)

    def _put_globals(self, sent: Json | None) -> Any:
        for name, one in self._properties(sent).items():
            if one.keys() != {"type", "value"}:
                raise Refusal(400, "BadRequest", f"{name} needs type and value.")
        self.globals = sent["properties"]
        return 200, {"name": "default", "properties": self.globals}, {}

    def _list(self, collection: str, skip: int) -> Any:
        every = list(self.objects[_COLLECTIONS[collection]].values())
        page: Json = {"value": every[skip : skip + PAGE]}
        if len(every) > skip + PAGE:
            query = urlencode({"api-version": "2018-06-01", "skip": skip + PAGE})
            page["nextLink"] = f"{self.url}{TARGET.id}/{collection}?{query}"
        return 200, page, {}

    def _properties(self, sent: Json | None) -> Json:
        if sent is None or sent.keys() != {"properties"}:
            raise Refusal(400, "InvalidRequestContent", "The body has 'properties' and no more.")
        return sent["properties"]

    def _put(self, kind: str, name: str, sent: Json | None) -> Any:
        properties = copy.deepcopy(self._properties(sent))
        body = {"name": name, "properties": properties}
        resource = model.Resource(kind, name, "", body)
        resources = {each: {} for each in model.KINDS} | {kind: {name: resource}}
        if wrong := list(schema.check(model.Factory(Path(), resources))):
            raise Refusal(400, "BadRequest", "; ".join(map(str, wrong)))
        for _, other, wanted, _ in model.references(properties):
            if wanted not in self.objects[other]:
                raise Refusal(400, "BadRequest", f"invalid reference '{wanted}'.")
        if "runtimeState" in properties:
            raise Refusal(400, "BadRequest", "runtimeState is read-only.")
        before = self.objects[kind].get(name, {}).get("properties", {})
        if kind == "trigger":
            if before.get("runtimeState") == "Started":
                what = "Cannot update enabled Trigger; the trigger needs to be disabled first."
                raise Refusal(400, "TriggerEnabledCannotUpdate", what)
            starts = [
                one.get("typeProperties", {}).get("startTime") for one in (before, properties)
            ]
            if before and properties["type"] == "TumblingWindowTrigger" and len(set(starts)) > 1:
                raise Refusal(400, "BadRequest", "The start time of a trigger can't be changed.")
            properties["runtimeState"] = before.get("runtimeState", "Stopped")
        self.objects[kind][name] = as_the_service_keeps_it(kind, body)
        return 200, self.objects[kind][name], {}

    def _delete(self, kind: str, name: str) -> Any:
        if name not in self.objects[kind]:
            return 204, None, {}
        if self.objects[kind][name]["properties"].get("runtimeState") == "Started":
            raise Refusal(400, "TriggerEnabledCannotUpdate", "Cannot delete enabled Trigger.")
        for objects in self.objects.values():
            for other in objects.values():
                if (kind, name) in [one[1:3] for one in model.references(other["properties"])]:
                    what = (
                        f"The document cannot be deleted since it is referenced by {other['name']}."
                    )
                    raise Refusal(400, "BadRequest", what)
        del self.objects[kind][name]
        return 200, None, {}

    def _switch(self, name: str, what: str) -> Any:
        if name not in self.objects["trigger"]:
            raise Refusal(404, "TriggerNotFound", f"The trigger {name} cannot be found.")
        state = "Started" if what == "start" else "Stopped"
        self.objects["trigger"][name]["properties"]["runtimeState"] = state
        operation = f"{what}-{name}"
        self.operations[operation] = 3
        location = f"{self.url}{TARGET.id}/operations/{operation}?api-version=2018-06-01"
        return 200, None, {"Location": location, "Retry-After": "0"}

    def _route_runs(self, verb: str, path: list[str], query: Json, sent: Json | None) -> Any:
        match verb, path:
            case "POST", ["pipelines", name, "createRun"]:
                if name not in self.objects["pipeline"]:
                    what = f"Entity {TARGET.id}/pipelines/{name} not found."
                    raise Refusal(404, "EntityNotFound", what)
                self.started.append((name, sent or {}))
                return 200, {"runId": "run-0"}, {}
            case "GET", ["pipelineruns", run_id]:
                now = self.states[0] if len(self.states) == 1 else self.states.pop(0)
                self.current = now
                return 200, next(run for run in now if run["runId"] == run_id), {}
            case "POST", ["queryPipelineRuns"]:
                self._check_filter(sent)
                return self._page(self.current, sent)
            case "POST", ["pipelineruns", run_id, "queryActivityruns"]:
                self._check_filter(sent)
                (wanted,) = sent["filters"]
                assert wanted.keys() == {"operand", "operator", "values"}
                assert (wanted["operand"], wanted["operator"]) == ("Status", "Equals")
                every = self.activities.get(run_id, [])
                return self._page([a for a in every if a["status"] in wanted["values"]], sent)
            case "POST", ["pipelineruns", run_id, "cancel"]:
                assert query == {"isRecursive": "true"}, query
                self.cancelled.append(run_id)
                return 200, None, {}
            case _:
                raise Refusal(404, "InvalidResourceType", f"{verb} {'/'.join(path)}")

    def _check_filter(self, sent: Json | None) -> None:
        known = {"lastUpdatedAfter", "lastUpdatedBefore", "filters", "continuationToken"}
        if sent is None or not {"lastUpdatedAfter", "lastUpdatedBefore"} <= sent.keys() <= known:
            raise Refusal(400, "BadRequest", f"The filter is wrong: {sent}")
        after, before = (
            dt.datetime.strptime(sent[key], "%Y-%m-%dT%H:%M:%S%z")
            for key in ("lastUpdatedAfter", "lastUpdatedBefore")
        )
        assert after < dt.datetime.now(dt.UTC) < before

    def _page(self, every: list[Json], sent: Json) -> Any:
        """Return two of the answers at a time."""
        skip = int(sent.get("continuationToken", 0))
        page: Json = {"value": every[skip : skip + 2]}
        if len(every) > skip + 2:
            page["continuationToken"] = str(skip + 2)
        return 200, page, {}


def as_the_service_keeps_it(kind: str, body: Json) -> Json:
    """Return an object with what Data Factory adds to it, and in its own spelling."""
    kept = copy.deepcopy(body)
    kept |= {"id": f"{TARGET.id}/{kind}/{body['name']}", "etag": "0a00", "type": "Microsoft…"}
    properties = kept["properties"]
    if kind == "pipeline":
        properties["lastPublishTime"] = "2026-04-01T00:00:00Z"
        for activity in properties["activities"]:
            activity.get("policy", {})["elapsedTimeMetric"] = {}
    if kind == "integrationRuntime":
        properties["state"] = "Online"
    if kind == "linkedService":
        properties["typeProperties"]["encryptedCredential"] = "eyJ"
    for parameter in properties.get("parameters", {}).values():
        parameter["type"] = parameter["type"].capitalize()
    return kept


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body would wait for each other

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            status, answer, headers = self.server.arm.answer(
                self.command, self.path, self.headers, body
            )
        except Refusal as refusal:
            answer = {"error": {"code": refusal.code, "message": str(refusal)}}
            status, headers = refusal.status, refusal.headers
        except Exception as error:  # noqa: BLE001  a request that the server doesn't expect
            answer = {"error": {"code": "NotExpected", "message": repr(error)}}
            status, headers = 418, {}
        data = b"" if answer is None else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if data:
            self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_PUT = do_POST = do_DELETE = do_PATCH = _handle

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Login:
    """A login that always has the same token."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token

    def get_token(self, *scopes: str, **_: Any) -> Any:
        from azure.core.credentials import AccessToken

        assert all(scope.endswith("/.default") for scope in scopes)
        return AccessToken(self.token, int(time.time()) + 3600)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return the files of a certificate for 127.0.0.1 and of its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    address = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([address]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


@pytest.fixture
def arm(certificate: tuple[Path, Path]) -> Iterator[Arm]:
    """Return a Resource Manager with an empty factory."""
    made = Arm()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    server.arm = made
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    made.url = f"https://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield made
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def options(arm: Arm, certificate: tuple[Path, Path]) -> Json:
    """Return what points the SDK's client at the Resource Manager on localhost."""
    return {
        "credential": Login(),
        "base_url": arm.url,
        "connection_verify": str(certificate[0]),
        "polling_interval": 0,
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return the folder of a small factory in git format."""
    made = tmp_path / "adf"
    for kind, objects in small_factory().items():
        for name, body in objects.items():
            file = made / kind / f"{name}.json"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps({"name": name, **body}))
    return made
