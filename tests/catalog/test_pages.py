"""The report's pages fit their canvas, and each figure is reached by what it is grouped and sliced by."""

import itertools

import pytest

from pikku.catalog.gold import gold_tables
from pikku.catalog.measures import measure
from pikku.catalog.pages import HEIGHT, PAGES, WIDTH, caption, page

ALL = [(one, visual) for one in PAGES for visual in one.visuals]
WITH_FIGURES = [(one, visual) for one, visual in ALL if visual.measures]


def _id(value):
    return value.name


def _facts(name):
    """Return the facts that a measure is computed from."""
    one = measure(name)
    return set().union(*(_facts(part) for part in one.parts)) if one.parts else {one.table_name}


def _reaches(column, fact):
    """Return whether a column is the fact's own or that of a dimension it leads to, by its active date."""
    if column.table is fact:
        return True
    links = [key for c in fact.columns if c.info.get("active", True) for key in c.foreign_keys]
    return any(key.column.table is column.table for key in links)


def test_there_is_a_page_for_each_business_function():
    names = [one.name for one in PAGES]
    assert names == ["sales", "finance", "inventory", "vendors", "customers", "shipping"]
    assert [page(name).name for name in names] == names
    with pytest.raises(KeyError, match="no page 'weather'"):
        page("weather")


@pytest.mark.parametrize(("one", "visual"), ALL, ids=_id)
def test_a_visual_lies_inside_the_canvas(one, visual):
    box = visual.box
    assert box.x >= 0 and box.y >= 0
    assert box.x + box.width <= WIDTH and box.y + box.height <= HEIGHT
    assert box.width >= 100 and box.height >= 40


@pytest.mark.parametrize("one", PAGES, ids=_id)
def test_no_two_visuals_overlap(one):
    for a, b in itertools.combinations(one.visuals, 2):
        apart = (
            a.box.x + a.box.width <= b.box.x
            or b.box.x + b.box.width <= a.box.x
            or a.box.y + a.box.height <= b.box.y
            or b.box.y + b.box.height <= a.box.y
        )
        assert apart, f"{a.name} and {b.name}"


@pytest.mark.parametrize("one", PAGES, ids=_id)
def test_a_page_has_cards_charts_a_table_and_two_slicers(one):
    kinds = [visual.kind for visual in one.visuals]
    assert kinds.count("slicer") == 2 and kinds.count("card") >= 5
    assert {"table", "matrix"} & set(kinds) and {"line", "column"} & set(kinds)
    assert next(v.by[0].name for v in one.visuals if v.kind == "slicer") == "financial_year"


@pytest.mark.parametrize("one", PAGES, ids=_id)
def test_a_card_is_wide_enough_for_crores(one):
    """In the size that cards are written in, "₹ 248.88 crore" takes 170 pixels and the margins."""
    assert all(visual.box.width >= 190 for visual in one.visuals if visual.kind == "card")


@pytest.mark.parametrize("one", PAGES, ids=_id)
def test_names_and_titles_are_unique_on_a_page(one):
    names = [visual.name for visual in one.visuals]
    titles = [visual.title for visual in one.visuals]
    assert len(set(names)) == len(names) and len(set(titles)) == len(titles)
    assert all(len(title) > 4 for title in titles)


@pytest.mark.parametrize(("one", "visual"), WITH_FIGURES, ids=_id)
def test_columns_and_slicers_reach_every_figure(one, visual):
    """A column that doesn't reach a fact repeats the total in every group: nobody wants to see that."""
    facts = {t.name: t for t in gold_tables()}
    ignored = {str(column) for column in visual.ignores}
    slicers = [s.by[0] for s in one.visuals if s.kind == "slicer" and str(s.by[0]) not in ignored]
    columns = [*visual.by, *slicers, *([visual.series] if visual.series is not None else [])]
    for name in visual.measures:
        for fact in _facts(name.name):
            for column in columns:
                assert _reaches(column, facts[fact]), (
                    f"{column} doesn't reach {fact} of {name.name}"
                )


@pytest.mark.parametrize(("one", "visual"), WITH_FIGURES, ids=_id)
def test_a_figure_of_the_last_day_ignores_the_year(one, visual):
    """What is open at the end of the books would be nothing in any year but the last."""
    of_the_end = {
        "Closing stock",
        "Items below reorder point",
        "Open receivables",
        "Overdue receivables",
        "Overdue %",
        "Disputed receivables",
        "Open payables",
        "Overdue payables",
    }
    if {m.name for m in visual.measures} & of_the_end:
        assert [column.name for column in visual.ignores] == ["financial_year"]


def test_what_customers_dispute_stands_beside_what_they_owe():
    cards = [visual for visual in page("customers").visuals if visual.kind == "card"]
    shown = [visual.measures[0].name for visual in cards]
    assert shown[-3:] == ["Open receivables", "Overdue %", "Disputed receivables"]


def test_what_readers_see_is_words():
    for _, visual in ALL:
        for column in visual.by:
            assert "_" not in caption(column) and caption(column)[0].isupper()
