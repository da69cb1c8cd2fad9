"""Files of the workspace are written whole, and secrets are for their owner only."""

import sys

import pytest

from pikku.errors import PikkuError
from pikku.platform import workspace

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")


def test_a_path_is_made(home):
    assert workspace.path("lake", "bronze") == home.resolve() / "lake" / "bronze"
    assert (home / "lake" / "bronze").is_dir()


def test_a_file_in_the_way_is_told(home):
    home.parent.mkdir(exist_ok=True)
    home.write_text("not a folder")
    with pytest.raises(PikkuError, match="can't be created") as error:
        workspace.path("raw")
    assert "PIKKU_HOME" in error.value.remedy
    home.unlink()


def test_writing_replaces_the_file_and_leaves_nothing_else(home):
    file = workspace.path("state") / "note"
    workspace.write(file, "first")
    workspace.write(file, "zweite ₹\n")
    assert file.read_bytes() == "zweite ₹\n".encode()
    assert [each.name for each in file.parent.iterdir()] == ["note"]


def test_a_full_disk_leaves_the_old_file(home, monkeypatch):
    file = workspace.write(workspace.path("state") / "note", "first")

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(workspace.os, "fdopen", full)
        with pytest.raises(PikkuError, match="No space left on device"):
            workspace.write(file, "second")
    assert file.read_text() == "first"
    assert [each.name for each in file.parent.iterdir()] == ["note"]


@posix
def test_a_private_file_is_for_its_owner_only(home):
    file = workspace.path("state") / "secret"
    file.write_text("open to all")
    workspace.write(file, "secret", private=True)
    assert file.stat().st_mode & 0o777 == 0o600
