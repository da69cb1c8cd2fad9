"""Spark's executors as workers: they make the rows, write them to files of their own, and tell the driver small figures.

The tasks of a step are a data frame of numbers, and ``mapInArrow`` does them where its partitions are. A task is a pure
function of the seed and a range of blocks, weeks or months, so Spark may do it anywhere, again, or twice at once. Its rows go to
``part-<first block>`` files in Parquet, and to one file of the task and delivery for all that is CSV, below the output folder,
which driver and executors must share. What comes back is in
the order of the tasks: rows of each block, their digests, positions of defects, sums. From these the driver puts together
the manifest that one process would have written, but for the sizes of Parquet files (see :mod:`pikku.generate.store`). The
library goes along as an archive.
"""

import pickle
import secrets
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

import pikku
from pikku.errors import PikkuError
from pikku.generate import work
from pikku.platform import spark

if TYPE_CHECKING:
    from pyspark.sql.connect.session import SparkSession

_RESULT = "task long, result binary"
#: What is said of a Python worker that is gone, and of a server that is.
_ENDED = ("Python worker exited unexpectedly", "UNAVAILABLE", "RETRIES_EXCEEDED")


@contextmanager
def executors(brief: work.Brief, partitions: int | None = None) -> Iterator[work.Do]:
    """Return the doing of Spark's executors; what they still do when it ends with an error is stopped.

    Parameters
    ----------
    brief
        With the folder that they write to.
    partitions
        Into how many partitions the tasks of a step go; one for each task when omitted.

    Raises
    ------
    PikkuError
        When there is no session, or it or one of its Python workers is ended from outside.
    """
    from pyspark.errors import PySparkException

    session = spark.session()
    _ship(session)
    tag = f"pikku-{secrets.token_hex(4)}"
    session.addTag(tag)
    try:
        yield partial(_do, session, brief, partitions)
    except PySparkException as error:
        raise _explained(error) from error
    finally:
        with suppress(PySparkException):
            session.interruptTag(tag)
        session.removeTag(tag)


def _do(
    session: "SparkSession",
    brief: work.Brief,
    partitions: int | None,
    job: work.Job,
    tasks: Sequence[Any],
) -> Iterator[Any]:
    """Return the results of tasks in their order, each as soon as it is there."""
    wanted = min(partitions or len(tasks), len(tasks))
    numbers = session.range(0, len(tasks), 1, wanted)
    made = numbers.mapInArrow(partial(_results, brief, job, tasks), _RESULT)
    for number, row in zip(range(len(tasks)), made.toLocalIterator(), strict=True):
        if row.task != number:
            raise PikkuError(f"Spark returned the result of task {row.task}, not of {number}.")
        result = pickle.loads(row.result)
        if isinstance(result, OSError):
            raise result
        yield result


def _results(
    brief: work.Brief, job: work.Job, tasks: Sequence[Any], batches: Iterator[pa.RecordBatch]
) -> Iterator[pa.RecordBatch]:
    """Return the results of the tasks whose numbers are given; this is what runs on the executors."""
    for batch in batches:
        for number in batch.column(0).to_pylist():
            try:
                result = work.work(brief, job, tasks[number])
            except OSError as error:  # as itself: Spark would give its text only, and try again
                result = error
            yield pa.record_batch({"task": [number], "result": [pickle.dumps(result)]})


def _ship(session: "SparkSession") -> None:
    """Let the executors import this library."""
    root = Path(pikku.__file__).parent
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / f"pikku-{secrets.token_hex(4)}.zip"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
            for file in sorted(root.rglob("*.py")):
                out.write(file, file.relative_to(root.parent))
        session.addArtifacts(str(archive), pyfile=True)


def _explained(error: Exception) -> PikkuError:
    text = str(error)
    if any(sign in text for sign in _ENDED):
        return PikkuError(
            "Spark, or a Python worker of its executors, was ended from outside.",
            remedy="Run it again, with more memory for Spark or a smaller size; nothing half-made is kept.",
        )
    lines = [line.strip() for line in text.splitlines()]
    said = [line for line in lines if line and not line.startswith("SQLSTATE")]
    return PikkuError(
        f"Spark's executors could not make the rows: {said[-1] if said else text}",
        remedy="Run it without Spark to see whether it is Spark's doing; nothing half-made is kept.",
    )
