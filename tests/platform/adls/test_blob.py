"""azure-storage-blob, unchanged, on the same files."""

import base64

import pytest
from azure.core.exceptions import HttpResponseError
from azure.storage.blob import BlobBlock, BlobClient, ContentSettings, StandardBlobTier


def blob(endpoint, container, name, **options):
    """Return the client of a blob; `options` are how it cuts uploads."""
    return BlobClient(
        endpoint.url,
        container.container_name,
        name,
        credential=endpoint.named,
        retry_total=0,
        **options,
    )


def test_a_blob_is_a_file_for_the_other_interface(container, lake, folder):
    kind = ContentSettings(content_type="text/csv")
    container.upload_blob("a/b.csv", b"x,y\n", metadata={"Kind": "raw"}, content_settings=kind)
    assert (folder / "a" / "b.csv").read_bytes() == b"x,y\n"
    about = lake.get_file_client("a/b.csv").get_file_properties()
    assert about.content_settings.content_type == "text/csv"
    assert container.get_blob_client("a/b.csv").download_blob().readall() == b"x,y\n"


def test_one_that_is_there_is_replaced_only_when_that_is_wanted(container, refused):
    container.upload_blob("once", b"1")
    with refused("BlobAlreadyExists", 409):
        container.upload_blob("once", b"2")
    container.upload_blob("once", b"3", overwrite=True)
    assert container.download_blob("once").readall() == b"3"


def test_blocks_are_not_seen_before_their_list(endpoint, container, folder, refused):
    client = blob(endpoint, container, "blocks")
    client.stage_block("b1", b"first ")
    client.stage_block("b2", b"second")
    assert list(folder.iterdir()) == []
    _, waiting = client.get_block_list("all")
    assert [(b.id, b.size) for b in waiting] == [("b1", 6), ("b2", 6)]
    with refused("InvalidBlockList", 400):
        client.commit_block_list([BlobBlock("b3")])
    client.commit_block_list([BlobBlock("b1"), BlobBlock("b2")])
    assert (folder / "blocks").read_bytes() == b"first second"
    kept, waiting = client.get_block_list("all")
    assert ([b.id for b in kept], waiting) == (["b1", "b2"], [])


def test_blocks_that_were_committed_can_be_used_again(endpoint, container):
    client = blob(endpoint, container, "again")
    for name in ("b1", "b2"):
        client.stage_block(name, name.encode() * 3)
    client.commit_block_list([BlobBlock("b1"), BlobBlock("b2")])
    client.stage_block("b3", b"new")
    client.commit_block_list([BlobBlock("b3"), BlobBlock("b2")])
    assert client.download_blob().readall() == b"newb2b2b2"


def test_a_large_blob_is_cut_into_blocks(endpoint, container, folder):
    data = base64.b85encode(bytes(range(256)) * 20_000)
    options = {"max_single_put_size": 1 << 20, "max_block_size": 1 << 20}
    blob(endpoint, container, "large", **options).upload_blob(data, max_concurrency=3)
    assert (folder / "large").read_bytes() == data


def test_a_listing_shows_one_level_or_all(container, folder):
    for name in ("a/x", "a/y/z", "a-b", "top"):
        container.upload_blob(name, b"1", metadata={"of": name.replace("/", "_")})
    everything = [b.name for b in container.list_blobs()]
    assert everything == ["a-b", "a", "a/x", "a/y", "a/y/z", "top"]
    assert sorted(b.name for b in container.walk_blobs()) == ["a-b", "a/", "top"]
    assert sorted(b.name for b in container.walk_blobs("a/")) == ["a/x", "a/y/"]
    assert [b.name for b in container.list_blobs("a/y")] == ["a/y", "a/y/z"]
    assert [b.name for b in container.list_blobs("to")] == ["top"]
    assert list(container.list_blobs("../")) == []
    told = {b.name: b.metadata for b in container.list_blobs(include=["metadata"])}
    assert (told["a/x"], told["a"]) == ({"of": "a_x"}, {"hdi_isfolder": "true"})
    pages = container.list_blobs(results_per_page=2).by_page()
    assert [len(list(page)) for page in pages] == [2, 2, 2]


