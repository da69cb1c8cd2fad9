"""The published checksums of the raw files: makes the data and compares, or publishes after a deliberate change.

    python benchmarks/checksums.py [--write] [size ...]

Without sizes: small, medium and large, seed 1. They are in data_samples/checksums.json.
"""

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "lib"))

from pikku import generate

PUBLISHED = ROOT / "data_samples" / "checksums.json"
SIZES = ("small", "medium", "large")
SEED = 1


def made(size: str) -> dict[str, str]:
    """Return the checksum of each part of the raw files, after making them in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        report = generate.run(size, SEED, out=folder)
        seconds, rows = time.perf_counter() - began, sum(report.raw_rows.values())
        print(f"{size}: {rows:,} rows in {seconds:.0f} s")
        return generate.checksums(Path(folder))


def main() -> None:
    """Publish, or print the differences; exit code 1 when there is one."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sizes", nargs="*", default=SIZES)
    parser.add_argument("--write", action="store_true", help="publish what is made now")
    arguments = parser.parse_args()
    published = json.loads(PUBLISHED.read_text(encoding="utf-8")) if PUBLISHED.is_file() else {}
    differ = 0
    for size in arguments.sizes:
        found, before = made(size), published.get(size, {})
        paths = sorted(found.keys() | before.keys())
        changed = [path for path in paths if found.get(path) != before.get(path)]
        print(
            f"  {len(paths) - len(changed)} parts as published; changed: {', '.join(changed) or 'none'}"
        )
        differ += len(changed)
        published[size] = found
    if arguments.write:
        PUBLISHED.write_text(json.dumps(published, indent=1) + "\n", encoding="utf-8")
        print(f"Written to {PUBLISHED.relative_to(ROOT)}.")
    elif differ:
        sys.exit(
            "They differ. After a deliberate change publish them: python benchmarks/checksums.py --write"
        )


if __name__ == "__main__":
    main()
