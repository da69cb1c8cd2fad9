"""The rows of size small are those whose checksums are published, however they are made."""

import json
import os
import subprocess
import sys

import numpy as np
import pytest

from pikku import generate
from pikku.generate.company import PIECE
from pikku.platform.workspace import repo_root

#: Prints digests of what planners expect and plan at a size; with a second argument, the last digit of what NumPy reckons by series is
#: now and then the next one.
PLANNED = """
import hashlib, sys
import numpy as np

if sys.argv[2:]:
    def wobbling(function):
        def wobbled(*given, **named):
            found = np.asarray(function(*given, **named))
            way = np.random.default_rng(found.size).integers(-1, 2, found.shape)
            return np.where(way == 0, found, np.nextafter(found, way * np.inf))
        return wobbled

    for name in ("exp", "log1p", "sin"):
        setattr(np, name, wobbling(getattr(np, name)))

from pikku.catalog.realism import REALISM
from pikku.generate import calendar, demand, goods, sizes
from pikku.generate.company import Company, Operations

if sys.argv[2:]:  # powers
    demand.price_response = wobbling(demand.price_response)
    goods._against_trend = wobbling(goods._against_trend)
    demand.intensity = wobbling(demand.intensity)
company = Company(1, sizes.parse(sys.argv[1]), REALISM)
expected = np.rint(company.goods.expected).astype(np.int64)
plan = Operations(company, expected, expected // 50, expected.sum(axis=1)[: calendar.PLAN_YEARS] * 10_000)
runs, bought, made = plan.runs, plan.purchases, company.goods
for each in (made.expected, made.list_price, made.cost, runs.started, runs.planned, plan.tool_room.started, bought.quantity):
    print(hashlib.sha256(np.ascontiguousarray(each)).hexdigest())
"""
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


@pytest.mark.parametrize("size", ["medium", "large"])
def test_another_processor_plans_the_same(size):
    """NumPy and its linear algebra have code for each family of processors, whose last digits differ."""
    features = " ".join(np.show_config(mode="dicts")["SIMD Extensions"].get("found", []))
    usual = planned(size)
    assert len(set(usual.split())) == 7
    assert planned(size, "wobbling") == usual
    assert planned(size, OPENBLAS_CORETYPE="Prescott") == usual
    assert planned(size, NPY_DISABLE_CPU_FEATURES=features) == usual


def planned(*given: str, **machine: str) -> str:
    """Return the digests of a plan made in an environment."""
    return subprocess.run(
        [sys.executable, "-c", PLANNED, *given],
        env=os.environ | machine,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_every_size_but_the_hugest_is_published():
    assert list(PUBLISHED) == ["small", "medium", "large"]
    assert len({tuple(files) for files in PUBLISHED.values()}) <= 2  # a late part may be missing
    sums = [checksum for files in PUBLISHED.values() for checksum in files.values()]
    assert len(set(sums)) > len(sums) * 0.9
