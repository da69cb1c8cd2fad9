"""Rates and days of GST, of income tax deducted from suppliers, and of the company's own income tax."""

from dataclasses import dataclass
from datetime import date, timedelta

from pikku.catalog.assortment import GST_CHANGES, HSN_RATES
from pikku.catalog.periods import FIRST_DAY, LAST_DAY


@dataclass(frozen=True)
class ServiceTax:
    """The GST rate of a service, per cent, and whether who receives it owes the tax in the supplier's place."""

    gst_rate: int
    reverse_charge: bool = False


#: Tax on freight by mode of transport: a goods transport agency's, the railways', by air, and by ship. Sources: heading 9965 of
#: notification 11/2017-Central Tax (Rate), and for the reverse charge the first entry of notification 13/2017-Central Tax (Rate),
#: both of 28 June 2017; the agencies are taken to have stayed with the 5 per cent for which they take no credit themselves.
#: The place of supply is that of the registered customer (section 12(8) of the Integrated GST Act, 2017), Pikku; carriers are
#: taken to be registered in its state as well, so freight bears CGST and SGST. Until 30 September 2023 the place of supply of freight
#: to a place abroad was its destination, so it bore IGST (proviso to section 12(8), omitted by the Finance Act, 2023; circular
#: 184/16/2022-GST of 27 December 2022: it is credit all the same). What goes abroad is carried there, by ship, by air or overland.
FREIGHT_TAX = {
    "road": ServiceTax(5, reverse_charge=True),
    "rail": ServiceTax(5),
    "air": ServiceTax(18),
    "sea": ServiceTax(5),
}
FREIGHT_ABROAD_AT_HOME_SINCE = date(2023, 10, 1)
#: Tax on the rent of the factory, on repairs, and on insurance, fees, guards and IT, per cent; landlord, workshops and the others are
#: registered in the home state. Source: headings 9972, 9987, 9971, 9982, 9985 and 9983 of notification 11/2017-Central Tax (Rate); the
#: guards' company owes the tax itself. Decided: no credit is taken of the tax on travel, telephones and bank charges, which is part of
#: their cost: hotels charge that of other states, and of the rest it is little. Power bears none: notification 2/2017-Central Tax (Rate)
#: exempts electrical energy (HSN 2716).
RENT_TAX = 18
REPAIR_TAX = 18
SERVICE_TAX = 18
#: Tax on moulds and machines that are bought, per cent; their makers are in the home state. Source: headings 8477 and 8480 of
#: schedule III of notification 1/2017-Central Tax (Rate).
CAPITAL_TAX = 18
#: Tax on what is sold as scrap, per cent, within the state: used moulds, and waste of plastics. Sources: heading 8480 of the same schedule,
#: and heading 3915, which notification 8/2021-Central Tax (Rate) of 30 September 2021 moved there. A used mould is no waste of
#: manufacture, so no income tax is collected from who buys it.
SCRAP_TAX = 18
#: Tax on lorries that were bought before that day, per cent; later they bear what machines do. Source: heading 8704, in schedule IV of
#: the same notification until notification 9/2025-Central Tax (Rate) of 17 September 2025. What carries goods is no blocked
#: credit (section 17(5)(a) of the CGST Act, 2017).
LORRY_TAX, LORRY_TAX_BEFORE = 28, date(2025, 9, 22)


@dataclass(frozen=True)
class TaxRate:
    """The GST rate of an HSN code, per cent, from one day to another."""

    tax_rate_id: int
    hsn_code: str
    valid_from: date
    valid_to: date
    gst_rate: int

    @property
    def decided_on(self) -> date:
        """Return the day of the decision: with the books, or with the last month that they were carried on to."""
        return FIRST_DAY if self.valid_to <= LAST_DAY else self.valid_to.replace(day=1)


