"""Order lines to a Parquet file in one thread, by this generator and by its peers, each in a process of its own.

    python benchmarks/peers.py NAME ROWS

Prints rows, seconds and processor seconds as JSON; ``bench_generate.py`` runs them all. The peers are a dependency group of
their own: ``uv sync --group peers``, or ``pip install --group peers``.
"""

import importlib.util
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

#: Does what is measured: all that was to be prepared is prepared.
Write = Callable[[], None]
CHANNELS = ("field", "phone", "portal")
DUCKDB = """
    COPY (SELECT printf('SO-%09d', i // 3) AS order_no, i % 3 + 1 AS line, printf('FG-%05d', hash(i, 1) % 120) AS item,
                 hash(i, 2) % 5000 AS quantity, CAST(hash(i, 3) % 100000 / 100 AS DECIMAL(18, 2)) AS list_price,
                 CAST(hash(i, 4) % 20 / 2 AS DECIMAL(5, 2)) AS discount, CAST(hash(i, 5) % 90000 / 100 AS DECIMAL(18, 2)) AS price,
                 18 AS gst, printf('C-%06d', hash(i, 6) % 400) AS customer, DATE '2023-04-01' + CAST(hash(i, 7) % 1096 AS INT) AS day,
                 ['field', 'phone', 'portal'][CAST(hash(i, 8) % 3 + 1 AS BIGINT)] AS channel,
                 TIMESTAMP '2023-04-01' + to_seconds(CAST(hash(i, 9) % 94694400 AS INT)) AS changed
          FROM range({rows}) t(i)) TO '{path}' (FORMAT parquet, COMPRESSION zstd)
"""


def _pieces(rows: int):
    """Return the order lines of about so many rows, in pieces."""
    import pyarrow as pa

    from pikku.catalog.raw import raw_file
    from pikku.catalog.realism import REALISM
    from pikku.generate import orders, sizes
    from pikku.generate.company import Company
    from pikku.generate.deliveries import BOOKS
    from pikku.generate.documents import sales
    from pikku.generate.kinds import arrow_schema
    from pikku.generate.writing import raw_columns

    file = raw_file("sales_order_line")
    schema = arrow_schema(file)
    it = Company(1, sizes.parse(rows), REALISM)

    def made():
        for blocks in it.pieces(BOOKS.weeks):
            drawn = orders.draw_orders(1, REALISM, it.plan, it.goods, it.customers, blocks)
            lines = sales.sales_order_lines(drawn, it.goods, it.customers)
            columns = raw_columns(file, lines, lines.changed * 86_400)
            yield pa.table(columns, names=schema.names).cast(schema)

    return file, made


def generator(rows: int, path: Path) -> Write:
    """Return this generator's writing of order lines, from the first draw."""
    from pikku.generate.formats import parquet_writer

    file, made = _pieces(rows)

    def write() -> None:
        with parquet_writer(path, file) as out:
            for table in made():
                out.write_table(table)

    return write


def encoder(rows: int, path: Path) -> Write:
    """Return the writing alone of the same order lines: the limit that the encoder sets."""
    from pikku.generate.formats import parquet_writer

    file, made = _pieces(rows)
    tables = list(made())

    def write() -> None:
        with parquet_writer(path, file) as out:
            for table in tables:
                out.write_table(table)

    return write


def faker(rows: int, path: Path) -> Write:
    """Return Faker's writing, row by row: the usual way to make mock data in Python."""
    from faker import Faker

    fake = Faker("en_IN")
    fake.seed_instance(1)
    return lambda: _from_rows(path, [
        (number, fake.bothify("FG-#####"), fake.company(), fake.city(), fake.state(), fake.postcode(),
         fake.date(), fake.random_int(1, 999), fake.pydecimal(5, 2), fake.pydecimal(2, 2),
         fake.random_element(CHANNELS), fake.name())
        for number in range(rows)])  # fmt: skip


def mimesis(rows: int, path: Path) -> Write:
    """Return mimesis' writing, row by row."""
    from mimesis import Generic

    fake, draw = Generic(seed=1), random.Random(1)
    return lambda: _from_rows(path, [
        (number, fake.code.pin("FG-#####"), fake.finance.company(), fake.address.city(), fake.address.state(),
         fake.address.postal_code(), fake.datetime.date(2023, 2026), draw.randint(1, 999),
         fake.finance.price(1, 1000), fake.numeric.integer_number(0, 20), draw.choice(CHANNELS), fake.person.full_name())
        for number in range(rows)])  # fmt: skip


