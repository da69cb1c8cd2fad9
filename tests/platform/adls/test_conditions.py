"""Conditional headers and leases, as the clients send them."""

import datetime
import uuid

import pytest
from azure.core import MatchConditions
from azure.core.exceptions import HttpResponseError
from azure.storage.filedatalake import DataLakeLeaseClient

from pikku.platform.adls import leases

HOUR = datetime.timedelta(hours=1)
SAME, OTHER = MatchConditions.IfNotModified, MatchConditions.IfModified
MISSING, PRESENT = MatchConditions.IfMissing, MatchConditions.IfPresent


@pytest.fixture
def written(lake):
    """Return the client of a file with something in it."""
    client = lake.get_file_client("file")
    client.upload_data(b"content", overwrite=True)
    return client


def test_the_etag_changes_with_the_file_only(written, lake):
    first = written.get_file_properties().etag
    assert written.get_file_properties().etag == first
    written.append_data(b"more", 7)
    assert written.get_file_properties().etag == first
    written.flush_data(11)
    second = written.get_file_properties().etag
    written.set_metadata({"a": "b"})
    third = written.get_file_properties().etag
    assert len({first, second, third}) == 3


def test_rewriting_the_same_bytes_changes_the_etag(written):
    seen = set()
    for _ in range(50):
        written.upload_data(b"content", overwrite=True)
        seen.add(written.get_file_properties().etag)
    assert len(seen) == 50


def test_only_the_expected_version_is_changed(written, refused):
    etag = written.get_file_properties().etag
    written.set_metadata({"a": "1"}, etag=etag, match_condition=SAME)
    with refused("ConditionNotMet", 412):
        written.set_metadata({"a": "2"}, etag=etag, match_condition=SAME)
    with refused("ConditionNotMet", 412):
        written.delete_file(etag=etag, match_condition=SAME)
    with refused("ConditionNotMet", 412):
        now = written.get_file_properties().etag
        written.set_metadata({"a": "3"}, etag=now, match_condition=OTHER)
    assert written.get_file_properties().metadata == {"a": "1"}


def test_something_new_is_made_only_once(lake, written, refused):
    with refused("PathAlreadyExists", 409):
        written.create_file(match_condition=MISSING)
    assert written.download_file().readall() == b"content"
    with refused("PathAlreadyExists", 409):
        lake.create_directory("file", match_condition=MISSING)
    lake.create_directory("dir")
    with refused("PathAlreadyExists", 409):
        lake.create_directory("dir", match_condition=MISSING)
    with refused("ConditionNotMet", 412):
        lake.get_file_client("nothing").create_file(match_condition=PRESENT)


def test_what_has_not_changed_is_not_sent_again(container, written, refused):
    client = container.get_blob_client("file")
    about = client.get_blob_properties()
    with refused("ConditionNotMet", 304):
        client.download_blob(etag=about.etag, match_condition=OTHER)
    with refused("ConditionNotMet", 304):
        client.get_blob_properties(if_modified_since=about.last_modified)
    assert client.get_blob_properties(if_modified_since=about.last_modified - HOUR).size == 7


def test_times_are_conditions_too(written, refused):
    when = written.get_file_properties().last_modified
    with refused("ConditionNotMet", 412):
        written.set_metadata({}, if_unmodified_since=when - HOUR)
    with refused("ConditionNotMet", 412):
        written.set_metadata({}, if_modified_since=when + HOUR)
    written.set_metadata({"a": "b"}, if_unmodified_since=when)


def test_a_rename_has_conditions_for_both_ends(lake, written, refused):
    target = f"{lake.file_system_name}/target"
    lake.get_file_client("target").upload_data(b"there", overwrite=True)
    with refused("PathAlreadyExists", 409):
        written.rename_file(target, match_condition=MISSING)
    with refused("SourceConditionNotMet", 412):
        written.rename_file(target, source_etag='"0x1"', source_match_condition=SAME)
    with refused("ConditionNotMet", 412):
        written.rename_file(target, etag='"0x1"', match_condition=SAME)
    etag = written.get_file_properties().etag
    written.rename_file(target, source_etag=etag, source_match_condition=SAME)
    assert lake.get_file_client("target").download_file().readall() == b"content"


