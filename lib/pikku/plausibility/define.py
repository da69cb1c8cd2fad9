"""What is derived from the checks: the plausibility report of the default company in ``docs/``, with its pictures."""

from collections.abc import Sequence
from itertools import groupby

from pikku.plausibility import examine, page, svg
from pikku.plausibility.finding import Finding

FOLDER = "docs/plausibility"
_SIZE, _SEED = "small", 1


def files(findings: Sequence[Finding] = ()) -> dict[str, str]:
    """Return the derived files: path below the repository -> text.

    Parameters
    ----------
    findings
        Those of the default company; they are made when omitted.
    """
    findings = findings or examine(_SIZE, _SEED)
    areas = {area: list(found) for area, found in groupby(findings, lambda finding: finding.area)}
    pictures = {f"{FOLDER}/{area}.svg": svg.drawing(found) for area, found in areas.items()}
    return {"docs/plausibility.md": _text(findings, areas), **pictures}


def _text(findings: Sequence[Finding], areas: dict[str, list[Finding]]) -> str:
    odd = [finding for finding in findings if not finding.plausible]
    parts = [
        f"# {page.TITLE}",
        (
            f"{page.LEAD} What the parameters themselves rest on, a source or reasoning, stands beside each of them in "
            "`lib/pikku/catalog/realism.py`."
        ),
        (
            "Derived by `pikku define` from the checks in `lib/pikku/plausibility`; change them there. Each check measures "
            f"something in the generated company (size `{_SIZE}`, seed {_SEED}) and sets it beside what the parameters or a known "
            "law lead one to expect; turn a parameter and the expectation follows. `pikku plausibility` does the same for any seed, "
            "and draws it in the workspace."
        ),
        (
            f"{len(findings) - len(odd)} of {len(findings)} findings are plausible. When a finding has several points, the table "
            "shows the one closest to the edge of what is allowed, or outside it. ₹ L is lakh (100,000 rupees), Cr is crore (ten million)."
        ),
        "\n".join(
            [
                f"| {' | '.join(findings[0].row)} |",
                "|---|---|---:|---:|---:|---:|---|",
                *(f"| {' | '.join(finding.row.values())} |" for finding in findings),
            ]
        ),
    ]
    for area, found in areas.items():
        alternative = "; ".join(f"{f.check.title}: {f.verdict}" for f in found)
        parts += [f"## {area.capitalize()}", f"![{alternative}](plausibility/{area}.svg)"]
        parts.append(
            "\n".join(f"- **{f.check.title}.** {f.sentence} *{f.check.reason}*" for f in found)
        )
    return "\n\n".join(parts) + "\n"
