"""The chapters of the workbook, in order: one notebook, one stage of the path of the data."""

from dataclasses import dataclass

from pikku.errors import PikkuError


@dataclass(frozen=True)
class Chapter:
    """One notebook and the place of its stage on the map.

    Parameters
    ----------
    number
        Two digits, as in the notebook's name.
    notebook
        The notebook's file name without its suffix.
    title
        The stage in two or three words, as on the map.
    cloud, here
        What runs the stage in Azure, and what runs it on this machine.
    needs
        The last stage (a name in `pikku.stages`) that must have run before the notebook, if any.
    makes
        The stage that the notebook itself runs, if any.
    minutes
        Reading and exercises, for someone new to the stage.
    """

    number: str
    notebook: str
    title: str
    cloud: str
    here: str
    needs: str | None
    makes: str | None
    minutes: int


SPARK = "Spark Connect server"
"""What runs the stages on Databricks, on this machine."""

CHAPTERS: tuple[Chapter, ...] = (
    Chapter("00", "00_start_here", "The map", "", "", None, None, 15),
    Chapter(
        "01",
        "01_generate_mock_data",
        "Mock data",
        "files in the landing zone",
        "Parquet and CSV files",
        None,
        "generate",
        25,
    ),
    Chapter(
        "02",
        "02_load_sql_tables",
        "SQL tables",
        "Azure SQL Database",
        "PostgreSQL from a wheel",
        "generate",
        "load",
        35,
    ),
    Chapter(
        "03",
        "03_migrate_to_adls_with_adf",
        "Migration",
        "Azure Data Factory, ADLS Gen2",
        "the same factory JSON, a lake folder",
        "load",
        "migrate",
        35,
    ),
    Chapter(
        "04",
        "04_define_schemas",
        "Schemas",
        "Databricks",
        SPARK,
        "migrate",
        None,
        30,
    ),
    Chapter(
        "05",
        "05_process_with_delta",
        "Delta",
        "Databricks",
        SPARK,
        "migrate",
        "process",
        40,
    ),
    Chapter(
        "06",
        "06_serve_with_synapse",
        "Serving",
        "Synapse serverless SQL",
        "the same T-SQL on DuckDB",
        "process",
        "serve",
        30,
    ),
    Chapter(
        "07",
        "07_report_with_power_bi",
        "Reports",
        "Power BI",
        "the same report, drawn with Plotly",
        "serve",
        "report",
        30,
    ),
)


def chapter(number: str) -> Chapter:
    """Return the chapter with a number such as `"03"` (`3` and `"3"` are understood too).

    Raises
    ------
    PikkuError
        When there is no such chapter; the remedy lists the known ones.
    """
    wanted = str(number).strip()
    for candidate in CHAPTERS:
        if (
            wanted.zfill(2) == candidate.number
            or wanted.removesuffix(".ipynb") == candidate.notebook
        ):
            return candidate
    known = ", ".join(c.notebook for c in CHAPTERS)
    raise PikkuError(f"There is no notebook {wanted!r}.", f"The notebooks are: {known}.")
