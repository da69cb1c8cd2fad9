"""Indian tax identities: PAN and GSTIN, in the right format, unique, with the GSTIN's check character."""

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_LETTERS = ALPHABET[10:]
#: What a character adds to the check of a GSTIN with the weight 1, and with the weight 2.
_ONCE = {character: digit for digit, character in enumerate(ALPHABET)}
_TWICE = {character: sum(divmod(2 * digit, 36)) for character, digit in _ONCE.items()}
#: PANs that differ in three letters and four digits, of which 0000 is not given. The multiplier shares no factor with it, so no number
#: comes twice, and is near the golden section of it, so that those of a few taxpayers lie all over the range.
_DIGITS = 9_999
_PANS = 26**3 * _DIGITS
_SPREAD = 108_614_791
#: The square of the letters' place turns the digits: neighbours, and those of one place in two registers, would have the same steps else.
_TURN = 7_919


def check_character(first_14: str) -> str:
    """Return the 15th character of a GSTIN.

    Source: the GST network's algorithm: in base 36, digits are weighted 1, 2, 1, 2 … from the left, the two base-36 digits
    of each product are added, and the check character makes the sum a multiple of 36.

    Parameters
    ----------
    first_14
        State code, PAN, entity number and the letter Z.
    """
    total = sum(map(_ONCE.__getitem__, first_14[::2])) + sum(
        map(_TWICE.__getitem__, first_14[1::2])
    )
    return ALPHABET[-total % 36]


def gstin(state_code: str, pan: str, entity: int = 1) -> str:
    """Return the GSTIN of a taxpayer's registration in a state."""
    first_14 = f"{state_code}{pan}{ALPHABET[entity]}Z"
    return first_14 + check_character(first_14)


def is_gstin(text: str) -> bool:
    """Return whether a text is a GSTIN with the right check character."""
    return (
        len(text) == 15
        and all(character in ALPHABET for character in text)
        and check_character(text[:14]) == text[14]
    )


def pan(number: int, holder: str, name: str) -> str:
    """Return the PAN of the `number`-th taxpayer; different numbers give different PANs.

    Parameters
    ----------
    number
        At least 0, below 175,742,424.
    holder
        Kind of taxpayer: C company, F firm, P person.
    name
        The name (of a person, the family name) whose first letter is the fifth character.
    """
    mixed = number * _SPREAD % _PANS
    letters, place = divmod(mixed, _DIGITS)
    digits = (place + letters * letters * _TURN) % _DIGITS + 1
    first = "".join(_LETTERS[letters // 26**k % 26] for k in (2, 1, 0))
    initial = name[0].upper() if name[:1].isascii() and name[:1].isalpha() else "A"
    return f"{first}{holder}{initial}{digits:04d}{_LETTERS[(mixed * 7 + letters) % 26]}"
