"""azure-storage-file-datalake, unchanged: what it writes are ordinary files."""

import pytest
from azure.core.exceptions import HttpResponseError
from azure.storage.filedatalake import ContentSettings


def test_what_is_written_is_an_ordinary_file(lake, folder):
    lake.get_file_client("2025/04/orders.csv").upload_data(b"order,amount\n", overwrite=True)
    assert (folder / "2025" / "04" / "orders.csv").read_bytes() == b"order,amount\n"
    assert sorted(p.name for p in folder.rglob("*")) == ["04", "2025", "orders.csv"]


def test_a_file_that_another_program_put_there_is_served(lake, folder):
    (folder / "by_hand").mkdir()
    (folder / "by_hand" / "note.txt").write_bytes(b"written without any client")
    client = lake.get_file_client("by_hand/note.txt")
    assert client.download_file().readall() == b"written without any client"
    assert client.get_file_properties().size == 26
    assert [(p.name, p.is_directory) for p in lake.get_paths()] == [
        ("by_hand", True),
        ("by_hand/note.txt", False),
    ]


def test_appends_are_not_seen_before_the_flush(lake, folder):
    client = lake.create_file("log.txt")
    client.append_data(b"hello ", 0)
    client.append_data(b"world", 6)
    assert (folder / "log.txt").read_bytes() == b""
    client.flush_data(11)
    assert (folder / "log.txt").read_bytes() == b"hello world"
    client.append_data(b"!", 11, flush=True)
    assert client.download_file().readall() == b"hello world!"


def test_appends_may_arrive_in_any_order_and_twice(lake):
    client = lake.create_file("parts.bin")
    client.append_data(b"second", 5)
    client.append_data(b"first", 0)
    client.append_data(b"first", 0)
    client.flush_data(11)
    assert client.download_file().readall() == b"firstsecond"


def test_a_gap_or_a_wrong_length_is_refused(lake, folder, refused):
    client = lake.create_file("gap.bin")
    client.append_data(b"later", 10)
    with refused("InvalidFlushPosition", 400):
        client.flush_data(15)
    client.append_data(b"0123456789", 0)
    with refused("InvalidFlushPosition", 400):
        client.flush_data(12)
    assert (folder / "gap.bin").read_bytes() == b""
    client.flush_data(15)
    with refused("InvalidFlushPosition", 400):
        client.append_data(b"before the end", 3)


def test_data_after_the_flush_position_is_kept_only_on_request(lake, refused):
    for keep in (True, False):
        client = lake.create_file(f"kept_{keep}")
        client.append_data(b"12345", 0)
        client.append_data(b"678", 5)
        client.flush_data(5, retain_uncommitted_data=keep)
        if keep:
            client.flush_data(8)
            assert client.download_file().readall() == b"12345678"
        else:
            with refused("InvalidFlushPosition", 400):
                client.flush_data(8)


def test_a_large_upload_in_parallel_chunks_is_whole(lake, folder):
    data = bytes(range(256)) * 4096 * 5
    client = lake.get_file_client("large.bin")
    client.upload_data(data, overwrite=True, chunk_size=1 << 20, max_concurrency=4)
    assert (folder / "large.bin").read_bytes() == data
    assert client.download_file(max_concurrency=4).readall() == data


def test_ranges_are_read(lake, refused):
    client = lake.get_file_client("range.bin")
    client.upload_data(b"0123456789", overwrite=True)
    assert client.download_file(offset=3, length=4).readall() == b"3456"
    assert client.download_file(offset=8, length=100).readall() == b"89"
    with refused("InvalidRange", 416):
        client.download_file(offset=10, length=1)


def test_names_of_any_letters_come_back_as_they_were(lake, folder):
    names = ["a b+c%d&e=f#g?.txt", "मोल्ड.csv", "~tilde;semi,comma", "%2e%2e", "a'b\"c", "x" * 255]
    for name in names:
        lake.get_file_client(name).upload_data(name.encode(), overwrite=True)
        assert lake.get_file_client(name).download_file().readall() == name.encode()
    assert sorted(p.name for p in lake.get_paths()) == sorted(names)
    assert sorted(p.name for p in folder.iterdir()) == sorted(names)


def test_a_listing_goes_on_where_a_page_ended(lake):
    names = [f"d{n % 3}/f{n:02}" for n in range(20)] + ["d1-x", "d1.y", "z"]
    for name in names:
        lake.create_file(name)
    wanted = sorted([*names, "d0", "d1", "d2"])
    for size in (1, 2, 7, 5000):
        pages = lake.get_paths(recursive=True, max_results=size).by_page()
        found = [[p.name for p in page] for page in pages]
        assert sorted(name for page in found for name in page) == wanted
        assert all(len(page) <= size for page in found)
    assert [p.name for p in lake.get_paths(recursive=False)] == [
        "d0",
        "d1-x",
        "d1.y",
        "d1",
        "d2",
        "z",
    ]
    assert [p.name for p in lake.get_paths("d1")][:2] == ["d1/f01", "d1/f04"]


