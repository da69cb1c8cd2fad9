"""T-SQL, as Azure SQL takes it, put into PostgreSQL's words.

sqlglot knows most of it; here is what it leaves as it is. What neither knows is refused, so that no
statement runs with another meaning than it has in Azure.
"""

import re
import threading
from functools import lru_cache

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

from pikku.errors import PikkuError
from pikku.migrate import tracking

#: sqlglot fills its tables when they are first used, which two threads may not do at once.
SQLGLOT = threading.Lock()

#: Settings of a T-SQL session that need no counterpart: PostgreSQL always behaves as if they were on.
_ALWAYS_ON = ("XACT_ABORT", "NOCOUNT", "ANSI_NULLS", "QUOTED_IDENTIFIER")


_SETTING = re.compile(rf"^\s*SET\s+({'|'.join(_ALWAYS_ON)})\s+ON\s*;?", re.IGNORECASE)
_LITERAL = re.compile(r"'(?:[^']|'')*'")
_PORTABLE_CHARACTERS = re.compile(r"[\w\s,.()=<>*;%-]*", re.ASCII)
_STATEMENT = re.compile(
    r"(SELECT|INSERT INTO|UPDATE|DELETE FROM|BEGIN TRANSACTION|COMMIT TRANSACTION)\b"
)
_CALL = re.compile(r"([A-Za-z_]\w*)\s*\(")
_SAME_CALLS = {
    "COUNT",
    "SUM",
    "MAX",
    "MIN",
    "COALESCE",
    "VALUES",
    "IN",
    "EXISTS",
    "AND",
    "OR",
    "NOT",
    "WHERE",
    "FROM",
    "WHEN",
    "SELECT",
}
_BLANK_PADDED = exp.DataType.build("bpchar", udt=True)
_OWN_FUNCTIONS = ("CHANGES_OF_", "CHANGE_TRACKING_")
#: Azure SQL's functions of change tracking; `pikku.migrate.tracking` makes PostgreSQL's.
_CHANGES = re.compile(
    r"\bCHANGETABLE\s*\(\s*CHANGES\s+(?:\[?\w+\]?\.)?\[?(\w+)\]?\s*,\s*(\d+|@\w+)\s*\)",
    re.IGNORECASE,
)
_TRACKING = re.compile(
    r"\bCHANGE_TRACKING_(?:CURRENT_VERSION\s*\(\s*\)"
    r"|MIN_VALID_VERSION\s*\(\s*OBJECT_ID\s*\(\s*('[\w.]+')\s*\)\s*\))",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(
    r"\b(ORDER|TOP|OUTPUT|APPLY|PIVOT|UNPIVOT|FOR|OPTION|INTO #|PERCENT)\b", re.IGNORECASE
)


@lru_cache(maxsize=1024)
def translate(text: str) -> str:
    """Return a T-SQL text as PostgreSQL takes it; a parameter ``@name`` becomes ``$name``.

    Raises
    ------
    PikkuError
        The text isn't T-SQL, or has something that can't be said in PostgreSQL.
    """
    plain = _tracked(_SETTING.sub("", text))
    if _is_portable(plain):
        return plain
    try:
        with SQLGLOT:
            statements = sqlglot.parse(_tracked(text), read="tsql")
            said = [_say(statement, text) for statement in statements if statement is not None]
    except SqlglotError as error:
        reason = " ".join(str(error).replace("\x1b[4m", "").replace("\x1b[0m", "").split())
        raise refusal(text, reason) from None
    return ";\n".join(filter(None, said))


def _tracked(text: str) -> str:
    """Return a text whose functions of change tracking are PostgreSQL's."""
    said = _CHANGES.sub(lambda m: f"{tracking.function(m[1])}({m[2]})", text)
    return _TRACKING.sub(
        lambda m: (
            f"etl.change_tracking_min_valid_version({m[1]})"
            if m[1]
            else "etl.change_tracking_current_version()"
        ),
        said,
    )


def refusal(text: str, reason: str) -> PikkuError:
    """Return the error for a text that can't be run here."""
    return PikkuError(
        f"The SQL text can't be run here: {reason[:200]} Text: {' '.join(text.split())[:200]}",
        "Correct it, or write it so that it runs on Azure SQL and on PostgreSQL.",
    )


def _say(statement: exp.Expression, text: str) -> str:
    if isinstance(statement, exp.Set):
        name = statement.sql(dialect="tsql").upper()
        if any(setting in name for setting in _ALWAYS_ON):
            return ""
        raise refusal(text, f"{name} has no counterpart.")
    if isinstance(statement, exp.Command | exp.Declare) or "Execute" in type(statement).__name__:
        raise refusal(
            text,
            f"{statement.sql(dialect='tsql')[:60]!r} is not a statement that can be translated.",
        )
    statement = exp.maybe_copy(statement)
    for node in reversed(list(statement.walk())):  # inner nodes first
        changed = _changed(node)
        if changed is not node:
            node.replace(changed)
    return statement.sql(dialect="postgres", unsupported_level=ErrorLevel.RAISE)


def _changed(node: exp.Expression) -> exp.Expression:
    if isinstance(node, exp.Anonymous) and str(node.this).upper() in (
        "SYSUTCDATETIME",
        "GETUTCDATE",
    ):
        return exp.cast(
            exp.AtTimeZone(this=exp.CurrentTimestamp(), zone=exp.Literal.string("UTC")), "timestamp"
        )
    if isinstance(node, exp.DateDiff) and (said := _difference(node)):
        return said
    if isinstance(node, exp.Length):  # bpchar doesn't count blanks at the end either
        return exp.Length(this=exp.cast(_bare(node.this), _BLANK_PADDED))
    if isinstance(node, exp.Add) and any(_is_text(side) for side in (node.left, node.right)):
        return exp.DPipe(this=node.left.copy(), expression=node.right.copy())
    return node


def _difference(node: exp.DateDiff) -> exp.Expression | None:
    """Return a DATEDIFF as PostgreSQL computes it at the speed of whole numbers."""
    unit = node.text("unit").upper()
    later, earlier = (_bare(side) for side in (node.this, node.expression))
    if unit == "DAY":
        return exp.paren(exp.cast(later, "date") - exp.cast(earlier, "date"))
    if unit == "SECOND":
        both = (exp.cast(side, "timestamp") for side in (later, earlier))
        seconds = [exp.func("DATE_PART", exp.Literal.string("epoch"), side) for side in both]
        floors = [exp.cast(exp.func("FLOOR", each), "bigint") for each in seconds]
        return exp.paren(floors[0] - floors[1])
    return None


def _bare(node: exp.Expression) -> exp.Expression:
    """Return what sqlglot's parser has wrapped into a conversion of its own."""
    while (
        isinstance(node, exp.TimeStrToTime)
        or isinstance(node, exp.Cast)
        and node.to.is_type("text")
    ):
        node = node.this
    return node.copy()


def _is_text(node: exp.Expression) -> bool:
    if isinstance(node, exp.Add | exp.DPipe):
        return _is_text(node.left) or _is_text(node.right)
    cast_to_text = isinstance(node, exp.Cast) and node.to.this in exp.DataType.TEXT_TYPES
    return cast_to_text or isinstance(node, exp.Literal) and node.is_string


def _is_portable(text: str) -> bool:
    """Return whether both databases surely read a text alike: plain statements, no operators on texts.

    Translation takes milliseconds a text, and a run has some hundred of them.
    """
    bare = _LITERAL.sub("0", text)
    if not _PORTABLE_CHARACTERS.fullmatch(bare) or _OWN_WORDS.search(bare):
        return False
    if bare.count("(") != bare.count(")"):
        return False
    if not all(_STATEMENT.match(part.strip()) for part in bare.split(";") if part.strip()):
        return False
    names = {call.upper() for call in _CALL.findall(bare)}
    return all(
        name in _SAME_CALLS or name.startswith(_OWN_FUNCTIONS) or _follows_into(bare, name)
        for name in names
    )


def _follows_into(text: str, name: str) -> bool:
    """Return whether a name before a parenthesis is a table's, with the columns to insert."""
    return bool(re.search(rf"INSERT INTO (\w+\.)?{name}\s*\(", text, re.IGNORECASE))