def test_metadata_and_headers(container):
    client = container.upload_blob("about", b"1", metadata={"a": "1"})
    client.set_blob_metadata({"b": "2"})
    client.set_http_headers(ContentSettings(content_type="x/y", content_language="hi"))
    about = client.get_blob_properties()
    assert (about.metadata, about.content_settings.content_type) == ({"b": "2"}, "x/y")
    assert (about.content_settings.content_language, about.blob_type) == ("hi", "BlockBlob")


def test_a_blob_is_copied_with_what_is_known_of_it(container, folder, refused):
    source = container.upload_blob("from", b"content", metadata={"k": "v"})
    target = container.get_blob_client("deep/to")
    assert target.start_copy_from_url(source.url)["copy_status"] == "success"
    assert (folder / "deep" / "to").read_bytes() == b"content"
    assert target.get_blob_properties().metadata == {"k": "v"}
    with refused("BlobNotFound", 404):
        target.start_copy_from_url(container.get_blob_client("nothing").url)
    with pytest.raises(HttpResponseError) as error:
        target.start_copy_from_url("http://elsewhere.blob.core.windows.net/c/b")
    assert error.value.status_code == 404


def test_many_are_deleted_in_one_request(container, folder):
    for name in ("one", "dir/two words"):
        container.upload_blob(name, b"1")
    answers = container.delete_blobs("one", "dir/two words", "none", raise_on_any_failure=False)
    assert [a.status_code for a in answers] == [202, 202, 404]
    assert [p.name for p in folder.rglob("*")] == ["dir"]


def test_a_folder_is_deleted_only_when_it_is_empty(container, refused):
    container.upload_blob("dir/file", b"1")
    with refused("DirectoryIsNotEmpty", 409):
        container.delete_blob("dir")
    container.delete_blob("dir/file")
    container.delete_blob("dir")
    with refused("BlobNotFound", 404):
        container.delete_blob("dir")


def test_an_empty_blob_with_a_folders_metadata_is_a_folder(container, lake, folder):
    container.upload_blob("dir", b"", metadata={"hdi_isfolder": "true", "layer": "raw"})
    assert (folder / "dir").is_dir()
    about = lake.get_directory_client("dir").get_directory_properties()
    assert about.metadata == {"layer": "raw", "hdi_isfolder": "true"}


def test_checksums_are_verified_and_given(container, folder, refused):
    container.upload_blob("sum", b"right", validate_content=True)
    assert container.download_blob("sum", validate_content=True).readall() == b"right"
    wrong = {"Content-MD5": base64.b64encode(bytes(16)).decode()}
    with refused("Md5Mismatch", 400):
        container.upload_blob("wrong", b"data", headers=wrong)
    assert not (folder / "wrong").exists()


def test_the_account_has_a_hierarchical_namespace(endpoint):
    assert endpoint.blobs().get_account_information()["is_hns_enabled"] is True


@pytest.mark.parametrize(
    "ask",
    [
        lambda c: c.upload_blob("page", b"0" * 512, blob_type="PageBlob"),
        lambda c: c.upload_blob("append", b"0", blob_type="AppendBlob"),
        lambda c: c.get_blob_client("there").create_snapshot(),
        lambda c: c.get_blob_client("there").set_standard_blob_tier("Archive"),
        lambda c: c.get_blob_client("there").set_blob_tags({"a": "b"}),
        lambda c: c.get_blob_client("there").undelete_blob(),
        lambda c: c.upload_blob("cold", b"0", standard_blob_tier=StandardBlobTier.COOL),
        lambda c: c.get_container_access_policy(),
    ],
)
def test_what_it_does_not_do_it_says(container, refused, ask):
    container.upload_blob("there", b"1")
    with refused("NotImplemented", 501):
        ask(container)
