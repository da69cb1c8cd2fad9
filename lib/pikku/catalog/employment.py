"""What the law gives employees besides their pay: leave, maternity leave, bonus, gratuity and the welfare fund."""

from dataclasses import dataclass

#: Calendar days of maternity leave, and days of service from which a woman has it. Sources: section 5(3) of the Maternity Benefit
#: Act, 1961, since 2017 (26 weeks; as if there were no third child), and section 5(2) (80 days of work in the year before). Who is
#: insured with the state gets the benefit from the insurance (section 50 of the ESI Act, 1948, and section 2(2) of the other), so
#: that Pikku pays her nothing meanwhile; all others are paid as if they worked.
MATERNITY_DAYS, MATERNITY_AFTER_DAYS = 182, 80


@dataclass(frozen=True)
class Bonus:
    """The yearly bonus of employees; the rate as a decimal in text, for exact SQL.

    Attributes
    ----------
    salary_up_to
        Monthly salary, rupees, up to which an employee is entitled to it.
    wages_up_to
        So much of a month's pay, rupees, counts.
    rate
        Part of the pay that counts.
    least_days
        Who was paid for fewer days in the year gets none.
    days
        After the year's end, when it is paid.
    """

    salary_up_to: int
    wages_up_to: int
    rate: str
    least_days: int
    days: int


#: Source: sections 2(13), 8, 10, 12 and 19 of the Payment of Bonus Act, 1965, as amended for 2014 and later: the least bonus, due
#: within eight months of the year's end. Decided: the whole salary counts as wages, as it does for the provident fund; the minimum
#: wage, which the law has counted where it is more than the 7,000, is left out; each employee's bonus is rounded to the rupee; and it
#: is paid on 15 October, before Diwali and the day of the return, so that it is an expense for tax in its own year (section 43B of the
#: Income-tax Act, 1961). That of the year before the books was the firm's. Since 21 November 2025 chapter IV of
#: the Code on Wages, 2019, stands in the place of the Act; decided: the same rate all the time.
BONUS = Bonus(salary_up_to=21_000, wages_up_to=7_000, rate="0.0833", least_days=30, days=198)


@dataclass(frozen=True)
class Gratuity:
    """What an employee gets for long service when he leaves; rates as decimals in text, for exact SQL.

    Attributes
    ----------
    basic
        Part of the salary that is basic pay and dearness allowance.
    years
        Completed years of service from which it is due.
    days_of_year, days_of_month
        For a year of service the basic pay of so many days is due, at the last month's, which counts as so many days.
    of_month
        What a month of service adds to the provision, as a part of the month's basic pay: the same by twelve.
    most
        Rupees.
    days
        After the last day of work, when it is paid.
    """

    basic: str
    years: int
    days_of_year: int
    days_of_month: int
    of_month: str
    most: int
    days: int


#: Source: sections 4 and 7 of the Payment of Gratuity Act, 1972 (since 21 November 2025 section 53 of the Code on Social Security,
#: 2020), with the limit of the notification of 29 March 2018 (S.O. 1420(E)):
#: it is due after five years, a part of a year of more than six months counts as a whole one, and it is paid within thirty days.
#: Decided: half of each salary is basic pay with dearness allowance, the rest house rent and other allowances; the Code on Wages,
#: 2019, takes at least half for wages, too (section 2(y)). The provision is reckoned without an actuary: it grows
#: with everybody's pay, also of those who will leave before five years, and not with what a raise adds for the years before it. The provision
#: is no expense for tax, what leavers get is (section 40A(7) of the Income-tax Act, 1961; decided: in the year of payment). No deferred
#: tax is booked on it.
GRATUITY = Gratuity(
    basic="0.5",
    years=5,
    days_of_year=15,
    days_of_month=26,
    of_month="0.0481",
    most=2_000_000,
    days=30,
)


@dataclass(frozen=True)
class EarnedLeave:
    """Leave that is earned by work, and what is paid for what is left of it.

    Attributes
    ----------
    days_worked
        So many days of work earn one of leave.
    carried
        At most so many days are carried into the next calendar year.
    days_of_month
        A month's salary is for so many days.
    """

    days_worked: int
    carried: int
    days_of_month: int


#: Source: sections 79 and 80 of the Factories Act, 1948: leave carried forward, and what is left paid for at the full rate of pay when
#: an employee leaves, half a day or more as a whole one (since 21 November 2025 section 32 of the Occupational Safety, Health and
#: Working Conditions Code, 2020). Decided: all employees have it, it can be taken from the 90th day of service on, whether or not it is earned, a half day of work takes half
#: a day of it, and what is taken beyond it is not asked back; a month's salary is for 26 days, as for
#: gratuity; it is paid with the last salary, each to the rupee. The firm paid out what its staff had earned before the books. What
#: leavers get bears neither provident fund nor state insurance, nor income tax below 25 lakh in a life (section 10(10AA) of the
#: Income-tax Act, 1961). At each year's end what would be paid for all that is left is provided for (AS 15); the provision is no
#: expense for tax, what leavers get is (section 43B(f)). No deferred tax is booked on it.
EARNED_LEAVE = EarnedLeave(days_worked=20, carried=30, days_of_month=26)


@dataclass(frozen=True)
class WelfareFund:
    """What is paid into the labour welfare fund twice a year, rupees, from an accounting month on."""

    since: int
    employee: int
    employer: int


#: Months at whose end whoever is employed contributes, and the contributions. Source: section 6BB of the Maharashtra Labour Welfare
#: Fund Act, 1953: of wages above 3,000 rupees, on 30 June and 31 December, to be paid by 15 July and 15 January; since 18 March 2024,
#: whatever the wages, as the amendment act of 2024 says. Decided: it is paid for managers, too, and for nobody who earned nothing in the
#: month.
WELFARE_MONTHS = (6, 12)
WELFARE_FUND = (WelfareFund(202304, 12, 36), WelfareFund(202404, 25, 75))
