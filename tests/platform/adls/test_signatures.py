"""Whoever has the key, or a SAS made with it, is let in, as far as it goes; nobody else."""

import base64
import datetime
import email.utils
import secrets

import httpx
import pytest
from azure.storage import blob as blobs
from azure.storage import filedatalake as lakes
from azure.storage.filedatalake import DataLakeServiceClient

from pikku.platform.adls import signatures

UTC = datetime.UTC


def later(minutes=60):
    """Return a time that is so far from now."""
    return datetime.datetime.now(UTC) + datetime.timedelta(minutes=minutes)


@pytest.fixture
def file(lake):
    """Return the client of a file with something in it."""
    client = lake.get_file_client("dir/file")
    client.upload_data(b"content", overwrite=True)
    return client


def account_sas(endpoint, *, allowed="rl", types="sco", **options):
    """Return an account SAS."""
    options = {"expiry": later()} | options
    return lakes.generate_account_sas(
        endpoint.account,
        endpoint.key,
        lakes.ResourceTypes.from_string(types),
        allowed,
        **options,
    )


def test_a_wrong_key_is_refused(endpoint, file, refused):
    wrong = {
        "account_name": endpoint.account,
        "account_key": base64.b64encode(secrets.token_bytes(64)).decode(),
    }
    with refused("AuthenticationFailed", 403):
        list(endpoint.lake(wrong).get_file_system_client(file.file_system_name).get_paths())
    with refused("AuthenticationFailed", 403):
        endpoint.blobs(wrong).create_container("never-made")
    assert not (endpoint.root / "never-made").exists()


def test_another_account_is_refused(endpoint, file, refused):
    other = {"account_name": "other", "account_key": endpoint.key}
    with refused("AuthenticationFailed", 403):
        list(endpoint.lake(other).get_file_system_client(file.file_system_name).get_paths())
    assert httpx.get(endpoint.url.replace(endpoint.account, "other")).status_code == 404


def signed(endpoint, **changes):
    """Return the answer to a listing that was signed, and then changed."""
    date = changes.pop("date", email.utils.formatdate(usegmt=True))
    headers = {"x-ms-date": date, "x-ms-version": "2021-06-08"}
    path = f"/{endpoint.account}/"
    lines = ["GET", *[""] * 11, f"x-ms-date:{date}", "x-ms-version:2021-06-08"]
    lines += [f"/{endpoint.account}{path}", "comp:list"]
    name = signatures.sign(base64.b64decode(endpoint.key), "\n".join(lines))
    headers["Authorization"] = f"SharedKey {endpoint.account}:{name}"
    url = f"http://127.0.0.1:{endpoint.port}{path}?comp=list{changes.pop('query', '')}"
    return httpx.get(url, headers=headers | changes)


def code(answer):
    """Return status and code of a refusal."""
    return answer.status_code, answer.headers.get("x-ms-error-code")


def test_what_was_signed_cannot_be_changed(endpoint):
    assert signed(endpoint).status_code == 200
    failed = (403, "AuthenticationFailed")
    assert code(signed(endpoint, query="&prefix=a")) == failed
    assert code(signed(endpoint, **{"x-ms-meta-a": "b"})) == failed
    assert code(signed(endpoint, Range="bytes=0-1")) == failed
    assert code(signed(endpoint, **{"x-ms-version": "2022-11-02"})) == failed


@pytest.mark.parametrize("minutes", [-16, 16])
def test_an_old_request_cannot_be_sent_again(endpoint, minutes):
    old = email.utils.format_datetime(later(minutes), usegmt=True)
    assert code(signed(endpoint, date=old)) == (403, "AuthenticationFailed")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Bearer abc", (403, "AuthenticationFailed")),
        ("SharedKey", (400, "InvalidAuthenticationInfo")),
        ("SharedKeyLite pikkulake:abc", (400, "InvalidAuthenticationInfo")),
        ("SharedKey pikkulake:ü", (403, "AuthenticationFailed")),
    ],
)
def test_other_credentials_are_refused(endpoint, header, expected):
    headers = {"Authorization": header.encode(), "x-ms-date": email.utils.formatdate(usegmt=True)}
    assert code(httpx.get(f"{endpoint.url}?comp=list", headers=headers)) == expected


def test_nobody_is_let_in_without_a_credential(endpoint, file):
    answer = httpx.get(file.url)
    assert code(answer) == (401, "NoAuthenticationInformation")
    assert answer.headers["www-authenticate"]
    assert b"content" not in answer.content


def test_metadata_is_signed_in_the_services_order(container):
    names = {"a_b": "1", "ab": "2", "a1": "3", "AB_c": "4", "a": "5"}
    client = container.upload_blob("names", b"x", metadata=names)
    assert {k.lower(): v for k, v in client.get_blob_properties().metadata.items()} == {
        k.lower(): v for k, v in names.items()
    }


