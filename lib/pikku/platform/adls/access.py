"""Access control lists, as POSIX has them: kept, inherited and told, in the form of x-ms-acl."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pikku.platform.adls.errors import StorageError
from pikku.platform.adls.properties import Properties

_ENTRY = re.compile(r"(default:)?(user|group|mask|other):([^:,]*):([r-][w-][x-])")
_REMOVED = re.compile(r"(default:)?(user|group|mask|other)(?::([^:,]*))?:?")

_UMASK = 0o027
"""What ADLS takes away when a client says nothing: the others' rights, and the group's to write."""

_ORDER = ("user", "group", "mask", "other")
_MOST_ENTRIES = 32


@dataclass(frozen=True)
class Rule:
    """One entry: for whom (`who` is empty for the owner or the owning group), and what, as `r-x`."""

    default: bool
    kind: str
    who: str
    what: str

    @property
    def key(self) -> tuple[bool, str, str]:
        """What there is one of in a list."""
        return self.default, self.kind, self.who

    def __str__(self) -> str:
        return f"{'default:' if self.default else ''}{self.kind}:{self.who}:{self.what}"


def parse(text: str) -> list[Rule]:
    """Return a list's entries.

    Raises
    ------
    StorageError
        When it is none, or has an entry twice.
    """
    rules = []
    for each in text.split(","):
        match = _ENTRY.fullmatch(each.strip())
        if match is None:
            raise StorageError("InvalidHeaderValue", f"{each!r} is no entry of an ACL.")
        rules.append(Rule(match[1] is not None, match[2], match[3], match[4]))
    if len({rule.key for rule in rules}) < len(rules) or len(rules) > 2 * _MOST_ENTRIES:
        raise StorageError("InvalidHeaderValue", "The ACL has an entry twice, or too many.")
    return rules


def rules_of(about: Properties, *, is_directory: bool) -> list[Rule]:
    """Return the entries of a file's or folder's list."""
    if about.acl:
        return parse(about.acl)
    return _base(_mode((0o777 if is_directory else 0o666) & ~_UMASK))


def permissions(rules: Iterable[Rule]) -> str:
    """Return what x-ms-permissions tells of a list, as `rwxr-x---`, and `+` when there is more."""
    access = {(rule.kind, rule.who): rule.what for rule in rules if not rule.default}
    group = access.get(("mask", ""), access.get(("group", ""), "---"))
    more = "+" if len(access) > 3 or any(rule.default for rule in rules) else ""
    return access.get(("user", ""), "---") + group + access.get(("other", ""), "---") + more


def text(rules: Iterable[Rule]) -> str:
    """Return a list in the form of x-ms-acl, in ADLS's order."""

    def place(rule: Rule) -> tuple[bool, int, bool, str]:
        return rule.default, _ORDER.index(rule.kind), rule.who != "", rule.who

    return ",".join(str(rule) for rule in sorted(rules, key=place))


def with_permissions(rules: list[Rule], given: str) -> list[Rule]:
    """Return a list with the rights of owner, group (or mask) and others as `rwxr-x---` or `0750`."""
    base = {rule.key: rule.what for rule in _base(_symbolic(given))}
    if any(rule.key == (False, "mask", "") for rule in rules):
        base[False, "mask", ""] = base.pop((False, "group", ""))
    return [replace(rule, what=base.get(rule.key, rule.what)) for rule in rules]


def replaced(rules: list[Rule], given: list[Rule]) -> list[Rule]:
    """Return a list in place of another, with what it must have.

    A list says what owner, group and others may; entries for named ones need a mask. What it says
    nothing of (the default ones, or the access) goes.
    """
    if not any(not rule.default for rule in given):
        given = [rule for rule in rules if not rule.default] + given
    missing = {"user", "group", "other"} - {
        rule.kind for rule in given if not rule.default and not rule.who
    }
    if missing:
        raise StorageError("InvalidHeaderValue", f"The ACL has no {', '.join(sorted(missing))}.")
    return _masked(given)


