"""Any known spelling of a value conforms to the value; what is no value conforms to nothing."""

from datetime import date, timedelta
from decimal import Decimal

import duckdb
import hypothesis
import pytest
from hypothesis import strategies as st

from pikku import catalog
from pikku.catalog import spelling
from pikku.catalog.raw import RAW_FILES, RawColumn
from pikku.load import conform

BLANKS = st.text(" \t\u00a0", max_size=2)
COLUMNS = [(file.table, raw) for file in RAW_FILES for raw in file.columns]


def given(**drawn):
    """Return hypothesis's `given` without its deadline: the first query of a process takes longer."""
    return lambda test: hypothesis.settings(deadline=None)(hypothesis.given(**drawn)(test))


@pytest.fixture(scope="module")
def duck():
    with duckdb.connect() as connection:
        yield connection


def read(duck, expression: str, *texts: str | None) -> list:
    """Return what an expression over the tidied text makes of each text."""
    query = f"SELECT {expression} FROM (SELECT {conform.tidy('sent')} AS t FROM (SELECT unnest($1) AS sent))"
    return [value for (value,) in duck.execute(query, [list(texts)]).fetchall()]


def of(name: str, column: str, text: str = "t") -> str:
    """Return the expression for a column of a table's raw file."""
    table = catalog.table(name)
    raw = next(
        r for f in RAW_FILES if f.table_name == name for r in f.columns if r.column == column
    )
    return conform.conformed(raw, table, text).value


def any_case(text: str) -> st.SearchStrategy[str]:
    """Return spellings of a text with each letter in either case."""
    letters = [st.sampled_from([c.lower(), c.upper()]) for c in text]
    return st.tuples(*letters).map("".join)


@st.composite
def codes(draw, prefix: str, digits: int) -> tuple[str, str]:
    """Return a code and a spelling of it."""
    number = str(draw(st.integers(1, 10**digits - 1))).zfill(digits)
    between = draw(st.sampled_from(["-", "", " ", "_", "\u2013", " - "]))
    sent = draw(BLANKS) + draw(any_case(prefix)) + between + number + draw(BLANKS)
    return f"{prefix}-{number}", sent


@given(pair=codes("SO", 9))
def test_it_reads_document_numbers(duck, pair):
    assert read(duck, of("sales_order", "sales_order_no"), pair[1]) == [pair[0]]


@given(pair=st.one_of(codes("FG", 5), codes("RM", 5), codes("PK", 5)))
def test_it_reads_codes_where_they_are_looked_up(duck, pair):
    assert read(duck, of("sales_order_line", "product_id"), pair[1]) == [pair[0]]


@given(order=codes("SO", 9), line=st.integers(1, 99), blank=BLANKS)
def test_it_reads_references_to_lines(duck, order, line, blank):
    number = int(order[0].partition("-")[2])
    sent = f"{order[1].strip()}{blank}/{blank}{line}"
    assert read(duck, of("shipment_line", "sales_order_line_id"), sent) == [number * 100 + line]


@pytest.mark.parametrize(
    "sent", ["XX-000000001", "SO-12", "SO", "000000001", "SO-000000001/1", "SO--x", "nil"]
)
def test_it_takes_nothing_else_for_a_document_number(duck, sent):
    assert read(duck, of("sales_order", "sales_order_no"), sent) == [None]


def grouped(digits: str, first: int, then: int) -> str:
    """Return digits with commas, the last group of `first` and the others of `then`."""
    head, tail = digits[:-first], digits[-first:]
    parts = [tail]
    while head:
        parts.insert(0, head[-then:])
        head = head[:-then]
    return ",".join(parts)


@st.composite
def amounts(draw) -> tuple[Decimal, str]:
    """Return an amount of money and a spelling of it."""
    paisa = draw(st.integers(0, 10**12))
    rupees, rest = str(paisa // 100), f"{paisa % 100:02d}"
    style = draw(
        st.sampled_from([lambda d: d, lambda d: grouped(d, 3, 3), lambda d: grouped(d, 3, 2)])
    )
    before = draw(st.sampled_from(["", "₹", "₹ ", "Rs.", "Rs. ", "rs ", "INR "]))
    after = draw(st.sampled_from(["", "/-", " "]))
    return Decimal(paisa) / 100, draw(BLANKS) + before + style(rupees) + "." + rest + after


@given(pair=amounts())
def test_it_reads_money_to_the_paisa(duck, pair):
    assert read(duck, of("receipt", "amount"), pair[1]) == [pair[0]]


@given(number=st.integers(0, 10**9), blank=BLANKS)
def test_it_reads_whole_numbers(duck, number, blank):
    for sent in (f"{blank}{number}", grouped(str(number), 3, 2), f"{number}.00", f"+{number}"):
        assert read(duck, of("sales_order_line", "quantity"), sent) == [number]


@pytest.mark.parametrize(
    "sent", ["twelve", "12.5", "1e5", "--3", "12-", "1.2.3", "NaN", "inf", "9" * 40]
)
def test_it_takes_nothing_else_for_a_whole_number(duck, sent):
    assert read(duck, of("sales_order_line", "quantity"), sent) == [None]


def test_it_refuses_money_with_parts_of_a_paisa(duck):
    assert read(duck, of("receipt", "amount"), "1.005", "1.500", "9" * 17) == [
        None,
        Decimal("1.50"),
        None,
    ]


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)), blank=BLANKS)
def test_it_reads_dates_in_every_known_format(duck, day, blank):
    sent = [blank + day.strftime(form) for form in spelling.DATE_FORMATS]
    sent += [sent[-1].upper(), sent[-1].lower()]
    assert read(duck, of("sales_order", "ordered_on"), *sent) == [day] * len(sent)


