"""Pools of names: people from Faker's Indian provider, firms of India and abroad from own lists.

Only Faker's lists are used, never its generator: a name is chosen by the same counter-based draws as everything else. Another
release of Faker may have other lists, and then gives another company; the fingerprint in the manifest says so.
"""

from collections.abc import Iterable
from typing import NamedTuple

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


class Region(NamedTuple):
    """What firms of a region are called: whose they are, what they do, and their legal forms, and how these are put together."""

    first: tuple[str, ...]
    words: tuple[str, ...]
    forms: tuple[str, ...]
    pattern: str


#: How names of firms in India are put together.
INLAND = "{first} {word} {form}"


def _region(first: str, words: str, forms: str, pattern: str = INLAND) -> Region:
    """Return a region from lists with commas."""
    return Region(*(tuple(each.split(", ")) for each in (first, words, forms)), pattern)


_GULF = _region(
    "Al Noor, Al Safa, Al Bahr, Al Fajr, Al Manar, Al Waha, Al Qamar, Al Nakheel, Al Yasmin, Al Hilal, Al Sahra, Al Karam, Bin Saeed, "
    "Bin Khalfan, Bin Harith, Bin Yousuf, Gulf Falcon, Desert Rose, Blue Dhow, Pearl Coast, Silver Dune, Red Sand, Crescent Bay, Green Oasis",
    "General Trading, Trading, Plastics Trading, Household Trading, Packaging Trading, Import and Export",
    "LLC, Est",
)
_SRI_LANKA = _region(
    "Lanka Star, Ceylon Palm, Sigiri, Mahaweli, Serendib, Ruhunu, Kelani, Perera, Fernando, De Silva, Jayasuriya, Wickramage, Bandara, "
    "Gunawardena, Senanayake, Ratnayake, Dissanayake, Herath, Kumarasinghe, Nadarajah",
    "Trading, Plastics, Importers, Distributors, Homeware, Packaging",
    "Pvt Ltd, and Sons",
)
_NEPAL = _region(
    "Himal, Sagarmatha, Annapurna, Bagmati, Gorkha, Kathmandu Valley, Machhapuchhre, Lali Guras, Shrestha, Tamang, Gurung, Adhikari, Koirala, "
    "Thapa, Maharjan, Karki, Bhattarai, Magar, Basnet, Tuladhar",
    "Traders, Trade Link, Suppliers, Plastic Udyog, Impex, Enterprises",
    "Pvt Ltd, and Brothers",
)
_BANGLADESH = _region(
    "Padma, Buriganga, Sonali, Shapla, Rupsha, Surma, Karnaphuli, Doel, Rahman, Hossain, Chowdhury, Islam, Karim, Uddin, Sarkar, Talukder, "
    "Bhuiyan, Mollah, Akter, Miah",
    "Traders, Trading, Plastic Industries, International, Enterprise, Packaging",
    "Ltd, and Brothers",
)
_EAST_AFRICA = _region(
    "Simba, Savanna, Rift Valley, Tsavo, Kilima, Jambo, Uhuru, Baraka, Acacia, Kamau, Otieno, Wanjiru, Mwangi, Njoroge, Kiptoo, Achieng, "
    "Mutua, Wafula, Chebet, Odhiambo",
    "Trading, Distributors, Housewares, Packaging, Suppliers, Merchants",
    "Ltd, and Sons",
)
_SINGAPORE = _region(
    "Lion Gate, Straits, Eastern Star, Sin Hua, Hup Lee, Kim Heng, Chip Soon, Orchid, Tan, Lim, Wong, Koh, Chua, Goh, Ng, Teo, Ong, Sim, Yeo, Chan",
    "Trading, Plastics, Import Export, Packaging, Supplies, International",
    "Pte Ltd, and Co",
)
_NETHERLANDS = _region(
    "De Vries, Jansen, Van Dijk, Bakker, Visser, Smit, Meijer, Mulder, De Groot, Bos, Dekker, Brouwer, De Wit, Dijkstra, Smits, Van der Meer, "
    "Maaszicht, Noordzee, Zuiderpoort, Oriënt",
    "Kunststoffen, Handel, Verpakkingen, Import, Groothandel, Huishoud",
    "BV, VOF",
)
_SWEDEN = _region(
    "Öresund, Skåne, Lindström, Sjöberg, Bergström, Åkesson, Nyström, Nilsson, Persson, Svensson, Hansson, Lundgren, Ekström, Björk, "
    "Hallberg, Sandberg, Söderlund, Wallin, Norén, Ängström",
    "Plast, Handel, Förpackning, Import, Grossist, Hushåll",
    "AB, HB",
)
_SPANISH_FIRST = (
    "García, Hernández, Martínez, Rodríguez, Muñoz, Peña, Castaño, Gutiérrez, Torres, Romero, Navarro, Molina, Ibáñez, Vázquez, Cordero, "
    "Aguilar, El Sol, La Estrella, Dos Ríos, Tres Palmas"
)
_SPANISH_WORDS = "Plásticos, Distribuciones, Importaciones, Comercial, Envases, Menaje"
_WORD_FIRST = "{word} {first} {form}"
_BRAZIL = _region(
    "São Jorge, Irmãos Souza, Conceição, Araújo, Gonçalves, Simões, Guimarães, Magalhães, Ipê, Água Azul, Ferreira, Oliveira, Almeida, Barbosa, "
    "Nogueira, Teixeira, Paulista, Bandeira, Primavera, Boa Vista",
    "Comércio, Plásticos, Importação, Distribuidora, Embalagens, Utilidades",
    "Ltda, SA",
    _WORD_FIRST,
)
#: Names of firms by the cities abroad of :mod:`pikku.generate.places`; all letters are in Windows-1252.
ABROAD = {
    "Dubai": _GULF, "Muscat": _GULF, "Colombo": _SRI_LANKA, "Kathmandu": _NEPAL, "Dhaka": _BANGLADESH, "Nairobi": _EAST_AFRICA,
    "Singapore": _SINGAPORE, "Rotterdam": _NETHERLANDS, "Malmö": _SWEDEN, "São Paulo": _BRAZIL,
    "Málaga": _region(_SPANISH_FIRST, _SPANISH_WORDS, "SL, SA", _WORD_FIRST), "Bogotá": _region(_SPANISH_FIRST, _SPANISH_WORDS, "SAS, Ltda", _WORD_FIRST),
}  # fmt: skip

COLOURS = ("white", "black", "blue", "red", "green", "yellow", "grey", "natural", "orange", "brown")
