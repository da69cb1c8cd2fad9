"""What the factory and the office cost in a month, as leases and contracts say, and what is spent on social responsibility."""

from dataclasses import dataclass

#: Rented factory, m2 for each moulding machine that was there when the books began, with stores, tool room and yards. Reasoning: a shed of 6,000 m2 for 40 machines.
AREA_PER_MACHINE = 150

#: Rent of a month, rupees per m2, by financial year. Reasoning: what industrial sheds about Pune cost, and the 5 % a year by which
#: such leases usually rise.
RENT = {"2023-24": "250.00", "2024-25": "262.50", "2025-26": "275.63", "2026-27": "289.41"}

#: Premium of a month as a part of what fixed assets cost and of the finished goods at its end; a policy with monthly declarations of the
#: values. Materials are left out: they are used within weeks, and how much was is known for sure only when an order is finished.
#: Reasoning: fire, breakdown of machines and transit come to about a quarter per cent a year for moulders.
INSURANCE = "0.0002"

#: Fees of a month, rupees for each moulding machine that was there when the books began, by financial year: one firm of accountants audits the books, files the returns
#: and helps in law. Reasoning: about 17 lakh a year for a company of 40 machines, a fifth of a per cent of its sales; a twentieth more
#: each year, as salaries in such offices rise.
PROFESSIONAL_FEES = {"2023-24": 3_500, "2024-25": 3_675, "2025-26": 3_859, "2026-27": 4_052}

#: What a month costs, rupees for each employee on the payroll, by financial year: guards and the care of computers and programs, under
#: contracts; and travel, telephones, hotels, and what banks charge. Reasoning: ten guards about the clock, a server room and the licences
#: of a company with 250 people cost some 3 lakh a month, the travels of its sales people and the rest a little less; a twentieth more each
#: year.
SECURITY_AND_IT = {"2023-24": 1_200, "2024-25": 1_260, "2025-26": 1_323, "2026-27": 1_389}
TRAVEL = {"2023-24": 1_000, "2024-25": 1_050, "2025-26": 1_103, "2026-27": 1_158}

#: What a lorry costs in a month, rupees by financial year: diesel, tyres, repairs, tolls and the motor policy. Reasoning: some 1,500 km about
#: Pune at five kilometres a litre and about 92 rupees a litre are 28 thousand, all else as much as half of it; the price of diesel hardly moved,
#: the rest a twentieth each year. Drivers are on the payroll. Decided: no credit is taken of the little tax in it; diesel bears none (section
#: 9(2) of the CGST Act, 2017).
LORRY = {"2023-24": 42_000, "2024-25": 42_700, "2025-26": 43_400, "2026-27": 44_200}


@dataclass(frozen=True)
class Electricity:
    """What power costs; numbers as decimals in text, for exact SQL.

    Attributes
    ----------
    kwh_per_kg
        Energy for a kilogram that is moulded, auxiliaries included, kWh.
    energy_charge
        Rupees per kWh.
    kva_per_machine
        Demand agreed with the supplier, kVA for each moulding machine that was there when the books began.
    demand_charge
        Rupees per kVA and month, whatever is used.
    """

    kwh_per_kg: str
    energy_charge: str
    kva_per_machine: str
    demand_charge: str


#: Reasoning: hydraulic and servo presses with dryers, chillers and compressors take 1 to 2 kWh a kilogram; the charges are of the order
#: of Maharashtra's tariff for industry at high tension in these years.
ELECTRICITY = Electricity(
    kwh_per_kg="1.4", energy_charge="8.50", kva_per_machine="35", demand_charge="500"
)


@dataclass(frozen=True)
class SocialResponsibility:
    """What a company spends on corporate social responsibility (CSR).

    Attributes
    ----------
    profit_from
        Profit of the year before, rupees, from which it must.
    share
        Of the average profit of the years before, in hundredths.
    years
        At most so many of these count.
    days
        After the end of the year before, when it is spent.
    """

    profit_from: int
    share: int
    years: int
    days: int


#: Source: section 135(1) and (5) of the Companies Act, 2013; a company that is younger takes the years since it was founded. Profit is
#: that before tax (section 198(5)(a)), here also before interest on income tax, paid or received, and before what was spent on CSR.
#: That turnover or net worth can bind a company, too, is left out: one that large makes such a profit. Decided: it is given to
#: schools and clinics about Pune on 31 January, which is in time (31 March). It is no expense for tax: explanation 2 to section 37(1) of the
#: Income-tax Act, 1961.
CSR = SocialResponsibility(profit_from=50_000_000, share=2, years=3, days=306)

#: What the scrap dealer pays for a mould of a good that was given up, a part of its residual value. Reasoning: that is a twentieth of its price
#: when it was new, at any age; half a tonne to a tonne of tool steel at some 35 rupees a kilogram, for moulds of 8 to 28 lakh. Decided: it goes in
#: the month after the good's end, on its last day, as nobody else could use it.
SCRAPPED_MOULD = "0.3"


@dataclass(frozen=True)
class Scrap:
    """Plastic that is sold as scrap; numbers as decimals in text, for exact SQL.

    Attributes
    ----------
    share
        Part of what is neither in good pieces nor ground again that is sold.
    price
        Rupees per kilogram, without tax.
    """

    share: str
    price: str


#: Reasoning: runners and scrap that are not ground again, of food families all of them, and returns that were scrapped; a tenth is dust,
#: purgings and what is swept up, for which nobody pays. Mixed colours bring 25 to 40 rupees a kilogram where resin costs about a hundred.
#: Decided: one recycler fetches it at each month's end and pays at once. He makes granules of it and has declared so (form 27C), so no tax
#: is collected from him (section 206C(1A) of the Income-tax Act, 1961, 206C(1): 1 % on scrap).
PLASTIC_SCRAP = Scrap(share="0.9", price="30")


@dataclass(frozen=True)
class DoubtfulDebts:
    """What is provided for at a year's end of debts that may be lost.

    Attributes
    ----------
    days
        A debt that is overdue for more days is doubtful.
    share
        Part of it that is provided for, as a decimal in text, for exact SQL; of customers of whom a debt was given up, all of it.
    """

    days: int
    share: str


#: Source: AS 4 and the prudence of AS 1 ask for it, not for how much. Reasoning: auditors of medium-sized companies often ask for half of
#: what is open for more than half a year; who pays late pays within some months, and who has failed once does not pay at all. Debts are
#: given up a year after they were due. It is no expense for tax before that (section 36(1)(vii) of the Income-tax Act, 1961, with its
#: explanation 1), and no deferred tax is booked on it.
DOUBTFUL_DEBTS = DoubtfulDebts(days=180, share="0.5")
