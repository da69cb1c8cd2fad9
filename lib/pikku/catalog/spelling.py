"""How the old systems write the same thing in many ways: what the generator plants and the load conforms.

Every raw value is text. A clean value is written as the first entry or the stated canonical form; the others mean the same.
Nothing here loses information: each variant leads back to exactly one value.

- Codes and document numbers (``SO-000000123``, and line references ``SO-000000123/2``): any case, blanks around, the
  hyphen missing or written as a blank, an underscore or a dash. :data:`CODE` takes them apart: prefix, digits, line.
- GSTIN, PAN, HSN and PIN codes: any case, blanks inside or around (``27 AAPCP1234M1ZX``). Drop blanks, upper case.
- Names and other free text: blanks around and doubled blanks. Trim and collapse; the case is kept. A city may have its older
  name (:data:`CITY_WORDS`), a firm's name its legal form written otherwise (:data:`LEGAL_FORMS`) and a form of address before it.
- Values from a list (segment, status, mode …): any case, blanks around, hyphen or underscore for a blank; some
  columns also have short words (:data:`WORDS`).
- Numbers: :data:`NUMBER_NOISE` is dropped (rupee signs, grouping commas as 1,23,456.50 or 123,456.50, per cent signs, ``/-``).
- Dates: any of :data:`DATE_FORMATS`; all-digit ones are day first. ``Last Changed`` is always :data:`MOMENT_FORMAT`.
- Quantities and weights: a number and one of :data:`UNITS`, times its factor.
- Nothing: :data:`EMPTY`, in any case, where a column may be empty (a leaving date, a delivery date).
"""

import re
from fractions import Fraction

#: Takes a code apart into prefix, digits and (of a line reference) line; the canonical form is ``PREFIX-digits[/line]``.
#: The digits keep their leading zeros.
CODE = re.compile(r"^\s*([A-Za-z]+)[\s_\-\u2013]*([0-9]+)(?:\s*/\s*([0-9]+))?\s*$")

#: Columns of identifiers, whose blanks and case mean nothing -> what they are called, and what they must look like.
IDENTIFIERS: dict[str, tuple[str, str]] = {
    "gstin": ("GSTIN", "[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][0-9A-Z]Z[0-9A-Z]"),
    "pan": ("PAN", "[A-Z]{5}[0-9]{4}[A-Z]"),
    "hsn_code": ("HSN code", "[0-9]{4,8}"),
    "pin_code": ("PIN code", "[1-9][0-9]{5}"),
}

#: Dropped from a number before it is read.
NUMBER_NOISE = re.compile(r"₹|rs\.?|inr|,|%|/-|\s", re.IGNORECASE)

#: What is left of a number when the noise is gone; anything else is no number.
NUMBER = re.compile(r"^[+-]?[0-9]+(\.[0-9]+)?$")

#: ``strptime`` formats of dates; the first is the canonical one.
DATE_FORMATS = ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%d-%b-%Y")

#: The only format of ``Last Changed`` (UTC).
MOMENT_FORMAT = "%Y-%m-%d %H:%M:%S"

#: Words for "no value", compared in lower case after trimming.
EMPTY = frozenset({"", "-", "na", "n/a", "nil"})

#: Words for yes and no, compared in lower case after trimming; the first is the canonical one.
TRUE = ("yes", "y", "1", "true")
FALSE = ("no", "n", "0", "false")

#: A line with totals starts with one of these in its first column, compared in upper case after trimming.
TOTAL = ("TOTAL", "GRAND TOTAL", "SUB TOTAL")

#: Column -> value -> other words for it, compared in lower case after trimming and with hyphens and underscores read as
#: blanks. A value's own name always counts and is not repeated.
WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "unit": {
        "pcs": ("pcs.", "pc", "nos", "nos.", "pieces"),
        "kg": ("kg.", "kgs", "kgs.", "kilogram"),
        "box": ("boxes", "bx"),
    },
    "product_type": {
        "finished": ("fg", "finished goods"),
        "material": ("rm", "raw material"),
        "packaging": ("pk", "packing material"),
    },
    "gender": {"female": ("f",), "male": ("m",)},
    "status": {
        "present": ("p",),
        "half day": ("hd",),
        "leave": ("l",),
        "maternity": ("ml",),
        "absent": ("a",),
    },
    "maintenance_kind": {
        "preventive": ("pm", "service"),
        "repair": ("breakdown",),
        "overhaul": ("refurbishment",),
    },
    "method": {
        "cheque": ("chq", "chq."),
        "NEFT": (),
        "RTGS": (),
        "UPI": (),
        "wire": ("tt", "swift"),
    },
    "channel": {"field": ("visit",), "phone": ("telephone",), "portal": ("web portal",)},
    "segment": {"automotive": ("auto",), "export": ("exports",)},
    "mode": {"road": ("by road",), "rail": ("by rail",), "air": ("by air",), "sea": ("by sea",)},
}

