"""The findings as a page to look at: no server, no network."""

import html
import json
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from pikku.platform import workspace
from pikku.plausibility.figures import drawn
from pikku.plausibility.finding import Finding
from pikku.report.html import COMPANY, SCRIPT, script
from pikku.report.theme import BACKGROUND, INK, MUTED, RULE, SURFACE, THEME

TITLE = "Does the data do what its parameters say?"
#: What the checks can tell, and what they can't.
LEAD = (
    "The mock company is made from parameters, and these checks compare it with the same parameters, or with a known law: they find "
    "what the generator does otherwise than it should. Whether a real company is like that, they cannot tell."
)
_STYLE = f"""
* {{ box-sizing: border-box; }}
body {{ margin: 0; background: {BACKGROUND}; color: {INK}; font: 14px/1.45 "Segoe UI", "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; }}
main {{ width: 1256px; margin: 0 auto; padding: 20px 0 40px; }}
h1 {{ font-size: 24px; margin: 0 0 4px; }}
h2 {{ font-size: 18px; margin: 30px 0 10px; text-transform: capitalize; }}
.note {{ color: {MUTED}; margin: 0 0 16px; max-width: 900px; }}
table {{ border-collapse: collapse; width: 100%; background: {SURFACE}; border: 1px solid {RULE}; font-size: 13px; }}
th, td {{ text-align: left; padding: 5px 10px; border-top: 1px solid {RULE}; }}
th {{ color: {MUTED}; font-weight: 600; border-top: 0; }}
td.figure, th.figure {{ text-align: right; white-space: nowrap; }}
td a {{ color: inherit; }}
.plausible {{ color: {THEME["good"]}; }}
.implausible {{ color: {THEME["bad"]}; font-weight: 600; }}
.grid {{ display: grid; grid-template-columns: 620px 620px; gap: 16px; }}
article {{ background: {SURFACE}; border: 1px solid {RULE}; border-radius: 6px; padding: 8px 10px 10px; }}
article p {{ margin: 6px 4px 0; font-size: 13px; }}
article p.reason {{ color: {MUTED}; font-size: 12px; }}
"""
_CODE = """
const figures = JSON.parse(document.getElementById("figures").textContent);
for (const [name, it] of Object.entries(figures))
  Plotly.newPlot(name, it.data, it.layout, {displayModeBar: false});
"""


def text(findings: Sequence[Finding], company: str) -> str:
    """Return the page's HTML: a table of the findings, then each with its picture.

    Parameters
    ----------
    company
        Which company it is about, in words: its size and seed.
    """
    odd = [finding for finding in findings if not finding.plausible]
    verdict = f"{len(findings) - len(odd)} of {len(findings)} findings are plausible."
    heads = "".join(f'<th class="{_class(head)}">{head}' for head in findings[0].row)
    rows = "".join(map(_row, findings))
    sections = "".join(
        f"<h2>{area}</h2>\n<div class=grid>{''.join(map(_article, found))}</div>\n"
        for area, found in groupby(findings, lambda finding: finding.area)
    )
    figures = json.dumps(
        {finding.name: drawn(finding) for finding in findings},
        separators=(",", ":"),
        ensure_ascii=False,
    ).replace("</", "<\\/")
    return (
        '<!DOCTYPE html>\n<html lang="en-IN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>Plausibility – {html.escape(COMPANY)}</title>\n<style>{_STYLE}</style>\n"
        f'<script src="../{SCRIPT}" charset="utf-8"></script>\n</head>\n<body>\n<main>\n'
        f"<h1>{html.escape(TITLE)}</h1>\n<p class=note>{html.escape(COMPANY)}, {html.escape(company)}. {html.escape(LEAD)} A dot is measured, a stroke or line "
        f"is expected, the band is what is allowed; a red dot is outside. {verdict}</p>\n"
        f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>\n{sections}</main>\n"
        f'<script type="application/json" id="figures">{figures}</script>\n<script>{_CODE}</script>\n</body>\n</html>\n'
    )


def write(findings: Sequence[Finding], company: str) -> Path:
    """Return the file in the workspace that the page was written to, with the plotly.js of the report's pages beside it."""
    script()
    return workspace.write(
        workspace.path("reports", "plausibility") / "index.html", text(findings, company)
    )


def _row(finding: Finding) -> str:
    cells = {head: html.escape(text) for head, text in finding.row.items()}
    cells["what"] = f'<a href="#{finding.name}-found">{cells["what"]}</a>'
    cells["verdict"] = f'<span class="{finding.verdict}">{finding.verdict}</span>'
    return "".join(["<tr>", *(f'<td class="{_class(h)}">{cells[h]}' for h in cells), "</tr>\n"])


def _class(head: str) -> str:
    return "text" if head in ("area", "what", "verdict") else "figure"


def _article(finding: Finding) -> str:
    return (
        f'<article id="{finding.name}-found"><div id="{finding.name}" role="img" aria-label="{html.escape(finding.sentence)}">'
        f'</div><p><strong class="{finding.verdict}">{finding.verdict.capitalize()}.</strong> {html.escape(finding.sentence)}</p>'
        f'<p class="reason">{html.escape(finding.check.reason)}</p></article>\n'
    )