def test_a_listing_of_what_is_not_there_is_refused(endpoint, lake, refused):
    with refused("PathNotFound", 404):
        list(lake.get_paths("nowhere"))
    with refused("FilesystemNotFound", 404):
        list(endpoint.lake().get_file_system_client("not-there").get_paths())


def test_a_file_is_listed_as_itself(lake):
    """Hadoop's own tests ask this of Azure (testListFileVsListDir): Spark lists the files it reads."""
    lake.create_directory("some")
    lake.get_file_client("some/plain").upload_data(b"four", overwrite=True)
    for recursive in (True, False):
        [found] = lake.get_paths("some/plain", recursive=recursive)
        assert (found.name, found.is_directory, found.content_length) == ("some/plain", False, 4)


def test_a_file_is_renamed_and_replaces_another(lake, folder):
    lake.get_file_client("new").upload_data(b"new", overwrite=True, metadata={"kind": "moved"})
    lake.get_file_client("old").upload_data(b"old", overwrite=True)
    before = lake.get_file_client("new").get_file_properties().etag
    moved = lake.get_file_client("new").rename_file(f"{lake.file_system_name}/old")
    assert moved.download_file().readall() == b"new"
    about = moved.get_file_properties()
    assert (about.metadata, about.etag) == ({"kind": "moved"}, before)
    assert [p.name for p in folder.iterdir()] == ["old"]


def test_a_folder_is_renamed_with_what_is_in_it(endpoint, lake, folder):
    lake.get_file_client("from/deep/file").upload_data(b"x", overwrite=True, metadata={"k": "v"})
    other = endpoint.lake().create_file_system(f"{lake.file_system_name}-other")
    lake.get_directory_client("from").rename_directory(f"{other.file_system_name}/to")
    assert not (folder / "from").exists()
    assert other.get_file_client("to/deep/file").get_file_properties().metadata == {"k": "v"}


def test_a_file_that_is_renamed_to_itself_is_as_it_was(lake):
    client = lake.get_file_client("same")
    client.upload_data(b"content", overwrite=True, metadata={"k": "v"})
    client.rename_file(f"{lake.file_system_name}/same")
    assert client.download_file().readall() == b"content"
    assert client.get_file_properties().metadata == {"k": "v"}


def test_appended_data_goes_with_the_file_it_was_for(lake, folder, refused):
    for n in range(20):  # file systems give a deleted file's inode to the next one
        client = lake.create_file("short-lived")
        client.append_data(b"stale", 0)
        (folder / "short-lived").unlink()
        again = lake.create_file(f"new{n}")
        with refused("InvalidFlushPosition", 400):
            again.flush_data(5)


def test_a_rename_that_makes_no_sense_is_refused(lake, refused):
    lake.create_directory("a/b")
    lake.create_directory("full/of")
    lake.create_file("file")
    name = lake.file_system_name
    with refused("SourcePathNotFound", 404):
        lake.get_file_client("nothing").rename_file(f"{name}/x")
    with refused("RenameDestinationParentPathNotFound", 404):
        lake.get_file_client("file").rename_file(f"{name}/no/such/place")
    with refused("InvalidRenameSourcePath", 409):
        lake.get_directory_client("a").rename_directory(f"{name}/a/b/c")
    with refused("InvalidSourceOrDestinationResourceType", 409):
        lake.get_file_client("file").rename_file(f"{name}/a")
    with refused("PathAlreadyExists", 409):
        lake.get_directory_client("a").rename_directory(f"{name}/full")


def test_folders_are_deleted_with_what_is_in_them(lake, folder, refused):
    lake.create_file("a/b/c")
    lake.get_directory_client("a").delete_directory()
    assert list(folder.iterdir()) == []
    with refused("PathNotFound", 404):
        lake.get_file_client("a/b/c").delete_file()


def test_metadata_and_content_headers_are_kept_beside_the_tree(lake, folder):
    client = lake.get_file_client("about.json")
    kind = ContentSettings(content_type="application/json", cache_control="no-store")
    client.upload_data(b"{}", overwrite=True, metadata={"owner": "sales"}, content_settings=kind)
    about = client.get_file_properties()
    assert about.metadata == {"owner": "sales"}
    assert about.content_settings.content_type == "application/json"
    assert about.content_settings.cache_control == "no-store"
    client.set_metadata({"other": "one"})
    assert client.get_file_properties().metadata == {"other": "one"}
    assert client.get_file_properties().content_settings.content_type == "application/json"
    client.set_http_headers(ContentSettings(content_type="text/plain"))
    assert client.get_file_properties().content_settings.content_type == "text/plain"
    assert [p.name for p in folder.iterdir()] == ["about.json"]


