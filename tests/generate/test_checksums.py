"""The rows of size small are those whose checksums are published, however they are made."""

import json

import pytest

from pikku import generate
from pikku.generate.company import PIECE
from pikku.platform.workspace import repo_root

PUBLISHED = json.loads((repo_root() / "data_samples" / "checksums.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("workers", "piece", "on_spark"),
    [
        (1, PIECE, False),
        (1, 3_331, False),
        (2, 9_973, False),
        (7, 5_003, False),
        (2, 19_997, True),
        (5, 9_973, True),
    ],
)
def test_small_has_the_published_checksums(tmp_path, workers, piece, on_spark):
    generate.run("small", 1, workers, tmp_path, on_spark=on_spark, piece=piece)
    found, expected = generate.checksums(tmp_path), PUBLISHED["small"]
    differ = [
        path
        for path in sorted(found.keys() | expected.keys())
        if found.get(path) != expected.get(path)
    ]
    assert not differ, (
        f"The rows of {', '.join(differ)} are not the published ones. When only some of these tests fail, the rows depend on "
        "how they are made, which is a fault. When all fail and the data was changed on purpose, publish the new checksums: "
        "python benchmarks/checksums.py --write"
    )


def test_every_size_but_the_hugest_is_published():
    assert list(PUBLISHED) == ["small", "medium", "large"]
    assert len({tuple(files) for files in PUBLISHED.values()}) <= 2  # a late part may be missing
    sums = [checksum for files in PUBLISHED.values() for checksum in files.values()]
    assert len(set(sums)) > len(sums) * 0.9
