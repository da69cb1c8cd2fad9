"""The Power BI project in the repository is what the catalogue says."""

import json

from pikku.platform import workspace
from pikku.report import define


def _files():
    root = workspace.repo_root()
    return {
        file.relative_to(root).as_posix(): file.read_text(encoding="utf-8")
        for file in (root / "powerbi").rglob("*")
        if file.is_file() and ".pbi/" not in file.relative_to(root).as_posix()
    }


def test_the_repository_has_what_the_catalogue_says_and_nothing_else():
    wanted, found = define.files(), _files()
    assert sorted(found) == sorted(wanted)
    changed = [path for path, text in wanted.items() if found[path] != text]
    assert changed == [], "write them with: pikku define"


def test_the_same_files_come_out_each_time():
    assert define.files() == define.files()


def test_every_file_ends_in_one_line_end_and_has_no_trailing_blanks():
    for path, text in define.files().items():
        assert text.endswith("\n") and "\r" not in text, path
        assert [line for line in text.splitlines() if line != line.rstrip(" ")] == [], path


def test_json_files_are_json_and_name_their_schema():
    for path, text in define.files().items():
        if path.endswith((".json", ".pbir", ".pbism", ".pbip", ".platform")):
            content = json.loads(text)
            if "/StaticResources/" not in path:
                assert content["$schema"].startswith(
                    "https://developer.microsoft.com/json-schemas/fabric/"
                )


def test_no_path_is_too_long_for_windows():
    """Windows allows 260 characters, a clone's own folder included."""
    assert max(len(path) for path in define.files()) <= 120