def tax_rates(first: date = FIRST_DAY, last: date = LAST_DAY) -> tuple[TaxRate, ...]:
    """Return the rates of all HSN codes of the assortment: for each one, a rate for each day of the books."""
    found: list[TaxRate] = []
    for hsn, rate in sorted(HSN_RATES.items()):
        rates = {first: rate} | {since: new for code, since, new in GST_CHANGES if code == hsn}
        ends = [since - timedelta(days=1) for since in rates][1:] + [last]
        for (since, percent), end in zip(rates.items(), ends, strict=True):
            found.append(TaxRate(len(found) + 1, hsn, since, end, percent))
    return tuple(found)


@dataclass(frozen=True)
class Withholding:
    """Income tax that is deducted from what a supplier is paid: the section that says so, and the rate, per cent, as text."""

    section: str
    rate: str


#: Tax deducted at source from rent of a building and from work of companies under contracts. Source: sections 194-I and 194C of the
#: Income-tax Act, 1961; from 1 April 2026 section 393(1) of the Income-tax Act, 2025, at the same rates. It is deducted when the
#: expense is booked, before GST, which the bills show apart (circular 23/2017 of the Central Board of Direct Taxes, 19 July 2017),
#: and here to the nearest rupee, as it is paid in whole rupees. Landlord, workshops and carriers are taken to have given their PAN,
#: and all but the carriers below to be companies.
RENT_TDS = Withholding("194-I", "10")
CONTRACT_TDS = Withholding("194C", "2")
#: Financial year -> rent of a month, rupees, up to which nothing is deducted. Sources: section 194-I, 2.4 lakh in the year, which is
#: known from the lease when the year begins; from 1 April 2025 half a lakh for a month (Finance Act, 2025).
RENT_WITHOUT_TDS = {"2023-24": 20_000, "2024-25": 20_000, "2025-26": 50_000, "2026-27": 50_000}
#: Tax deducted from fees for professional services, and financial year -> fees of a year, rupees, up to which nothing is. Source: section
#: 194J of the Income-tax Act, 1961; from 1 April 2025 half a lakh (Finance Act, 2025); from 1 April 2026 section 393(1) of the Income-tax
#: Act, 2025. The fees of the year are known from the letter of engagement when it begins. Guards and IT are contracts (194C), insurers
#: and banks are spared, and what is paid to each of the many hotels, airlines and shops is too little.
FEES_TDS = Withholding("194J", "10")
FEES_WITHOUT_TDS = {"2023-24": 30_000, "2024-25": 30_000, "2025-26": 50_000, "2026-27": 50_000}
#: Nothing is deducted under section 194C from sums up to 30,000 rupees whose total of the year is not likely to exceed a lakh
#: (194C(5)). Decided: the repairs are one workshop's under a contract for the year, guards and IT one company's, and each carrier has one for the
#: year as well; all are expected to bring more, so tax is deducted from the first bill on.
#: Carriage by the railways is no work under the section (its Explanation). Decided: these carriers own ten lorries or fewer, bring
#: what goes to customers nearby, and have declared it with their PAN, so nothing is deducted from their freight (section 194C(6)); their codes.
EXEMPT_CARRIERS = ("TR-02", "TR-05")

#: Tax deducted from what is bought from one vendor in a financial year above so many rupees, before GST (circular 13/2021 of the
#: Central Board of Direct Taxes, 30 June 2021), by a buyer whose turnover was more than so many rupees in
#: the year before. Source: section 194Q of the Income-tax Act, 1961; from 1 April 2026 section 393(1) of the Income-tax Act, 2025,
#: at the same rate. In its first year no company deducts any (the same circular). Decided: moulds come from several makers, none of
#: whom bills so much in a year, and each press from a maker of its own; it is deducted when the bill is booked, though a receipt that is not billed yet counts as a credit as
#: well (194Q(2)). Power is left out, as its bills are no documents of these books. So is what customers deduct from what they pay
#: under the same section, and what a seller had to collect until 31 March 2025 (section 206C(1H)).
PURCHASE_TDS = Withholding("194Q", "0.1")
PURCHASES_WITHOUT_TDS, LEAST_TURNOVER = 5_000_000, 100_000_000
#: Tax that the seller of a motor vehicle collects from the buyer when its price is above so many rupees, part of the price as text;
#: it is paid in advance for the buyer. Source: section 206C(1F) of the Income-tax Act, 1961; from 1 April 2026 section 394 of the
#: Income-tax Act, 2025, at the same rate. Decided: of the price with its GST, as dealers do; to the nearest rupee.
VEHICLE_TCS, VEHICLE_WITHOUT_TCS = "0.01", 1_000_000

