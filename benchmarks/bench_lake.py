"""What the ADLS Gen2 endpoint takes: bytes a second both ways, requests a second, commits of writers at once.

    python benchmarks/bench_lake.py [--megabytes 512] [--clients 8]

Starts `pikku lake serve` over a temporary folder and prints a table in Markdown. What the disk does without it, a copy of the
same file, stands beside the bytes a second. The clients are those that the tests use (`uv pip install --group test`).
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import obstore
from azure.core import MatchConditions
from azure.core.exceptions import ResourceExistsError
from azure.storage.filedatalake import DataLakeServiceClient, FileSystemClient
from obstore.store import AzureStore

from pikku.platform.adls import serving

LIBRARY = Path(__file__).resolve().parents[1] / "lib"
MB = 1_000_000
REQUESTS = 2000
COMMITS = 50


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=512, help="size of the file")
    parser.add_argument("--clients", type=int, default=8, help="threads that ask at once")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["PIKKU_HOME"] = home
        process = _serve(home)
        try:
            rows = _measure(serving.running(), Path(home), chosen.megabytes, chosen.clients)
        finally:
            process.terminate()
            process.wait(30)
    print(f"{chosen.megabytes} MB, {chosen.clients} clients, {os.cpu_count()} processors\n")
    print("| what | measured |\n|---|---:|")
    for what, measured in rows:
        print(f"| {what} | {measured} |")


def _serve(home: str) -> subprocess.Popen:
    env = {**os.environ, "PYTHONPATH": str(LIBRARY)}
    command = [sys.executable, "-m", "pikku", "lake", "serve", "--root", f"{home}/lake"]
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    process.stdout.readline()  # it serves once it has said so
    return process


def _measure(
    record: serving.Record, home: Path, megabytes: int, clients: int
) -> list[tuple[str, str]]:
    named = {"account_name": record.account, "account_key": record.key}
    lake = DataLakeServiceClient(record.url, named).create_file_system("landing")
    store = AzureStore(
        "landing",
        **named,
        endpoint=record.url,
        client_options={"allow_http": True},
    )
    source = home / "source.bin"
    source.write_bytes(os.urandom(MB) * megabytes)

    def speed(work: Callable[[], object]) -> str:
        return f"{megabytes / _seconds(work):,.0f} MB/s"

    client = lake.get_file_client("sdk.bin")
    rows = [
        ("copy of the file, no endpoint", speed(lambda: shutil.copyfile(source, home / "copy"))),
        ("azure-storage-file-datalake, up", speed(lambda: _upload(client, source))),
        ("azure-storage-file-datalake, down", speed(lambda: client.download_file().readall())),
        ("obstore, up", speed(lambda: obstore.put(store, "obstore.bin", source))),
        ("obstore, down", speed(lambda: obstore.get(store, "obstore.bin").bytes())),
    ]
    assert (home / "lake" / "landing" / "sdk.bin").read_bytes() == source.read_bytes()
    with ThreadPoolExecutor(clients) as pool:

        def heads() -> None:
            list(pool.map(lambda _: obstore.head(store, "obstore.bin"), range(REQUESTS)))

        rows.append(("requests (HEAD)", f"{REQUESTS / _seconds(heads):,.0f} /s"))
        rows.append(("commits by rename, each the next number", _commits(lake, pool, clients)))
    return rows


def _upload(client: object, source: Path) -> None:
    with source.open("rb") as stream:
        client.upload_data(stream, overwrite=True, chunk_size=8 << 20, max_concurrency=4)


def _commits(lake: FileSystemClient, pool: ThreadPoolExecutor, clients: int) -> str:
    """Return how many commits a second the writers of one log make, none over another's."""
    lake.create_directory("log")

    def write(number: int) -> None:
        version = 0
        for _ in range(COMMITS // clients + 1):
            made = lake.create_file(f"tmp-{number}")
            while True:
                try:
                    target = f"landing/log/{version:020}.json"
                    made.rename_file(target, match_condition=MatchConditions.IfMissing)
                    break
                except ResourceExistsError:
                    version += 1

    seconds = _seconds(lambda: list(pool.map(write, range(clients))))
    done = len(list(lake.get_paths("log")))
    assert done == clients * (COMMITS // clients + 1)
    return f"{done / seconds:,.0f} /s"


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