def test_an_account_sas_allows_what_it_says(endpoint, file, refused):
    service = endpoint.lake(account_sas(endpoint))
    client = service.get_file_client(file.file_system_name, "dir/file")
    assert client.download_file().readall() == b"content"
    assert [p.name for p in service.get_file_system_client(file.file_system_name).get_paths()]
    with refused("AuthorizationPermissionMismatch", 403):
        client.delete_file()
    with refused("AuthorizationPermissionMismatch", 403):
        client.upload_data(b"x", overwrite=True)


def test_an_account_sas_is_for_its_kinds_of_resources(endpoint, file, refused):
    service = endpoint.lake(account_sas(endpoint, types="o"))
    client = service.get_file_client(file.file_system_name, "dir/file")
    assert client.download_file().readall() == b"content"
    with refused("AuthorizationResourceTypeMismatch", 403):
        list(service.get_file_system_client(file.file_system_name).get_paths())
    with refused("AuthorizationResourceTypeMismatch", 403):
        list(service.list_file_systems())


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"expiry": later(-1)}, "AuthenticationFailed"),
        ({"start": later(24 * 60)}, "AuthenticationFailed"),
        ({"ip": "10.0.0.1-10.0.0.9"}, "AuthorizationSourceIPMismatch"),
        ({"protocol": "https"}, "AuthorizationProtocolMismatch"),
        ({"services": lakes.Services(queue=True)}, "AuthorizationServiceMismatch"),
    ],
)
def test_an_account_sas_that_does_not_fit_is_refused(endpoint, file, refused, options, expected):
    sas = account_sas(endpoint, **options)
    client = endpoint.lake(sas).get_file_client(file.file_system_name, "dir/file")
    with refused(expected, 403):
        client.get_file_properties()


def test_a_sas_for_this_address_is_let_in(endpoint, file):
    sas = account_sas(endpoint, ip="127.0.0.1", protocol="https,http", start=later(-5))
    client = endpoint.lake(sas).get_file_client(file.file_system_name, "dir/file")
    assert client.get_file_properties().size == 7


def test_a_sas_cannot_be_widened(endpoint, file, refused):
    sas = account_sas(endpoint).replace("sp=rl", "sp=rwdl")
    with refused("AuthenticationFailed", 403):
        endpoint.lake(sas).get_file_client(file.file_system_name, "dir/file").delete_file()


def test_a_file_systems_sas_is_for_that_one_only(endpoint, file, refused):
    sas = lakes.generate_file_system_sas(
        endpoint.account, file.file_system_name, endpoint.key, "rl", later()
    )
    service = endpoint.lake(sas)
    assert list(service.get_file_system_client(file.file_system_name).get_paths())
    other = endpoint.lake().create_file_system(f"{file.file_system_name}-b")
    with refused("AuthenticationFailed", 403):
        list(service.get_file_system_client(other.file_system_name).get_paths())
    with refused("AuthorizationResourceTypeMismatch", 403):
        list(service.list_file_systems())


def test_a_files_sas_is_for_that_one_only(endpoint, lake, file, refused):
    sas = lakes.generate_file_sas(
        endpoint.account, lake.file_system_name, "dir", "file", endpoint.key, "r", later()
    )
    service = endpoint.lake(sas)
    client = service.get_file_client(lake.file_system_name, "dir/file")
    assert client.download_file().readall() == b"content"
    lake.create_file("dir/other")
    with refused("AuthenticationFailed", 403):
        service.get_file_client(lake.file_system_name, "dir/other").get_file_properties()


def test_a_folders_sas_is_for_what_is_below_it(endpoint, lake, file, refused):
    sas = lakes.generate_directory_sas(
        endpoint.account, lake.file_system_name, "dir", endpoint.key, "rwlm", later()
    )
    service = endpoint.lake(sas)
    client = service.get_file_client(lake.file_system_name, "dir/file")
    assert client.download_file().readall() == b"content"
    lake.create_file("direct")
    with refused("AuthenticationFailed", 403):
        service.get_file_client(lake.file_system_name, "direct").get_file_properties()
    assert [p.name for p in service.get_file_system_client(lake.file_system_name).get_paths("dir")]
    with refused("AuthenticationFailed", 403):
        list(service.get_file_system_client(lake.file_system_name).get_paths())
    # Nor by a way round: renaming or copying in what the SAS isn't for.
    target = service.get_file_client(lake.file_system_name, "dir/stolen")
    with refused("AuthenticationFailed", 403):
        target._rename_path(f"/{lake.file_system_name}/direct")
    here = blobs.BlobClient(endpoint.url, lake.file_system_name, "dir/stolen", credential=sas)
    with refused("AuthenticationFailed", 403):
        here.start_copy_from_url(f"{endpoint.url}/{lake.file_system_name}/direct")
    renamed = service.get_file_client(lake.file_system_name, "dir/renamed")
    renamed._rename_path(f"/{lake.file_system_name}/dir/file")
    assert renamed.download_file().readall() == b"content"