def test_what_is_known_of_a_file_does_not_pass_to_its_successor(lake, folder):
    client = lake.get_file_client("data.bin")
    client.upload_data(b"one", overwrite=True, metadata={"of": "the first"})
    (folder / "data.bin").unlink()
    (folder / "data.bin").write_bytes(b"another program's")
    assert client.get_file_properties().metadata == {}
    client.upload_data(b"two", overwrite=True)
    assert client.get_file_properties().metadata == {}


def test_a_folder_has_properties_too(lake):
    client = lake.create_directory("dir", metadata={"layer": "bronze"})
    about = client.get_directory_properties()
    assert about.metadata["layer"] == "bronze"
    lake.create_file("dir/file")
    assert client.get_directory_properties().etag == about.etag


def test_file_systems_are_the_first_level_of_folders(endpoint, refused):
    service = endpoint.lake()
    made = service.create_file_system("first-level", metadata={"a": "b"})
    assert (endpoint.root / "first-level").is_dir()
    assert made.get_file_system_properties().metadata == {"a": "b"}
    assert "first-level" in [f.name for f in service.list_file_systems()]
    assert ".adls" not in [f.name for f in service.list_file_systems()]
    with refused("ContainerAlreadyExists", 409):  # this client asks the Blob interface for it
        service.create_file_system("first-level")
    made.delete_file_system()
    assert not (endpoint.root / "first-level").exists()
    with refused("FilesystemNotFound", 404):
        made.create_file("x")
    with refused("ContainerNotFound", 404):
        made.delete_file_system()


@pytest.mark.parametrize(
    "name", ["ab", "Capital", "under_score", "a--b", "-a-b", "a" * 64, ".adls"]
)
def test_a_file_system_of_another_name_is_refused(endpoint, name):
    with pytest.raises((HttpResponseError, ValueError)):
        endpoint.lake().create_file_system(name)
    assert not (endpoint.root / name).exists() or name == ".adls"


def test_a_file_in_the_way_is_told(lake, refused):
    lake.create_file("file")
    with refused("PathConflict", 409):
        lake.create_file("file/below")
    with refused("PathConflict", 409):
        lake.create_directory("file")
    lake.create_directory("dir")
    with refused("PathConflict", 409):
        lake.create_file("dir")


def test_access_control_is_kept_told_and_inherited(lake):
    directory = lake.create_directory("shared")
    assert directory.get_access_control()["permissions"] == "rwxr-x---"
    directory.set_access_control(
        owner="anil",
        group="sales",
        acl="user::rwx,group::r-x,other::--x,user:meera:rw-,default:user:meera:r--",
    )
    told = directory.get_access_control()
    assert (told["owner"], told["group"], told["permissions"]) == ("anil", "sales", "rwxrwx--x+")
    assert "mask::rwx" in told["acl"]
    child = lake.create_file("shared/child")
    assert "user:meera:r--" in child.get_access_control()["acl"]
    child.set_access_control(permissions="0640")
    assert child.get_access_control()["permissions"] == "rw-r-----+"


def test_access_control_is_set_recursively_in_pages(lake, refused):
    for n in range(5):
        lake.create_file(f"tree/d{n}/file")
    top = lake.get_directory_client("tree")
    done = top.update_access_control_recursive("user:meera:r-x", batch_size=3)
    counted = done.counters
    assert (counted.directories_successful, counted.files_successful) == (6, 5)
    for path in ("tree", "tree/d4", "tree/d4/file"):
        assert "user:meera:r-x" in lake.get_file_client(path).get_access_control()["acl"]
    top.remove_access_control_recursive("user:meera")
    assert "meera" not in lake.get_file_client("tree/d4/file").get_access_control()["acl"]
    with refused("InvalidHeaderValue", 400):
        top.update_access_control_recursive("user:meera:everything")


def test_the_root_folder_has_access_control(lake):
    root = lake.get_directory_client("/")
    root.set_access_control(permissions="rwxrwxrwx")
    assert root.get_access_control()["permissions"] == "rwxrwxrwx"


@pytest.mark.parametrize(
    ("what", "header"),
    [
        (lambda f: f.create_file(expires_on=1000), "x-ms-expiry-option"),
        (lambda f: f.create_file(encryption_context="x"), "x-ms-encryption-context"),
        (lambda f: f.append_data(b"x", 0, lease_action="acquire", lease="0" * 32), "lease"),
    ],
)
def test_what_it_does_not_do_it_says(lake, what, header):
    client = lake.create_file("there")
    with pytest.raises(HttpResponseError, match=header) as error:
        what(client)
    assert (error.value.status_code, error.value.error_code) == (501, "NotImplemented")