@pytest.mark.parametrize(
    "sent",
    [
        "2024-02-30",
        "31-04-2024",
        "00/01/2024",
        "2024-13-01",
        "30.02.2024",
        "soon",
        "01-01-24",
        "45123",
    ],
)
def test_it_takes_nothing_else_for_a_date(duck, sent):
    assert read(duck, of("sales_order", "ordered_on"), sent) == [None]


@given(day=st.dates(date(2020, 1, 1), date(2030, 1, 1)), seconds=st.integers(0, 86399))
def test_it_reads_the_time_of_the_last_change(duck, day, seconds):
    moment = (duck.execute("SELECT ?::TIMESTAMP", [day]).fetchone()[0]) + timedelta(seconds=seconds)
    assert read(duck, of("receipt", "modified_at"), moment.strftime(spelling.MOMENT_FORMAT)) == [
        moment
    ]


CHOICES = [(table, raw) for table, raw in COLUMNS if table.columns[raw.column].info.get("values")]


@given(data=st.data())
@pytest.mark.parametrize(
    ("table", "raw"), CHOICES, ids=lambda x: getattr(x, "name", getattr(x, "column", ""))
)
def test_it_reads_values_from_lists(duck, table, raw: RawColumn, data):
    values = table.columns[raw.column].info["values"]
    value = data.draw(st.sampled_from(values))
    words = (value, *spelling.WORDS.get(raw.column, {}).get(value, ()))
    word = data.draw(st.sampled_from(words)).replace(
        " ", data.draw(st.sampled_from([" ", "-", "_", "  "]))
    )
    sent = data.draw(BLANKS) + data.draw(any_case(word)) + data.draw(BLANKS)
    expression = conform.conformed(raw, table, "t").value
    assert read(duck, expression, sent, "no such value") == [value, None]


@given(data=st.data())
def test_it_reads_states(duck, data):
    number, name = data.draw(st.sampled_from(sorted(spelling.STATES.items())))
    word = data.draw(st.sampled_from((name, *spelling.STATE_WORDS.get(number, ()))))
    sent = data.draw(BLANKS) + data.draw(any_case(word)) + data.draw(BLANKS)
    assert read(duck, of("customer", "state_name"), sent) == [name]
    assert read(duck, conform.state_code(of("customer", "state_name")), sent) == [number]


@given(data=st.data(), yes=st.booleans())
def test_it_reads_yes_and_no(duck, data, yes):
    word = data.draw(st.sampled_from(spelling.TRUE if yes else spelling.FALSE))
    sent = data.draw(BLANKS) + data.draw(any_case(word))
    assert read(duck, of("product", "is_active"), sent) == [yes]


@given(
    words=st.lists(st.text("ABCabc.&'()", min_size=1, max_size=6), min_size=1, max_size=4),
    blanks=BLANKS,
)
def test_it_keeps_names_but_for_their_blanks(duck, words, blanks):
    sent = blanks + ("  ").join(words) + blanks
    assert read(duck, of("customer", "customer_name"), sent) == [" ".join(words)]


def test_it_reads_tax_numbers_in_any_case_with_blanks(duck):
    assert read(duck, of("customer", "gstin"), " 27 aapcp 1234m1zx ") == ["27AAPCP1234M1ZX"]


@pytest.mark.parametrize("sent", ["202404", "2024-04", " 2024/04 "])
def test_it_reads_accounting_months(duck, sent):
    assert read(duck, of("payroll", "period_id"), sent) == [202404]


@pytest.mark.parametrize("word", sorted(spelling.EMPTY))
def test_it_knows_the_words_for_nothing(duck, word):
    table = catalog.table("employee")
    raw = RawColumn("DoL", "left_on")
    assert read(duck, conform.conformed(raw, table, "t").empty, word, word.upper()) == [True, True]


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("M/s  Asha Plastics Pvt. Ltd.", "Asha Plastics Pvt Ltd"),
        ("Asha Plastics (P) Ltd", "Asha Plastics Pvt Ltd"),
        ("Asha Plastics Private Limited", "Asha Plastics Pvt Ltd"),
        ("Messrs Asha Plastics & Company", "Asha Plastics and Co"),
        ("Asha & Sons Foods Limited", "Asha & Sons Foods Ltd"),
        ("Kranji Foods Pte Ltd", "Kranji Foods Pte Ltd"),
        ("Limited", "Limited"),
    ],
)
@pytest.mark.parametrize(
    "column", [("customer", "customer_name"), ("vendor", "vendor_name")], ids=lambda c: c[0]
)
def test_a_firm_has_one_name(duck, column, sent, name):
    assert read(duck, of(*column), sent) == [name]