def _from_rows(path: Path, rows: list[tuple]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = [pa.array(values) for values in zip(*rows, strict=True)]
    table = pa.table(columns, names=[f"c{number}" for number in range(len(columns))])
    pq.write_table(table, path, compression="zstd", compression_level=1)


def duckdb(rows: int, path: Path) -> Write:
    """Return DuckDB's writing by one statement of SQL."""
    import duckdb as duck

    connection = duck.connect(config={"threads": 1})
    return lambda: connection.execute(DUCKDB.format(rows=rows, path=path.as_posix()))


def polars(rows: int, path: Path) -> Write:
    """Return the writing of a Polars frame of expressions."""
    import polars as pl

    number = pl.col("number")

    def draw(salt: int, below: int) -> pl.Expr:
        return (number.hash(salt) % below).cast(pl.Int64)

    def code(prefix: str, digits: int, values: pl.Expr) -> pl.Expr:
        return prefix + values.cast(pl.String).str.zfill(digits)

    begin = pl.lit("2023-04-01").str.to_date()

    def write() -> None:
        pl.select(number=pl.int_range(rows)).select(
            code("SO-", 9, number // 3).alias("order_no"),
            (number % 3 + 1).cast(pl.Int32).alias("line"),
            code("FG-", 5, draw(1, 120)).alias("item"),
            draw(2, 5_000).alias("quantity"),
            (draw(3, 100_000) / 100).cast(pl.Decimal(18, 2)).alias("list_price"),
            (draw(4, 20) / 2).cast(pl.Decimal(5, 2)).alias("discount"),
            (draw(5, 90_000) / 100).cast(pl.Decimal(18, 2)).alias("price"),
            pl.lit(18).alias("gst"),
            code("C-", 6, draw(6, 400)).alias("customer"),
            (begin + pl.duration(days=draw(7, 1_096))).alias("day"),
            pl.lit(pl.Series(CHANNELS)).gather(draw(8, 3)).alias("channel"),
            (begin.cast(pl.Datetime("ms")) + pl.duration(seconds=draw(9, 94_694_400))).alias("at"),
        ).write_parquet(path, compression="zstd", compression_level=1)

    return write


def tpchgen(rows: int, path: Path) -> Write:
    """Return the writing of TPC-H's order lines by tpchgen-cli."""
    program = shutil.which("tpchgen-cli") or str(Path(sys.executable).with_name("tpchgen-cli"))
    command = [program, "parquet", "--compression=ZSTD(1)", "--tables=lineitem", "--num-threads=1"]
    command += ["--overwrite", "--quiet", f"--scale-factor={rows / 6_001_215}"]
    command += [f"--output-dir={path.parent}"]

    def write() -> None:
        subprocess.run(command, check=True)
        (path.parent / "lineitem.parquet").replace(path)

    return write


def dbldatagen(rows: int, path: Path) -> Write:
    """Return dbldatagen's writing in one partition, on the Spark of the workbook."""
    from dbldatagen import DataGenerator

    from pikku.platform import spark

    session = spark.session()
    spec = (
        DataGenerator(session, rows=rows, partitions=1, randomSeed=1)
        .withColumn("order_no", "string", expr="format_string('SO-%09d', id div 3)")
        .withColumn("line", "int", expr="id % 3 + 1")
        .withColumn("item", "string", template=r"FG-ddddd")
        .withColumn("quantity", "int", minValue=1, maxValue=5_000, random=True)
        .withColumn("list_price", "decimal(18,2)", minValue=1, maxValue=1_000, random=True)
        .withColumn("discount", "decimal(5,2)", minValue=0, maxValue=10, step=0.5, random=True)
        .withColumn("price", "decimal(18,2)", minValue=1, maxValue=900, random=True)
        .withColumn("gst", "int", values=[18])
        .withColumn("customer", "string", prefix="C", minValue=1, maxValue=400, random=True)
        .withColumn("day", "date", begin="2023-04-01", end="2026-03-31", random=True)
        .withColumn("channel", "string", values=list(CHANNELS), random=True)
        .withColumn(
            "changed",
            "timestamp",
            begin="2023-04-01 00:00:00",
            end="2026-03-31 23:59:59",
            random=True,
        )
    )
    frame = spec.build()
    return lambda: frame.write.mode("overwrite").option("compression", "zstd").parquet(str(path))


#: By name: who it is, the module or program that it needs, rows that take a second or so, and the columns they have.
PEERS: dict[str, tuple[Callable[[int, Path], Write], str, int, int]] = {
    "this generator": (generator, "pikku", 1_000_000, 10),
    "the same rows, written only": (encoder, "pikku", 1_000_000, 10),
    "Polars": (polars, "polars", 1_000_000, 12),
    "DuckDB": (duckdb, "duckdb", 1_000_000, 12),
    "tpchgen-cli": (tpchgen, "tpchgen-cli", 1_000_000, 16),
    "dbldatagen": (dbldatagen, "dbldatagen", 300_000, 12),
    "mimesis": (mimesis, "mimesis", 20_000, 12),
    "Faker": (faker, "faker", 5_000, 12),
}


def installed(name: str) -> bool:
    """Return whether a peer is there."""
    needs = PEERS[name][1]
    beside = Path(sys.executable).with_name(needs)
    return bool(importlib.util.find_spec(needs) or shutil.which(needs) or beside.exists())


def _cpu(name: str) -> float:
    """Return the processor seconds that this process used, with those of its children and of Spark."""
    used = time.process_time() + sum(os.times()[2:4])
    if name == "dbldatagen":
        import psutil

        from pikku.platform import spark

        used += sum(psutil.Process(spark.status().pid).cpu_times()[:2])
    return used


def measure(name: str, rows: int) -> dict[str, float]:
    """Return rows, seconds and processor seconds of the better of two writings, after a small one that warms up."""
    make = PEERS[name][0]
    with tempfile.TemporaryDirectory() as folder:
        make(min(rows, 5_000), Path(folder, "warm.parquet"))()
        path, found = Path(folder, "lines.parquet"), []
        write = make(rows, path)
        for _ in range(2):
            began, used = time.perf_counter(), _cpu(name)
            write()
            found.append((_cpu(name) - used, time.perf_counter() - began))
        import pyarrow.dataset as ds

        cpu, seconds = min(found)
        return {"rows": ds.dataset(path).count_rows(), "seconds": seconds, "cpu": cpu}


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], int(sys.argv[2]))))
