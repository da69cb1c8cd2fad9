"""A page's figures, for every choice in its slicers."""

import itertools

import pytest

from pikku.report import data, local

PAGES = ["sales", "finance", "inventory", "vendors", "customers", "shipping"]


def _visual(report, page, name):
    found = report.page(page)
    return found, next(v for v in found.visuals if v.name == name)


def _same(a, b):
    """Return whether two answers have the same rows, whatever columns of slicers they carry besides."""
    kept = [{k: row[k] for k in other} for row, other in zip(a.rows, b.rows, strict=True)]
    return kept == b.rows


@pytest.mark.parametrize("name", PAGES)
def test_a_choice_made_ahead_is_what_the_filter_gives(report, name):
    """Grouping by the slicers' columns and filtering by them must agree, shares and distinct counts included."""
    page = report.page(name)
    labels = [s.columns[0].label for s in page.slicers]
    wanted = data.choices(page, report.imported)
    for visual in local.with_data(page):
        ahead = data.answers(visual, page, report.imported, wanted)
        for choice in [wanted[0], wanted[1], wanted[-1], wanted[len(wanted) // 2]]:
            filters = {k: v for k, v in zip(labels, choice, strict=True) if v is not None}
            asked = data.answer(visual, page, report.imported, filters)
            assert _same(ahead[choice], asked), (visual.name, choice)


def test_every_pair_of_values_can_be_chosen(report):
    page = report.page("customers")
    years, segments = data.options(page, report.imported)
    assert years == ["2023-24", "2024-25", "2025-26"] and len(segments) == 5
    assert set(data.choices(page, report.imported)) == set(
        itertools.product([None, *years], [None, *segments])
    )


def test_a_page_shows_what_sql_finds(report, star):
    page, visual = _visual(report, "sales", "card_revenue")
    found = data.answer(visual, page, report.imported, {"dim_date.financial_year": "2024-25"})
    (expected,) = star.execute(
        "SELECT SUM(net_amount) FROM gold.fact_sales WHERE invoiced_on BETWEEN '2024-04-01' AND '2025-03-31'"
    ).fetchone()
    assert found.rows == [{"Revenue": expected}]


def test_only_the_first_few_are_left_and_the_greatest_comes_first(report, star):
    page, visual = _visual(report, "sales", "top_products")
    found = data.answer(visual, page, report.imported, {})
    expected = star.execute(
        "SELECT product_name, SUM(net_amount) FROM gold.fact_sales JOIN gold.dim_product USING (product_key)"
        " GROUP BY ALL ORDER BY 2 DESC LIMIT 10"
    ).fetchall()
    assert [(row["dim_product.product_name"], row["Revenue"]) for row in found.rows] == expected


def test_what_is_of_the_last_day_is_the_same_in_every_year(report):
    page, visual = _visual(report, "inventory", "card_closing_stock")
    found = data.answers(visual, page, report.imported, data.choices(page, report.imported))
    assert found[("2023-24", None)].rows == found[(None, None)].rows
    assert found[("2023-24", "Category 01")].rows == found[(None, "Category 01")].rows
    assert found[(None, "Category 01")].rows != found[(None, None)].rows


def test_a_matrix_has_totals_of_rows_columns_and_everything(report):
    page, visual = _visual(report, "customers", "segments_by_year")
    found = data.answer(visual, page, report.imported, {})
    segment, year = "dim_customer.segment", "dim_date.financial_year"
    (everything,) = found.totals[()]
    assert sum(row["Revenue"] for row in found.totals[(segment,)]) == everything["Revenue"]
    assert sum(row["Revenue"] for row in found.totals[(year,)]) == everything["Revenue"]
    assert sum(row["Revenue"] for row in found.rows) == everything["Revenue"]


def test_accounts_stand_in_the_order_of_the_chart_of_accounts(report):
    page, visual = _visual(report, "finance", "trial_balance")
    keys = [
        row["dim_account.account_key"]
        for row in data.answer(visual, page, report.imported, {}).rows
    ]
    assert keys == sorted(keys) and len(keys) > 20


def test_an_income_statement_has_income_and_expenses_only(report):
    page, visual = _visual(report, "finance", "profit_by_account")
    rows = data.answer(visual, page, report.imported, {}).rows
    assert {row["dim_account.account_key"] // 1000 for row in rows} == {4, 5, 6}


def test_a_choice_without_rows_is_empty(report):
    page, visual = _visual(report, "sales", "revenue_by_month")
    found = data.answers(visual, page, report.imported, [("2023-24", "no such category")])
    assert found[("2023-24", "no such category")].rows == []


def test_tables_are_imported_when_they_are_needed(source, report):
    asked = []

    def counted(query):
        asked.append(query)
        return source(query)

    imported = data.Imported(report.imported._model, counted)
    imported.rows(["Revenue"], [])
    facts = [query for query in asked if "fact_" in query]
    assert facts == ["SELECT * FROM gold.fact_sales"]
    imported.rows(["Revenue"], ["dim_customer.segment"])
    assert len(asked) == len(set(asked))
