"""What the report derives from the catalogue: the Power BI project in ``powerbi/``."""

from pikku.report import pbir, readme, tmdl
from pikku.report.ids import pretty

FOLDER, MODEL, REPORT = "powerbi", "Pikku.SemanticModel", "Pikku.Report"


def files() -> dict[str, str]:
    """Return the derived files: path below the repository -> text."""
    return {
        f"{FOLDER}/.gitignore": "# Power BI Desktop's own settings and its copy of the data\n**/.pbi/\n",
        f"{FOLDER}/README.md": readme.text(),
        f"{FOLDER}/Pikku.pbip": pretty(
            {
                "$schema": f"{tmdl.SCHEMA}/pbip/pbipProperties/1.0.0/schema.json",
                "version": "1.0",
                "artifacts": [{"report": {"path": REPORT}}],
                "settings": {"enableAutoRecovery": True},
            }
        ),
        **tmdl.files(f"{FOLDER}/{MODEL}"),
        **pbir.files(f"{FOLDER}/{REPORT}", MODEL),
    }
