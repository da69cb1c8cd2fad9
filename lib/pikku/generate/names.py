"""Pools of names: people from Faker's Indian provider, firms from own lists.

Only Faker's lists are used, never its generator: a name is chosen by the same counter-based draws as everything else. The
lists belong to the pinned release of Faker.
"""

from collections.abc import Iterable

from faker.providers.person.en_IN import Provider


def _pool(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names in plain letters, each once, in the alphabet's order."""
    return tuple(sorted({name for name in names if name.isascii() and name.isalpha()}))


FEMALE = _pool(Provider.first_names_female)
MALE = _pool(Provider.first_names_male)
FAMILY = _pool(Provider.last_names)

FIRM_WORDS = {
    "distributor": ("Plastics", "Traders", "Sales Corporation", "Marketing", "Agencies", "Enterprises", "Distributors"),
    "automotive": ("Auto Components", "Automotive Systems", "Motors", "Auto Interiors", "Engineering", "Harness Systems"),
    "fmcg": ("Foods", "Beverages", "Dairy Products", "Consumer Care", "Agro Foods", "Edible Oils", "Spices"),
    "household": ("Home Needs", "Kitchenware", "Homeware", "Super Bazaar", "Stores", "Lifestyle Retail"),
    "export": ("Trading", "General Trading", "Imports", "Comércio", "International"),
    "resin": ("Polymers", "Petrochem", "Resins", "Polychem", "Plastochem"),
    "masterbatch": ("Masterbatch", "Colours", "Pigments", "Colour Concentrates"),
    "packaging": ("Packaging", "Corrugators", "Print Pack", "Polypack"),
    "insert": ("Fasteners", "Precision Parts", "Metal Inserts", "Turned Components"),
}  # fmt: skip
FIRM_FIRST = [
    "Shree Ganesh",
    "Om Sai",
    "Shri Balaji",
    "New Bharat",
    "Sunrise",
    "Jai Hind",
    "Vardhman",
    "Saraswati",
    "Mahalaxmi",
    "Navkar",
    "Everest",
    "Deccan",
    "Sahyadri",
    "Konkan",
    "Royal",
    "National",
    "Excel",
    "Supreme Point",
    "Star",
    "Apex",
    "Global Star",
    "Unity",
    "Pioneer",
    "Crystal",
    "Diamond",
    "Lotus",
    "Ashirwad",
    "Shakti",
]
FIRM_LAST = ("Pvt Ltd", "Pvt Ltd", "Ltd", "LLP", "and Sons", "and Co")
#: Kind of taxpayer by the last words of a firm's name, as the fourth character of a PAN.
HOLDER = {"Pvt Ltd": "C", "Ltd": "C", "LLP": "F", "and Sons": "F", "and Co": "F"}

COLOURS = ("white", "black", "blue", "red", "green", "yellow", "grey", "natural", "orange", "brown")