@pytest.mark.parametrize("query", ["resource=filesystem", "restype=container"])
@pytest.mark.parametrize("kind", ["file_system", "directory"])
def test_a_sas_for_what_is_in_a_file_system_does_not_delete_it(endpoint, lake, kind, query):
    make = getattr(lakes, f"generate_{kind}_sas")
    inside = [lake.file_system_name, *(["/"] if kind == "directory" else [])]
    sas = make(endpoint.account, *inside, endpoint.key, "rwdl", later())
    url = f"{endpoint.url}/{lake.file_system_name}?{query}&directory=dir&{sas}"
    assert code(httpx.delete(url)) == (403, "AuthorizationResourceTypeMismatch")
    assert lake.exists()


def test_the_account_may_be_in_the_hosts_name(endpoint, lake, file):
    sas = account_sas(endpoint)
    for interface in ("dfs", "blob"):
        host = f"{endpoint.account}.{interface}.core.windows.net"
        url = f"http://127.0.0.1:{endpoint.port}/{lake.file_system_name}/dir/file?{sas}"
        assert httpx.get(url, headers={"Host": host}).content == b"content"
        missing = httpx.get(url.replace("/file?", "/none?"), headers={"Host": host})
        name = "PathNotFound" if interface == "dfs" else "BlobNotFound"
        assert code(missing) == (404, name)
        kind = "application/json" if interface == "dfs" else "application/xml"
        assert missing.headers["content-type"].startswith(kind)
        other = httpx.get(url, headers={"Host": host.replace(endpoint.account, "other")})
        assert other.status_code == 404


def test_every_answer_has_an_id_a_version_and_the_clients_own_id(endpoint):
    headers = {"x-ms-version": "2021-06-08", "x-ms-client-request-id": "mine"}
    answer = httpx.get(endpoint.url, headers=headers)
    assert answer.headers["x-ms-version"] == "2021-06-08"
    assert answer.headers["x-ms-client-request-id"] == "mine"
    assert len(answer.headers["x-ms-request-id"]) == 36


def test_who_may_only_create_does_not_overwrite(endpoint, lake, file, refused):
    sas = account_sas(endpoint, allowed="c")
    container = endpoint.blobs(sas).get_container_client(lake.file_system_name)
    container.get_blob_client("new").upload_blob(b"1", overwrite=True)
    with refused("AuthorizationPermissionMismatch", 403):
        container.get_blob_client("dir/file").upload_blob(b"1", overwrite=True)
    assert file.download_file().readall() == b"content"


@pytest.mark.parametrize("change", ["skoid=1", "si=policy"])
def test_a_users_or_a_policys_sas_is_told_to_be_unknown(endpoint, file, refused, change):
    client = DataLakeServiceClient(endpoint.url, f"{account_sas(endpoint)}&{change}")
    with refused("NotImplemented", 501):
        client.get_file_client(file.file_system_name, "dir/file").get_file_properties()


def batch_with(endpoint, container, allowed):
    """Return a container's client with a SAS that allows what the letters say."""
    sas = blobs.generate_container_sas(
        endpoint.account,
        container.container_name,
        account_key=endpoint.key,
        permission=allowed,
        expiry=later(),
    )
    return endpoint.blobs(sas).get_container_client(container.container_name)


def test_a_sas_deletes_many_blobs_in_one_request(endpoint, container, folder):
    for name in ("one", "dir/two"):
        container.upload_blob(name, b"1")
    client = batch_with(endpoint, container, "rd")
    answers = client.delete_blobs("one", "dir/two", "none", raise_on_any_failure=False)
    assert [a.status_code for a in answers] == [202, 202, 404]
    assert [p.name for p in folder.rglob("*")] == ["dir"]


def test_a_part_of_a_batch_is_signed_for_itself(endpoint, container, folder, refused):
    container.upload_blob("kept", b"1")
    name, sas = (
        container.container_name,
        batch_with(endpoint, container, "rd").url.partition("?")[2],
    )
    part = f"DELETE /{endpoint.account}/{name}/kept HTTP/1.1\r\n\r\n"
    body = f"--b\r\nContent-Type: application/http\r\nContent-ID: 0\r\n\r\n{part}\r\n--b--\r\n"
    answer = httpx.post(
        f"{endpoint.url}/{name}?restype=container&comp=batch&{sas}",
        content=body.encode(),
        headers={"Content-Type": "multipart/mixed; boundary=b"},
    )
    assert answer.status_code == 202
    assert "NoAuthenticationInformation" in answer.text
    assert (folder / "kept").exists()
    with refused("AuthorizationPermissionMismatch", 403):
        batch_with(endpoint, container, "r").delete_blobs("kept")