#: Income tax of a company on its income: 22 %, a surcharge of 10 % of that, and a cess of 4 % of both. Source: section 115BAA of
#: the Income-tax Act, 1961, which also spares the company the minimum alternate tax (section 115JB). Depreciation for tax is taken to
#: be that of the books, as is what is lost with an asset that is given up, so no deferred tax arises from it. Income and tax are rounded to ten rupees (sections 288A and 288B). The
#: Income-tax Act, 2025, takes the place of this one from 1 April 2026, with the same days, shares and interest (advance tax in its
#: sections 404 and 408, interest in 424 and 425). What is owed to micro and small enterprises for longer than the MSMED Act allows is
#: no expense before it is paid (section 43B(h), from 2023-24 on): Pikku pays all of them in time, so nothing is added back.
INCOME_TAX_RATE = "0.25168"

#: Financial years that a loss is carried forward for and set off against the profits of the business. Source: section 72 of the
#: Income-tax Act, 1961. The books are planned for fewer, so no loss ever lapses in them.
LOSS_YEARS = 8


@dataclass(frozen=True)
class Instalment:
    """What is to be paid of a year's tax by an instalment's day.

    Attributes
    ----------
    share
        So much of the tax, in hundredths.
    least
        What must have been paid for no interest to be due, in hundredths.
    months
        For so many months interest is due on what is missing of the share.
    """

    share: int
    least: int
    months: int


#: Month of the financial year -> the instalment of advance tax that is due on its 15th. Sources: sections 211 and 234C of the
#: Income-tax Act, 1961.
ADVANCE_TAX = {
    3: Instalment(15, 12, 3),
    6: Instalment(45, 36, 3),
    9: Instalment(75, 75, 3),
    12: Instalment(100, 100, 1),
}
#: Tax of a year, rupees, from which it is paid in advance. Source: section 208 of the Act.
ADVANCE_TAX_FROM = 10_000


@dataclass(frozen=True)
class Settlement:
    """When the rest of a year's tax is settled, and with what interest; rates as decimals in text, for exact SQL.

    Attributes
    ----------
    days
        After the year's end.
    months
        That interest runs for, from 1 April; a part of a month counts as a whole one.
    monthly_rate
        Simple interest, on the amount without what is over whole hundreds of rupees.
    tolerance
        Part of the year's tax, in hundredths: what is settled bears interest when it is more (a refund: when it is not less).
    """

    days: int
    months: int
    monthly_rate: str
    tolerance: int


#: What was not paid in advance is paid as self-assessment tax before the return (section 140A), which a company files by 31 October
#: (section 139(1)). Decided: on 30 June, when the auditor has been through the year's books; to wait would cost more than the loan.
#: Interest: section 234B, and section 234C for each instalment, on amounts as rule 119A of the Income-tax Rules, 1962, rounds them.
#: It is no expense for tax: Supreme Court, Bharat Commerce and Industries Ltd v CIT (1998).
SELF_ASSESSMENT = Settlement(days=91, months=3, monthly_rate="0.01", tolerance=10)
#: What was paid too much comes back with interest by section 244A. Decided: on 31 December, two months after the return.
REFUND = Settlement(days=275, months=9, monthly_rate="0.005", tolerance=10)
