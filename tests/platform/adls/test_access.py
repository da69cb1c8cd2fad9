"""Access control lists are understood, changed and inherited as POSIX has them."""

import pytest

from pikku.platform.adls import access
from pikku.platform.adls.errors import StorageError
from pikku.platform.adls.properties import Properties

FULL = "user::rwx,user:meera:rw-,group::r-x,mask::rwx,other::---"


def test_a_list_is_told_as_it_was_given_in_the_usual_order():
    mixed = "other::---,mask::rwx,default:user::rwx,group::r-x,user:meera:rw-,user::rwx"
    assert access.text(access.parse(mixed)) == f"{FULL},default:user::rwx"


@pytest.mark.parametrize(
    "text",
    ["", "user:rwx", "user::rwxx", "owner::rwx", "user::rwx,user::r--", "user::RWX", "user::"],
)
def test_a_list_that_is_none_is_refused(text):
    with pytest.raises(StorageError, match="InvalidHeaderValue"):
        access.parse(text)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("0750", "rwxr-x---"),
        ("644", "rw-r--r--"),
        ("rwxr-x--t", "rwxr-x--x"),
        ("rw-rw----", "rw-rw----"),
    ],
)
def test_permissions_in_either_form(given, told):
    rules = access.rules_of(Properties(), is_directory=False)
    assert access.permissions(access.with_permissions(rules, given)) == told


@pytest.mark.parametrize("given", ["", "0888", "rwx", "rwxrwxrwy", "abc"])
def test_permissions_that_are_none_are_refused(given):
    with pytest.raises(StorageError, match="InvalidHeaderValue"):
        access.with_permissions(access.parse(FULL), given)


def test_with_a_mask_the_groups_permissions_are_the_masks():
    changed = access.with_permissions(access.parse(FULL), "0740")
    assert access.text(changed) == "user::rwx,user:meera:rw-,group::r-x,mask::r--,other::---"
    assert access.permissions(changed) == "rwxr-----+"


def test_named_entries_get_a_mask_of_all_that_they_may():
    given = access.parse("user::rwx,user:meera:-w-,group::r--,other::---")
    assert "mask::rw-" in access.text(access.replaced([], given))


def test_a_list_lacks_neither_owner_group_nor_others():
    with pytest.raises(StorageError, match="other"):
        access.replaced([], access.parse("user::rwx,group::r-x"))


def test_entries_are_changed_and_removed_one_by_one():
    rules = access.parse(FULL)
    changed = access.merged(rules, access.parse("user:meera:r--,user:anil:--x"))
    assert "user:anil:--x,user:meera:r--" in access.text(changed)
    gone = access.without(changed, "user:meera,user:anil:")
    assert access.text(gone) == "user::rwx,group::r-x,mask::rwx,other::---"
    with pytest.raises(StorageError, match="can't be removed"):
        access.without(rules, "user:")


def test_what_is_new_gets_its_folders_default_entries():
    rules = access.replaced([], access.parse(f"{FULL},default:user:meera:r-x"))
    parent = Properties(acl=access.text(rules))
    file = access.inherited(parent, None, None, is_directory=False)
    assert "user:meera:r-x" in file
    assert "default" not in file
    folder = access.inherited(parent, None, None, is_directory=True)
    assert "default:user:meera:r-x" in folder


def test_without_default_entries_the_umask_takes_away():
    plain = Properties()
    assert access.inherited(plain, None, None, is_directory=False) == ""
    made = access.inherited(plain, "0777", "0022", is_directory=True)
    assert made == "user::rwx,group::r-x,other::r-x"
    assert (
        access.inherited(plain, "0777", None, is_directory=True)
        == "user::rwx,group::r-x,other::---"
    )
    with pytest.raises(StorageError, match="no umask"):
        access.inherited(plain, None, "x", is_directory=False)