def merged(rules: list[Rule], given: list[Rule]) -> list[Rule]:
    """Return a list with some entries changed or added."""
    return _masked(list(({r.key: r for r in rules} | {r.key: r for r in given}).values()))


def without(rules: list[Rule], given: str) -> list[Rule]:
    """Return a list without some entries, which are written without their rights.

    Raises
    ------
    StorageError
        When it is no such list, or would leave owner, group or others without a right.
    """
    keys = set()
    for each in given.split(","):
        match = _REMOVED.fullmatch(each.strip())
        if match is None:
            raise StorageError("InvalidHeaderValue", f"{each!r} is no entry to remove.")
        key = (match[1] is not None, match[2], match[3] or "")
        if not key[0] and not key[2] and key[1] != "mask":
            raise StorageError("InvalidHeaderValue", f"{each!r} can't be removed.")
        keys.add(key)
    return [rule for rule in rules if rule.key not in keys]


def inherited(
    parent: Properties, given: str | None, umask: str | None, *, is_directory: bool
) -> str:
    """Return the list of something new.

    Parameters
    ----------
    parent
        The properties of its folder, whose default entries it gets.
    given
        What x-ms-permissions asks for, if anything.
    umask
        What x-ms-umask takes away, if the folder has no default entries.
    is_directory
        A folder gets the default entries as its own defaults, too.
    """
    defaults = [rule for rule in rules_of(parent, is_directory=True) if rule.default]
    if defaults:
        rules = [replace(rule, default=False) for rule in defaults]
        rules += defaults if is_directory else []
        return text(with_permissions(rules, given) if given else rules)
    if not given and not umask:
        return ""
    taken = _octal(umask) if umask else _UMASK
    wanted = _bits(_symbolic(given)) if given else 0o777 if is_directory else 0o666
    return text(_base(_mode(wanted & ~taken)))


def _masked(rules: list[Rule]) -> list[Rule]:
    """Return a list with what it lacks.

    Default entries need those of owner, group and others, which are the folder's own; named entries
    need a mask, which is what any of them may.
    """
    if any(rule.default for rule in rules):
        known = {rule.key for rule in rules}
        base = [replace(r, default=True) for r in rules if not (r.default or r.who)]
        rules = rules + [r for r in base if r.kind != "mask" and r.key not in known]
    for default in (False, True):
        some = [rule for rule in rules if rule.default == default]
        named = any(rule.who for rule in some)
        if named and not any(rule.kind == "mask" for rule in some):
            group = [r.what for r in some if r.who or r.kind == "group"]
            union = "".join(c if any(c in what for what in group) else "-" for c in "rwx")
            rules = [*rules, Rule(default, "mask", "", union)]
    return rules


def _base(mode: str) -> list[Rule]:
    kinds = ("user", "group", "other")
    return [Rule(False, kind, "", mode[3 * n : 3 * n + 3]) for n, kind in enumerate(kinds)]


def _symbolic(given: str) -> str:
    if re.fullmatch(r"[01]?[0-7]{3}", given):
        return _mode(int(given, 8) & 0o777)
    found = re.fullmatch(r"((?:[r-][w-][x-]){2}[r-][w-])([xtT-])\+?", given)
    if found is None:
        raise StorageError("InvalidHeaderValue", f"{given!r} are no permissions.")
    return found[1] + {"t": "x", "T": "-"}.get(found[2], found[2])


def _octal(given: str) -> int:
    if re.fullmatch(r"[0-7]{3,4}", given) is None:
        raise StorageError("InvalidHeaderValue", f"{given!r} is no umask.")
    return int(given, 8)


def _mode(bits: int) -> str:
    return "".join(c if bits >> (8 - n) & 1 else "-" for n, c in enumerate("rwxrwxrwx"))


def _bits(mode: str) -> int:
    return sum(1 << (8 - n) for n, c in enumerate(mode) if c != "-")
