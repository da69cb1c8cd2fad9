"""The text of ``powerbi/README.md``."""

from pikku.catalog.gold import gold_tables
from pikku.catalog.measures import MEASURES
from pikku.catalog.pages import PAGES
from pikku.report.tmdl import PARAMETERS

_TEXT = """\
# The Power BI project

Derived from the catalogue (`lib/pikku/catalog/gold`, `measures.py`, `pages.py`) by `pikku define`; change it there.

- `Pikku.pbip` opens the whole.
- `Pikku.SemanticModel/` is the model in TMDL: {tables} tables imported from the gold views of Synapse, {measures} measures.
- `Pikku.Report/` is the report in PBIR: {pages} pages.

| page | what it answers | visuals |
|---|---|---|
{rows}

## Open it in Power BI Desktop

1. Windows, a current Power BI Desktop. Where *File > Options and settings > Options > Preview features* still lists
   *Power BI Project (.pbip) save option*, *Store semantic model using TMDL format* or *Store reports using enhanced
   metadata format (PBIR)*, switch them on and start it again. A version that is too old for the files' schemas says so.
2. Open `Pikku.pbip`. The pages are empty until the data is there.
3. *Home > Transform data > Edit parameters*: {parameters}.
4. *Home > Refresh*. Sign in with your Microsoft account (it needs to read the views and the lake's files behind them).
5. *Home > Publish*, or connect the Fabric workspace to this repository: both items carry their `.platform` file.

A change made in Desktop is saved to these files, and `pikku define --check` shows that they no longer agree with the
catalogue: carry it over there.

## What the twin draws, and what it can't show

`pikku report` draws these page files on this machine: the visuals, fields, order, filters, places and colours are read
from the JSON, formats and names from the TMDL; the measures are computed by their SQL on the Synapse twin, where Power BI
computes their DAX. What it leaves out:

- Rings have their legend beside them; Power BI writes category and share at the parts.
- Slicers choose one value or all; Power BI's choose several. Visuals don't filter each other by a click; no drilling, no
  tooltips with further fields, no export.
- Cards and axes show lakh and crore. Power BI's display units are thousands and millions, so cards there show the
  figure in full, grouped as the reader's own language settings group (India: 12,34,567).
- Visual types, filters or fields that the report doesn't use are refused with the file's name, not guessed at.
- DAX is not run. Each measure has DAX and SQL side by side in the catalogue; the DAX runs where Power BI is.
"""


def text() -> str:
    """Return the README of the Power BI project."""
    rows = "\n".join(f"| {page.title} | {page.question} | {len(page.visuals)} |" for page in PAGES)
    parameters = "; ".join(
        f"`{name}` ({description[0].lower()}{description[1:]}, as in `{value}`)"
        for name, (value, description) in PARAMETERS.items()
    )
    return _TEXT.format(
        tables=len(gold_tables()),
        measures=len(MEASURES),
        pages=len(PAGES),
        rows=rows,
        parameters=parameters,
    )
