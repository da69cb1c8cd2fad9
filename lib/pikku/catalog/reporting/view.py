"""What a reporting view is."""

from dataclasses import dataclass

#: The last day of the books, as a subquery.
BOOKS_END = "(SELECT MAX(d.[date]) FROM gold.dim_date AS d)"


@dataclass(frozen=True)
class ReportingView:
    """A view of the schema reporting: its name, the function that reads it, what a row is, and its query."""

    name: str
    function: str
    comment: str
    query: str

    @property
    def sql(self) -> str:
        """Return the query without the blank lines around it."""
        return self.query.strip()