def test_a_condition_that_is_none_is_refused(written):
    with pytest.raises(HttpResponseError) as error:
        written.set_metadata({}, headers={"If-Unmodified-Since": "yesterday"})
    assert error.value.error_code == "InvalidHeaderValue"


def test_who_has_the_lease_writes_alone(lake, written, refused):
    lease = written.acquire_lease(lease_duration=60)
    with refused("LeaseIdMissing", 412):
        written.set_metadata({"a": "b"})
    with refused("LeaseIdMissing", 412):
        written.upload_data(b"other", overwrite=True)
    with refused("LeaseIdMissing", 412):
        written.rename_file(f"{lake.file_system_name}/elsewhere")
    with refused("LeaseIdMissing", 412):
        written.delete_file()
    with refused("LeaseIdMismatchWithBlobOperation", 412):
        written.set_metadata({"a": "b"}, lease=str(uuid.uuid4()))
    assert written.download_file().readall() == b"content"
    written.upload_data(b"mine", overwrite=True, lease=lease)
    about = written.get_file_properties(lease=lease)
    assert (about.lease.state, about.lease.status) == ("leased", "locked")
    assert about.lease.duration == "fixed"
    lease.release()
    written.delete_file()


def test_a_folder_with_a_leased_file_stays(lake, refused):
    lake.create_file("dir/deep/file").acquire_lease(lease_duration=-1)
    with refused("LeaseIdMissing", 412):
        lake.get_directory_client("dir").delete_directory()
    with refused("LeaseIdMissing", 412):
        lake.get_directory_client("dir").rename_directory(f"{lake.file_system_name}/new")


def test_the_life_of_a_lease(written, refused):
    lease = written.acquire_lease(lease_duration=15)
    with refused("LeaseAlreadyPresent", 409):
        written.acquire_lease(lease_duration=15)
    lease.renew()
    before, after = lease.id, str(uuid.uuid4())
    lease.change(after)
    with refused("LeaseIdMismatchWithLeaseOperation", 409):
        DataLakeLeaseClient(written, before).renew()
    assert lease.break_lease(0) == 0
    assert written.get_file_properties().lease.state == "broken"
    with refused("LeaseIsBrokenAndCannotBeRenewed", 409):
        lease.renew()
    again = written.acquire_lease(lease_duration=-1)
    again.break_lease(20)
    assert written.get_file_properties().lease.state == "breaking"
    released = again.id
    again.release()
    with refused("LeaseNotPresentWithLeaseOperation", 409):
        DataLakeLeaseClient(written, released).renew()
    with refused("LeaseNotPresentWithBlobOperation", 412):
        written.set_metadata({}, lease=after)


def test_a_lease_ends_by_itself(written, refused, monkeypatch):
    lease = written.acquire_lease(lease_duration=15)
    now = leases.time.time()
    monkeypatch.setattr(leases.time, "time", lambda: now + 16)
    assert written.get_file_properties().lease.state == "expired"
    with refused("LeaseLost", 412):
        written.set_metadata({}, lease=lease)
    written.set_metadata({"a": "b"})


@pytest.mark.parametrize("duration", [0, 14, 61, -2])
def test_a_lease_of_another_length_is_refused(written, refused, duration):
    with refused("InvalidHeaderValue", 400):
        written.acquire_lease(lease_duration=duration)


def test_a_file_system_can_be_leased(endpoint, container, refused):
    lease = container.acquire_lease(lease_duration=15)
    with refused("LeaseIdMissing", 412):
        container.delete_container()
    container.delete_container(lease=lease)
