"""CSV files in mixed encodings: lines that are not UTF-8 are read as Windows-1252."""

import codecs
import re
from array import array
from collections.abc import Iterator
from pathlib import Path

from pikku import again
from pikku.errors import PikkuError

#: Bytes of a CSV file that are looked at at once; only in a block that is not UTF-8 the lines are looked at one by one.
_BLOCK = 1 << 16
_QUOTED = re.compile(rb'"[^"]*(?:"|\Z)')


def utf8(path: Path, scratch: Path) -> tuple[Path, array]:
    """Return a file that is all UTF-8, and the rows (from 1) that were not, 8 bytes each: they are read as Windows-1252.

    A file that is UTF-8 throughout, as most are, stays where it is; else the returned one is a copy. A line is decoded as a
    whole, so that no letter of it is guessed by itself.

    Parameters
    ----------
    scratch
        Folder for the copy.

    Raises
    ------
    PikkuError
        When a line is neither.
    """
    if _is_utf8(path):
        return path, array("q")
    foreign = array("q")
    records = _Records()
    with path.open("rb") as raw, (scratch / path.name).open("wb") as copy:
        while block := raw.read(_BLOCK):
            block += raw.readline()
            done = 0
            for first, last in _foreign_lines(block):
                copy.write(records.of(block[done:first]))
                foreign.append(
                    records.count
                )  # the header is a record too, so the next one has this number
                try:
                    copy.write(records.of(block[first:last]).decode("cp1252").encode())
                except UnicodeDecodeError:
                    raise PikkuError(
                        f"The raw file {path} can't be read at line {records.count}: "
                        "it is neither UTF-8 nor Windows-1252.",
                        remedy=again.whole_file(path),
                    ) from None
                done = last
            copy.write(records.of(block[done:]))
    return scratch / path.name, foreign


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as raw:
            while block := raw.read(_BLOCK):
                decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    except OSError as error:
        raise PikkuError(
            f"The raw file {path} can't be read: {error.strerror}.", remedy=again.whole_file(path)
        ) from error
    return True


def _foreign_lines(block: bytes) -> Iterator[tuple[int, int]]:
    """Return where the lines that are not UTF-8 begin and end in whole lines."""
    if _decodes(block):
        return
    last = 0
    for line in block.split(b"\n"):
        first, last = last, min(last + len(line) + 1, len(block))
        if not line.isascii() and not _decodes(line):
            yield first, last


def _decodes(text: bytes) -> bool:
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


class _Records:
    """Counts the records of a CSV file: a line end within quotes ends none."""

    def __init__(self) -> None:
        self.count, self._quotes = 0, 0

    def of(self, text: bytes) -> bytes:
        """Return the text, after counting the records that end in it."""
        inside = b'"' if self._quotes % 2 else b""
        self.count += _QUOTED.sub(b"", inside + text).count(b"\n")
        self._quotes += text.count(b'"')
        return text
