"""Stage 7: the report on the star, as a Power BI project in the cloud and drawn with Plotly here.

The project in ``powerbi/`` is derived from the catalogue (`define`): the semantic model in TMDL, the pages in PBIR. The
twin (`local`) reads those files, never the catalogue's pages, and computes the measures by their SQL on the Synapse twin.

- ``run()`` draws every page into the workspace's ``reports/``, with slicers that work;
- ``figures("sales")`` gives each visual of a page as a Plotly figure, ``figure("sales")`` the whole page as one;
- both take filters: ``figure("sales", {"dim_date.financial_year": "2024-25"})``;
- ``trial_copy()`` gives a copy of the project to change, which both draw with ``project=``.
"""

from pikku.report.local import Report, ReportReport, figure, figures, key_figures, run, trial_copy

__all__ = ["Report", "ReportReport", "figure", "figures", "key_figures", "run", "trial_copy"]
