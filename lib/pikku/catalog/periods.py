"""The accounting months, and the days and hours on which the company works."""

import calendar
from dataclasses import dataclass
from datetime import date

#: The books: three financial years, April to March.
FIRST_DAY = date(2023, 4, 1)
LAST_DAY = date(2026, 3, 31)
#: The company is planned for a year more: month by month, the books can be carried on until then.
LAST_PLANNED_DAY = date(2027, 3, 31)

#: Days on which the plant is closed and everybody is paid: Republic Day, Holi, Gudi Padwa, Maharashtra Day, Independence Day,
#: Ganesh Chaturthi, Gandhi Jayanti, Dussehra, two days of Diwali and Christmas, but for festivals on a Sunday. Reasoning: no law
#: lists the holidays of factories in Maharashtra. The Maharashtra Shops and Establishments Act, 2017, section 18, gives workers
#: elsewhere the four of 26 January, 1 May, 15 August and 2 October and four festivals; plants around Pune agree on eight to
#: twelve days a year with their workers. Dates as in the government's lists of holidays. The plant is closed on both polling days,
#: too: of the Lok Sabha in Pune, Maval and Shirur on 13 May 2024, and of Maharashtra's assembly on 20 November 2024. Source:
#: section 135B of the Representation of the People Act, 1951, a paid holiday.
HOLIDAYS: tuple[date, ...] = (
    date(2023, 5, 1), date(2023, 8, 15), date(2023, 9, 19), date(2023, 10, 2), date(2023, 10, 24), date(2023, 11, 13),
    date(2023, 11, 14), date(2023, 12, 25), date(2024, 1, 26), date(2024, 3, 25),
    date(2024, 4, 9), date(2024, 5, 1), date(2024, 5, 13), date(2024, 8, 15), date(2024, 9, 7), date(2024, 10, 2), date(2024, 10, 12),
    date(2024, 11, 1), date(2024, 11, 2), date(2024, 11, 20), date(2024, 12, 25), date(2025, 1, 26), date(2025, 3, 14),
    date(2025, 5, 1), date(2025, 8, 15), date(2025, 8, 27), date(2025, 10, 2), date(2025, 10, 21), date(2025, 10, 22),
    date(2025, 12, 25), date(2026, 1, 26), date(2026, 3, 4), date(2026, 3, 19),
    date(2026, 5, 1), date(2026, 8, 15), date(2026, 9, 14), date(2026, 10, 2), date(2026, 10, 20), date(2026, 11, 9),
    date(2026, 11, 10), date(2026, 12, 25), date(2027, 1, 26), date(2027, 3, 22),
)  # fmt: skip

#: Month and day of the four that every year has, also in the years before the books.
FIXED_HOLIDAYS = ((1, 26), (5, 1), (8, 15), (10, 2))

#: Days on which banks clear no cheques besides Sundays, the second and fourth Saturdays of a month (notification of the Government of
#: India under the Negotiable Instruments Act, 1881, from 1 September 2015) and the holidays above, which the state has notified under the
#: same Act: 1 April, when banks close their accounts, Ambedkar Jayanti and Shivaji Jayanti, every year, and by date Good Friday and the
#: festivals that are bank holidays in Maharashtra, but for those whose day depends on when the moon is seen. Transfers go
#: through on every day: NEFT since 16 December 2019, RTGS since 14 December 2020 (Reserve Bank of India), UPI from the beginning.
YEARLY_BANK_HOLIDAYS = ((2, 19), (4, 1), (4, 14))
BANK_HOLIDAYS: tuple[date, ...] = (
    *HOLIDAYS,
    date(2023, 4, 4), date(2023, 4, 7), date(2023, 5, 5), date(2023, 8, 16), date(2023, 11, 27), date(2024, 3, 8), date(2024, 3, 29),
    date(2024, 4, 17), date(2024, 5, 23), date(2024, 11, 15), date(2025, 2, 26),
    date(2025, 4, 10), date(2025, 4, 18), date(2025, 5, 12), date(2025, 11, 5),
    date(2026, 3, 26), date(2026, 3, 31), date(2026, 4, 3), date(2026, 11, 24), date(2027, 3, 26),
)  # fmt: skip


def banks_clear(day: date) -> bool:
    """Return whether banks clear cheques on a day."""
    saturday_off = day.weekday() == 5 and (day.day - 1) // 7 in (1, 3)
    holiday = day in BANK_HOLIDAYS or (day.month, day.day) in YEARLY_BANK_HOLIDAYS
    return day.weekday() != 6 and not saturday_off and not holiday


#: Hours of the day, in UTC, between which offices enter documents (first, and after the last): 9:30 to 18:30 in India.
#: Reasoning: one shift of nine hours with its lunch.
OFFICE_HOURS = (4, 13)


@dataclass(frozen=True)
class Period:
    """An accounting month."""

    period_id: int
    period_name: str
    starts_on: date
    ends_on: date
    financial_year: str
    fiscal_month: int

    @property
    def decided_on(self) -> date:
        """Return the day it was opened on: those of the three years with the books, a later one when it begins."""
        return FIRST_DAY if self.ends_on <= LAST_DAY else self.starts_on


def periods(first: date = FIRST_DAY, last: date = LAST_DAY) -> tuple[Period, ...]:
    """Return the accounting months from the one of `first` to the one of `last`."""
    found = []
    year, month = first.year, first.month
    while (year, month) <= (last.year, last.month):
        april = year if month >= 4 else year - 1
        found.append(
            Period(
                period_id=year * 100 + month,
                period_name=f"{calendar.month_abbr[month]} {year}",
                starts_on=date(year, month, 1),
                ends_on=date(year, month, calendar.monthrange(year, month)[1]),
                financial_year=f"{april}-{(april + 1) % 100:02d}",
                fiscal_month=(month - 4) % 12 + 1,
            )
        )
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return tuple(found)
