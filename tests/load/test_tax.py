"""The income tax, as an auditor would check it: of companies whose profits are made up, and of a generated one."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import duckdb
import pytest

from pikku import catalog, generate, load
from pikku.catalog.accounts import DIVIDEND
from pikku.catalog.invariants import INVARIANTS, audit_sql
from pikku.catalog.periods import FIRST_DAY, LAST_PLANNED_DAY, periods
from pikku.catalog.postings import POSTING_RULES, TAX, documents_sql, lines_sql
from pikku.catalog.taxes import LOSS_YEARS
from pikku.load import clean, derive, ledger

MONTHS = periods(last=LAST_PLANNED_DAY)
RATE = Decimal("0.25168")


def tens(amount: Decimal) -> int:
    """Return an amount to the nearest ten rupees."""
    return int((amount / 10).quantize(Decimal(1), ROUND_HALF_UP)) * 10


def taxed(income: int) -> int:
    """Return the tax on an income."""
    return tens(tens(Decimal(income)) * RATE)


def hundreds(amount: int) -> int:
    """Return what bears interest of an amount."""
    return amount // 100 * 100


class Company:
    """What is posted of the tax of a company that makes so many rupees in each month, up to the last of them."""

    def __init__(
        self,
        *profits: int,
        more: dict[int, int] | None = None,
        lorry: tuple[str, int] | None = None,
    ):
        """Post it; `more` is what other accounts have in each month, income above zero, `lorry` day and price of one that is bought."""
        with duckdb.connect() as duck:
            for table in catalog.tables():
                columns = ", ".join(f"{column.name} VARCHAR" for column in table.columns)
                duck.execute(f"CREATE TABLE {table.name} ({columns})")
            months = MONTHS[: len(profits)]
            duck.execute(
                "CREATE OR REPLACE TABLE period (period_id BIGINT, period_name VARCHAR, starts_on DATE, ends_on DATE, "
                "financial_year VARCHAR, fiscal_month INT, modified_at TIMESTAMP)"
            )
            duck.execute(
                "CREATE TABLE monthly_results (source VARCHAR, period_id BIGINT, account_id BIGINT, "
                "amount DECIMAL(38, 2), modified_at TIMESTAMP)"
            )
            duck.execute(
                "CREATE OR REPLACE TABLE fixed_asset (asset_class VARCHAR, acquired_on DATE, cost DECIMAL(18, 2), modified_at TIMESTAMP)"
            )
            if lorry:
                day, cost = lorry
                duck.execute(
                    "INSERT INTO fixed_asset VALUES ('vehicle', ?, ?, ?)", [day, cost, day]
                )
            for it, profit in zip(months, profits, strict=True):
                row = [
                    it.period_id,
                    it.period_name,
                    it.starts_on,
                    it.ends_on,
                    it.financial_year,
                    it.fiscal_month,
                ]
                duck.execute("INSERT INTO period VALUES (?, ?, ?, ?, ?, ?, ?)", [*row, it.starts_on])  # fmt: skip
                for account, amount in {4100: profit, **(more or {})}.items():
                    duck.execute(
                        "INSERT INTO monthly_results VALUES ('invoice', ?, ?, ?, ?)",
                        [it.period_id, account, amount, it.ends_on],
                    )
            ledger.post_tax(duck)
            self.lines = [
                line
                for rule in TAX
                for line in duck.execute(
                    f"SELECT source, posted_on, account_id, amount, modified_at "
                    f"FROM ({lines_sql(rule, f'document_{rule.number:02d}')}) ORDER BY ALL"
                ).fetchall()
            ]

    def of(self, source: str, account: int) -> dict[str, int]:
        """Return what a rule posts on an account (debit above zero), by day."""
        return {str(day): int(amount) for name, day, number, amount, _ in self.lines if (name, number) == (source, account)}  # fmt: skip

    def balance(self, account: int) -> int:
        """Return what all rules post on an account."""
        return sum(int(amount) for _, _, number, amount, _ in self.lines if number == account)


STEADY = [100_000] * 12


def test_a_company_that_earns_the_same_each_month_pays_all_its_tax_in_advance():
    tax = taxed(1_200_000)
    company = Company(*STEADY)
    parts = [tens(Decimal(tax) * share / 100) for share in (15, 45, 75, 100)]
    assert company.of("advance tax", 1410) == {
        "2023-06-15": parts[0],
        "2023-09-15": parts[1] - parts[0],
        "2023-12-15": parts[2] - parts[1],
        "2024-03-15": parts[3] - parts[2],
    }
    assert company.of("income tax", 6700) == {"2024-03-31": tax}
    assert company.balance(1410) == company.balance(2350) == company.balance(6510) == 0


def test_tax_that_was_collected_with_a_lorry_is_paid_in_advance():
    tax, collected = taxed(1_200_000), 25_600
    company = Company(*STEADY, lorry=("2023-05-20", 2_000_000))
    paid = company.of("advance tax", 1410)
    assert paid["2023-06-15"] == tens(Decimal(tax) * 15 / 100 - collected)
    assert sum(paid.values()) == tax - collected
    assert company.of("income tax", 1410) == {"2024-03-31": -tax}
    assert company.balance(6510) == company.balance(2350) == 0


def test_tax_that_was_collected_comes_back_when_there_is_none():
    company = Company(*[-100_000] * 12, *[0] * 12, lorry=("2023-05-20", 2_000_000))
    assert company.of("tax settlement", 1410) == {"2024-12-31": -25_600}


def test_an_instalment_is_of_what_the_last_twelve_whole_months_brought():
    second = [200_000, 300_000, *[0] * 10]
    paid = Company(*STEADY, *second).of("advance tax", 1410)
    assert paid["2024-06-15"] == tens(Decimal(taxed(10 * 100_000 + 500_000)) * 15 / 100)
    by_december = taxed(4 * 100_000 + 500_000) * 75 // 100
    by_september = tens(Decimal(taxed(7 * 100_000 + 500_000)) * 45 / 100)
    assert paid["2024-12-15"] == tens(Decimal(by_december)) - by_september


def test_what_is_paid_never_changes_when_more_months_are_known():
    profits = [int(100_000 * (1 + (month * 7 % 11) / 5 - (month % 5) / 2)) for month in range(48)]
    whole = Company(*profits)
    for months in (2, 3, 5, 6, 11, 12, 14, 15, 24, 26, 33, 35, 36, 45, 47):
        last = MONTHS[months - 1].ends_on
        assert Company(*profits[:months]).lines == [line for line in whole.lines if line[1] <= last]


def test_what_was_not_paid_in_advance_is_paid_in_june_with_interest():
    year = [*[100_000] * 11, 1_000_000]  # the last month is known to nobody on 15 March
    company = Company(*year, *[0] * 3)
    tax, paid = taxed(2_100_000), taxed(1_200_000)
    parts = [tens(Decimal(paid) * share / 100) for share in (15, 45, 75, 100)]
    deferred = sum(
        hundreds(int(Decimal(tax) * share / 100) - part) * Decimal(months) / 100
        for share, part, months in zip((15, 45, 75, 100), parts, (3, 3, 3, 1), strict=True)
    )
    owed = tax + tens(deferred) - paid
    assert company.of("income tax", 6510) == {"2024-03-31": tens(deferred)}
    assert company.of("income tax", 2350) == {"2024-03-31": -owed}
    late = tens(hundreds(tax - paid) * Decimal("0.03"))
    assert company.of("tax settlement", 6510) == {"2024-06-30": late}
    assert company.of("tax settlement", 2350) == {"2024-06-30": owed}
    assert company.of("tax settlement", 1100) == {"2024-06-30": -owed - late}


def test_no_interest_is_due_on_what_is_within_the_tolerances():
    # A tenth more than was expected, for June and September: more than 12 % and 36 % of the tax were paid.
    company = Company(*STEADY, *[100_000] * 2, 110_000, *[100_000] * 2, 110_000, *[100_000] * 2, 110_000, 110_000, *STEADY)  # fmt: skip
    tax = company.of("income tax", 6700)["2025-03-31"]
    paid = company.of("advance tax", 1410)
    year = [paid[day] for day in ("2024-06-15", "2024-09-15", "2024-12-15", "2025-03-15")]
    assert 0.12 * tax < year[0] < 0.15 * tax and 0.36 * tax < sum(year[:2]) < 0.45 * tax
    later = hundreds(int(Decimal(tax) * 75 / 100) - sum(year[:3])) * Decimal("0.03")
    last = hundreds(tax - sum(year)) * Decimal("0.01")
    assert company.of("income tax", 6510)["2025-03-31"] == tens(later + last)
    assert "2025-06-30" in company.of("tax settlement", 2350)
    assert company.of("tax settlement", 6510) == {}


def test_what_was_paid_too_much_comes_back_with_interest_that_is_taxed_in_its_year():
    company = Company(*[100_000] * 11, -500_000, *STEADY)
    tax, paid = taxed(600_000), taxed(1_200_000)
    assert company.of("income tax", 1410) == {"2024-03-31": -tax, "2025-03-31": company.of("income tax", 1410)["2025-03-31"]}  # fmt: skip
    interest = tens(hundreds(paid - tax) * Decimal("0.045"))
    assert company.of("tax settlement", 1100) == {"2024-12-31": paid - tax + interest}
    assert company.of("tax settlement", 1410) == {"2024-12-31": tax - paid}
    assert company.of("tax settlement", 4300) == {"2024-12-31": -interest}
    assert company.of("income tax", 6700)["2025-03-31"] == taxed(1_200_000 + interest)


def test_a_refund_stays_an_asset_and_a_debt_a_liability_where_the_books_end_before():
    assert Company(*[100_000] * 11, -500_000).balance(1410) == taxed(1_200_000) - taxed(600_000)
    assert Company(*[100_000] * 11, 1_000_000).balance(2350) < taxed(1_200_000) - taxed(2_100_000)


def test_a_loss_is_set_off_against_the_profits_of_later_years():
    company = Company(*[-50_000] * 12, *[40_000] * 12, *STEADY, *STEADY)
    assert company.of("income tax", 6700) == {
        "2026-03-31": taxed(1_200_000 - 120_000),
        "2027-03-31": taxed(1_200_000),
    }
    paid = company.of("advance tax", 1410)
    assert min(paid) == "2025-06-15"
    assert paid["2025-06-15"] == tens(Decimal(taxed(200_000 + 400_000 - 120_000)) * 15 / 100)


def test_two_losses_add_up_and_a_profit_before_them_stays_taxed():
    company = Company(*STEADY, *[-10_000] * 12, *[-20_000] * 12, *STEADY)
    (interest,) = company.of(
        "tax settlement", 4300
    ).values()  # of the second loss year, which it makes smaller
    taxes = company.of("income tax", 6700)
    set_off = 360_000 + interest
    assert taxes == {"2024-03-31": taxed(1_200_000), "2027-03-31": taxed(1_200_000 - set_off)}
    # What was paid in the first loss year comes back whole.
    refund = company.of("tax settlement", 1410)["2025-12-31"]
    assert -refund == sum(paid for day, paid in company.of("advance tax", 1410).items() if "2024-04" < day < "2025-04")  # fmt: skip


def test_a_loss_of_earlier_years_is_not_set_off_against_the_interest_on_a_refund():
    company = Company(*[100_000] * 11, 0, *[-100_000] * 12, *[1_000] * 12)
    interest = -company.of("tax settlement", 4300)["2025-12-31"]
    assert interest > 0
    assert company.of("income tax", 6700).get("2026-03-31", 0) == taxed(interest)


def test_no_loss_lapses_before_the_books_end():
    assert LAST_PLANNED_DAY.year - FIRST_DAY.year - 1 <= LOSS_YEARS


def test_a_small_tax_is_paid_after_the_year_without_interest():
    company = Company(*[3_000] * 15)
    assert company.of("advance tax", 1410) == {}
    assert company.of("tax settlement", 1100) == {"2024-06-30": -taxed(36_000)}
    assert company.balance(6510) == 0


@pytest.mark.parametrize(
    ("account", "taxed_on"),
    [
        *((6145, 1_200_000), (6155, 1_200_000), (6605, 1_200_000)),
        *((6140, 1_080_000), (6130, 1_080_000), (6610, 1_200_000)),
    ],
)
def test_what_is_provided_for_and_spent_on_csr_is_no_expense_for_tax(account, taxed_on):
    company = Company(*STEADY, more={account: -10_000})
    assert company.of("income tax", 6700) == {"2024-03-31": taxed(taxed_on)}


def test_all_that_rules_post_balances():
    company = Company(*[int(1e6) * (month % 7 - 2) for month in range(48)])
    entries: dict[tuple[str, date], Decimal] = {}
    for source, day, _, amount, _ in company.lines:
        entries[source, day] = entries.get((source, day), Decimal(0)) + amount
    assert set(entries.values()) == {0}


@pytest.fixture
def moved(loaded):
    """Return a function that sums what a rule put on an account (debit above zero), by accounting month."""
    query = """
        SELECT period_id, sum(debit - credit) FROM finance.journal_line JOIN finance.journal_entry USING (journal_entry_id)
        WHERE source = %s AND account_id = %s GROUP BY 1"""
    return lambda source, account: dict(loaded.execute(query, [source, account]).fetchall())


def test_a_years_income_tax_is_paid_in_advance_and_the_rest_settled(moved):
    paid, settled = moved("advance tax", 1410), moved("tax settlement", 1100)
    collected = moved("capital purchase", 1410)
    taxes, interest = moved("income tax", 6700), moved("income tax", 6510)
    late, back = moved("tax settlement", 6510), moved("tax settlement", 4300)
    assert taxes and settled
    for month, tax in taxes.items():
        advance = sum(
            amount
            for key, amount in [*paid.items(), *collected.items()]
            if month - 100 < key <= month
        )
        assert advance > tax / 2
        rest = tax + interest.get(month, 0) - advance
        day = month + 3 if rest > 0 else month + 9
        if day < 202604:
            assert settled[day] == -rest - late.get(day, 0) - back.get(day, 0)


@pytest.mark.parametrize(
    ("source", "accounts", "rule"),
    [
        ("income tax", (6700, 1410), "income tax is that of the years' income"),
        ("income tax", (6510, 1410), "interest on income tax follows the days of payment"),
        ("tax settlement", (2350, 1100), "income tax is settled after its year"),
        ("advance tax", (1410, 1100), "income tax is settled after its year"),
    ],
)
def test_a_thousand_rupees_more_or_less_are_found_by_the_audit(loaded, source, accounts, rule):
    """An entry that balances is wrong, as if the rule had made it so."""
    statement = f"""
        UPDATE finance.journal_line
        SET debit = CASE WHEN debit > 0 THEN debit + 1000 ELSE 0 END, credit = CASE WHEN credit > 0 THEN credit + 1000 ELSE 0 END
        WHERE account_id IN {accounts} AND journal_entry_id = (
            SELECT min(journal_entry_id) FROM finance.journal_line l JOIN finance.journal_entry e USING (journal_entry_id)
            WHERE source = '{source}' AND account_id = {accounts[0]})"""
    try:
        assert loaded.execute(statement).rowcount == 2
        assert rule in {found.name for found in load.audit(loaded) if not found.holds}
    finally:
        loaded.rollback()


def paid_out(source: str, profits: tuple[int, ...]) -> list[tuple[date, Decimal]]:
    """Return when and what a rule pays of the profits of years, in lakh of rupees."""
    names = {table.name: table.name for table in catalog.tables()}
    names["yearly_results"] = "SELECT * FROM yearly_results"
    with duckdb.connect() as duck:
        duck.execute("CREATE TABLE period (period_id BIGINT, ends_on DATE, financial_year VARCHAR, fiscal_month INT)")  # fmt: skip
        for it in MONTHS:
            row = [it.period_id, it.ends_on, it.financial_year, it.fiscal_month]
            duck.execute("INSERT INTO period VALUES (?, ?, ?, ?)", row)
        duck.execute("CREATE TABLE yearly_results (source VARCHAR, financial_year VARCHAR, account_id BIGINT, amount DECIMAL(38, 2), modified_at TIMESTAMP)")  # fmt: skip
        for it, profit in zip(MONTHS[::12], profits, strict=False):
            for account, amount in ((4100, profit + 7), (6200, -7)):
                row = ["invoice", it.financial_year, account, amount * 100_000, it.starts_on]
                duck.execute("INSERT INTO yearly_results VALUES (?, ?, ?, ?, ?)", row)
            duck.execute("INSERT INTO yearly_results VALUES ('csr', ?, 6610, 0, ?)", [it.financial_year, it.starts_on])  # fmt: skip
        (rule,) = (each for each in POSTING_RULES if each.source == source)
        amount = rule.lines[0].amount
        query = f"SELECT posted_on, {amount} FROM ({documents_sql(rule, names)}) ORDER BY source_id"
        return duck.execute(query).fetchall()


@pytest.mark.parametrize(
    ("profits", "counted"),
    [
        ((100, 60, 20), (100, 60, 20)),
        ((-30, 20, 40), (0, 0, 30)),
        ((100, -95, 30), (100, 0, 0)),
        ((100, -5, 45), (100, 0, 40)),
    ],
)
def test_a_dividend_is_paid_of_what_all_years_made_more_than_ever_before(profits, counted):
    """In lakh of rupees, by year."""
    paid = [amount for _, amount in paid_out("dividend", profits)]
    due = [100_000 * each * Decimal(DIVIDEND) for each in counted]  # in whole lakhs
    assert all(abs(one - other) <= 50_000 for one, other in zip(paid, due, strict=True))
    assert all(one % 100_000 == 0 for one in paid)


@pytest.mark.parametrize(
    ("profits", "spent"),
    [
        ((500, 700, 1_000, 600), {2025: 1_000_000, 2026: 1_200_000, 2027: 1_466_667}),
        ((499, 700, 499), {2026: 1_199_000}),
        ((-900, 600, 600), {2027: 200_000}),
        ((-1_900, 600, 600), {2027: 0}),
    ],
)
def test_a_fiftieth_of_the_average_profit_of_the_years_before_is_spent_after_a_large_one(
    profits, spent
):
    """Profits in lakh of rupees, by year; the limit is five hundred."""
    found = {day: int(amount) for day, amount in paid_out("csr", profits) if amount}
    assert found == {date(year, 1, 31): amount for year, amount in spent.items() if amount}


def test_the_books_of_a_generated_company_that_makes_a_loss_hold(tmp_path):
    generate.run(1_200, seed=1, out=tmp_path)
    with duckdb.connect() as duck:
        derive.decide(duck)
        clean.run(duck, tmp_path)
        derive.make(duck)
        incomes = duck.execute(
            """SELECT sum(credit - debit) FROM journal_line JOIN journal_entry USING (journal_entry_id)
               JOIN period USING (period_id) JOIN account USING (account_id)
               WHERE account_type IN ('income', 'expense') AND source <> 'year-end closing'
                 AND account_id NOT IN (6145, 6155, 6510, 6605, 6610, 6700)
               GROUP BY financial_year ORDER BY financial_year"""
        ).fetchall()
        taxes = duck.execute(
            """SELECT sum(debit - credit) FROM journal_line JOIN journal_entry USING (journal_entry_id)
               WHERE source = 'income tax' AND account_id = 6700 GROUP BY period_id ORDER BY period_id"""
        ).fetchall()
        (dividends,) = duck.execute(
            "SELECT count(*) FROM journal_entry WHERE source = 'dividend'"
        ).fetchone()
        names = {table.name: table.name for table in catalog.tables()}
        found = duck.execute(audit_sql(names)).fetchall()
    (first,), (second,), (last,) = incomes
    assert first < 0 and second < 0 < first + second + last
    # What the losses took is made up for before the office or shareholders get anything.
    assert taxes == [(taxed(first + second + last),)]
    assert dividends == 0
    assert [INVARIANTS[position].name for position, _, bad, _ in found if bad] == []