#: Unit -> other units that a quantity in it may be stated in, compared in lower case, each with its factor; the unit itself and
#: its :data:`WORDS` count too, with factor 1.
UNITS: dict[str, dict[str, Fraction]] = {
    "kg": {
        "t": Fraction(1000),
        "mt": Fraction(1000),
        "g": Fraction(1, 1000),
        "gms": Fraction(1, 1000),
    },
    "g": {"kg": Fraction(1000), "kgs": Fraction(1000)},
    "pcs": {"doz": Fraction(12), "dozen": Fraction(12), "gross": Fraction(144)},
    "box": {},
}

#: Takes a quantity with its unit apart: amount (commas may group it) and unit.
QUANTITY = re.compile(r"^([0-9][0-9,]*(?:\.[0-9]+)?) ?([A-Za-z]+\.?)$")


def factors(unit: str) -> dict[str, Fraction]:
    """Return every unit, in lower case, that a quantity in `unit` may be stated in, with its factor."""
    own = (unit, *WORDS["unit"].get(unit, ()))
    return dict.fromkeys(own, Fraction(1)) | UNITS[unit]


#: Columns with the names of firms.
FIRMS = ("customer_name", "vendor_name")

#: Legal form at the end of a firm's name -> other ways to write it; a form that ends with another one stands before that.
LEGAL_FORMS: dict[str, tuple[str, ...]] = {
    "Pvt Ltd": ("Private Limited", "Pvt. Ltd.", "P. Ltd.", "(P) Ltd"),
    "Ltd": ("Limited", "Ltd."),
    "LLP": ("L.L.P.", "L L P", "Llp"),
    "and Sons": ("& Sons",),
    "and Co": ("& Co", "& Company", "and Company"),
}

#: Words before a firm's name that don't belong to it.
FORMS_OF_ADDRESS = ("M/s", "Messrs")

#: City -> another name of it, older or anglicised, compared in lower case after trimming; none is another city's.
CITY_WORDS: dict[str, str] = {
    "Pune": "Poona", "Mumbai": "Bombay", "Nashik": "Nasik", "Vadodara": "Baroda", "Bengaluru": "Bangalore",
    "Mysuru": "Mysore", "Hubballi": "Hubli", "Chennai": "Madras", "Puducherry": "Pondicherry", "Kochi": "Cochin",
    "Visakhapatnam": "Vizag", "Kozhikode": "Calicut", "Thiruvananthapuram": "Trivandrum", "Gurugram": "Gurgaon",
    "Varanasi": "Banaras", "Kolkata": "Calcutta", "Panaji": "Panjim", "Málaga": "Malaga", "São Paulo": "Sao Paulo",
    "Malmö": "Malmo", "Bogotá": "Bogota",
}  # fmt: skip

#: GST state code -> name of the state. Source: the GST network's list of state codes, which has one for places abroad.
STATES: dict[str, str] = {
    "01": "Jammu and Kashmir",
    "02": "Himachal Pradesh",
    "03": "Punjab",
    "04": "Chandigarh",
    "05": "Uttarakhand",
    "06": "Haryana",
    "07": "Delhi",
    "08": "Rajasthan",
    "09": "Uttar Pradesh",
    "10": "Bihar",
    "18": "Assam",
    "19": "West Bengal",
    "20": "Jharkhand",
    "21": "Odisha",
    "22": "Chhattisgarh",
    "23": "Madhya Pradesh",
    "24": "Gujarat",
    "26": "Dadra and Nagar Haveli and Daman and Diu",
    "27": "Maharashtra",
    "29": "Karnataka",
    "30": "Goa",
    "32": "Kerala",
    "33": "Tamil Nadu",
    "34": "Puducherry",
    "36": "Telangana",
    "37": "Andhra Pradesh",
    "96": "Foreign Country",
}

#: GST state code -> other ways to write the state, compared in lower case after trimming. The name in any case counts
#: too. (`state_code` itself is the first two characters of a GSTIN.)
STATE_WORDS: dict[str, tuple[str, ...]] = {
    "01": ("J&K", "Jammu & Kashmir"),
    "02": ("HP",),
    "03": ("PB",),
    "05": ("UK", "Uttaranchal"),
    "06": ("HR",),
    "07": ("DL", "New Delhi"),
    "08": ("RJ",),
    "09": ("UP", "U.P."),
    "19": ("WB", "W. Bengal"),
    "21": ("OD", "Orissa"),
    "22": ("CG", "Chattisgarh"),
    "23": ("MP", "M.P."),
    "24": ("GJ", "Gujrat"),
    "27": ("MH", "Maharastra"),
    "29": ("KA",),
    "32": ("KL",),
    "33": ("TN", "Tamilnadu"),
    "34": ("PY", "Pondicherry"),
    "36": ("TS", "Telengana"),
    "37": ("AP", "Andhra"),
    "96": ("Foreign", "Outside India"),
}
