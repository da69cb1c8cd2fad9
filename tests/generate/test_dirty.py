"""The raw files against the truth and the manifest: an independent cleaning in plain Python."""

import codecs
import csv
import io
import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikku import generate
from pikku.catalog import raw as catalog_raw
from pikku.catalog import spelling, swaps
from pikku.catalog.periods import OFFICE_HOURS
from pikku.catalog.products import UNITS
from pikku.catalog.raw import RAW_FILES
from pikku.catalog.realism import REALISM
from pikku.generate import dirty, disguise, kinds, manifest, misspell

each_file = pytest.mark.parametrize("file", RAW_FILES, ids=lambda file: file.table_name)


def rows_of(folder, file, part="main"):
    """Return the rows of a part as dicts of texts: each line is UTF-8, or Windows-1252 where it can't be."""
    path = folder / file.part_path(part)
    if not path.exists():
        return []
    if file.format == "parquet":
        table = pq.read_table(path)
        return [{header: str(value) for header, value in row.items()} for row in table.to_pylist()]
    lines = path.read_bytes().removeprefix(codecs.BOM_UTF8).split(b"\n")
    return list(csv.DictReader(io.StringIO("\n".join(map(decoded, lines)))))


def decoded(line: bytes) -> str:
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252")


@pytest.fixture(scope="module")
def noted(raw):
    """Return the manifest's files."""
    return json.loads((raw / "manifest.json").read_text(encoding="utf-8"))["files"]


def positions(entry, kind):
    return {(part, row) for part, row in entry["defects"].get(kind, {}).get("positions", ())}


#: Cities by their older names.
PRESENT = {old: name for name, old in spelling.CITY_WORDS.items()}
SHAPES = {
    "gstin": r"\d\d[A-Z]{5}\d{4}[A-Z][0-9A-Z]Z[0-9A-Z]",
    "pan": r"[A-Z]{5}\d{4}[A-Z]",
    "hsn_code": r"\d{8}",
    "pin_code": r"[1-9]\d{5}",
}


def read_value(text: str, column: str, kind: kinds.Kind, units=()):
    """Return the value of a disguised text, from the catalogue's rules only; ValueError where there is none.

    Parameters
    ----------
    units
        The units that a quantity may be in.
    """
    tidy = " ".join(text.split())
    if kind.optional and tidy.lower() in spelling.EMPTY:
        return None
    match kind.name:
        case "code" | "line":
            found = spelling.CODE.match(text)
            if not found or bool(found[3]) != (kind.name == "line"):
                raise ValueError(text)
            prefix, digits, line = found.groups()
            if prefix.upper() not in [known for known, _ in kind.patterns]:
                raise ValueError(text)
            return f"{prefix.upper()}-{digits}" + (f"/{line}" if line else "")
        case "identifier":
            tight = "".join(text.split()).upper()
            return looked_up({tight: tight} if re.fullmatch(SHAPES[column], tight) else {}, tight)
        case "choice":
            plain = tidy.lower().replace("-", " ").replace("_", " ")
            words = {value.lower(): value for value in kind.values}
            for value, others in spelling.WORDS.get(column, {}).items():
                words |= {other.replace("-", " "): value for other in others}
            return looked_up(words, plain)
        case "state":
            words = {name.lower(): name for name in spelling.STATES.values()}
            for code, others in spelling.STATE_WORDS.items():
                words |= {other.lower(): spelling.STATES[code] for other in others}
            return looked_up(words, tidy.lower())
        case "flag":
            words = dict.fromkeys(spelling.TRUE, "yes") | dict.fromkeys(spelling.FALSE, "no")
            return looked_up(words, tidy.lower())
        case "money" | "decimal" | "rate" | "whole" | "month":
            bare = spelling.NUMBER_NOISE.sub("", text)
            return Decimal(bare) if spelling.NUMBER.match(bare) else measured(tidy, units)
        case "day":
            for form in spelling.DATE_FORMATS:
                try:
                    return datetime.strptime(tidy, form).date()
                except ValueError:
                    continue
            raise ValueError(text)
        case "moment":
            return datetime.strptime(text, spelling.MOMENT_FORMAT)
    if column in spelling.FIRMS:
        return usual_name(tidy)
    return PRESENT.get(tidy, tidy) if column == "city" else tidy


def usual_name(name):
    """Return a firm's name without a form of address and with the usual spelling of its legal form."""
    for word in spelling.FORMS_OF_ADDRESS:
        name = name.removeprefix(f"{word} ")
    for form, others in spelling.LEGAL_FORMS.items():
        for other in others:
            if name.endswith(f" {other}"):
                return name.removesuffix(other) + form
    return name


def looked_up(words, word):
    if word not in words:
        raise ValueError(word)
    return words[word]


def measured(text, units):
    """Return a quantity that is stated with a unit, in the base unit."""
    found = spelling.QUANTITY.match(text)
    factors = {word: by for unit in units for word, by in spelling.factors(unit).items()}
    if not found or found[2].lower() not in factors:
        raise ValueError(text)
    exact = Fraction(found[1].replace(",", "")) * factors[found[2].lower()]
    assert (exact * 1000).denominator == 1, text
    return Decimal(int(exact * 1000)) / 1000


def read_row(row, file):
    """Return the values of a row, with two neighbouring columns put back where only that makes it readable."""
    found = []
    for pair in (None, *swaps.swappable(file)):
        texts = [row[column.header] for column in file.columns]
        if pair:
            texts[pair[0]], texts[pair[1]] = texts[pair[1]], texts[pair[0]]
        try:
            values = [
                read_value(
                    text,
                    column.column,
                    kinds.kinds(file)[column.column],
                    UNITS
                    if column.measure == "product"
                    else (column.measure,) * bool(column.measure),
                )
                for text, column in zip(texts, file.columns, strict=True)
            ]
        except ValueError:
            continue
        found.append(({c.column: v for c, v in zip(file.columns, values, strict=True)}, pair))
        if pair is None:
            break
    assert len(found) == 1, row
    return found[0]


def second_codes(folder):
    """Return the codes of customers and vendors that stand for an earlier one with the same GSTIN, or without one in its place."""
    found = {}
    for table in catalog_raw.ENTERED_TWICE:
        file = catalog_raw.raw_file(table)
        first, places, untold = {}, {}, {}
        rows = [row for part in dirty.PARTS for row in rows_of(folder, file, part)]
        for row in rows:
            try:
                values, _ = read_row(row, file)
            except AssertionError:  # a broken one
                continue
            if values["gstin"]:
                first.setdefault(values["gstin"], set()).add(values[file.key[0]])
                places.setdefault(values.get("pin_code"), set()).add(values["gstin"])
            elif values["state_name"] != "Foreign Country":
                untold[values[file.key[0]]] = values["pin_code"]
        for code, pin in untold.items():
            (gstin,) = places[pin]  # nobody else is there
            first[gstin].add(code)
        for codes in first.values():
            found |= {code: min(codes) for code in codes if code != min(codes)}
    return found


@pytest.fixture(scope="module")
def second(raw):
    return second_codes(raw)


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Return a folder with the raw files of a larger company, in which ten times as many rows as usual are refused."""
    folder = tmp_path_factory.mktemp("many")
    dirt = replace(REALISM.dirt, rejected=0.03)
    generate.run(20_000, 3, out=folder, realism=replace(REALISM, dirt=dirt))
    return folder


@pytest.fixture(scope="module")
def many_noted(many):
    """Return the manifest's files of the larger company."""
    return json.loads((many / "manifest.json").read_text(encoding="utf-8"))["files"]


def clean(text: str, kind: kinds.Kind):
    return read_value(text, "", kind) if kind.name != "choice" else text


@each_file
def test_a_cleaning_by_the_catalogues_rules_gives_the_truth(raw, noted, second, file):
    entry = noted[file.path]
    rejected = set().union(*(positions(entry, kind) for kind in catalog_raw.REJECTED))
    of_kind = kinds.kinds(file)
    best = {}
    partners = [
        c.column
        for c in file.columns
        if (c.lookup or "").partition(".")[0] in catalog_raw.ENTERED_TWICE
    ]
    for part in dirty.PARTS:
        for place, row in enumerate(rows_of(raw, file, part)):
            if (part, place) in rejected:
                continue
            values, _ = read_row(row, file)
            if values[file.key[0]] in second:
                continue
            values |= {column: second.get(values[column], values[column]) for column in partners}
            key = tuple(values[column] for column in file.key)
            if key not in best or values["modified_at"] >= best[key]["modified_at"]:
                best[key] = values
    truth = generate.truth(4_000, 7, file.table_name)
    assert len(best) == truth.num_rows == entry["true_rows"]
    expected = {}
    for row in truth.to_pylist():
        values = {
            name: as_read(value, of_kind[name], file.table_name) for name, value in row.items()
        }
        expected[tuple(values[column] for column in file.key)] = values
    assert best == expected


def as_read(value, kind, table):
    """Return a value of the truth in the form that :func:`read_value` gives."""
    if kind.name == "code" and isinstance(value, int):
        prefix, digits = kind.patterns[0]
        if len(kind.patterns) > 1:
            prefix = kind.patterns[(value > 50_000) + (value > 80_000)][0]
        return f"{prefix}-{value:0{digits}d}"
    if kind.name == "line":
        prefix, digits = kind.patterns[0]
        return f"{prefix}-{value // 100:0{digits}d}/{value % 100}"
    if kind.name == "flag":
        return "yes" if value else "no"
    if isinstance(value, int):
        return Decimal(value)
    if isinstance(value, str) and kind.name == "text":
        return " ".join(value.split())
    return value


@each_file
def test_the_manifest_has_every_row_and_part(raw, noted, file):
    entry = noted[file.path]
    assert entry["table"] == file.table_name
    for part in dirty.PARTS:
        found = rows_of(raw, file, part)
        if part not in entry["parts"]:
            assert found == []
            continue
        said = entry["parts"][part]
        assert said["rows"] == len(found)
        assert said["bytes"] == (raw / said["path"]).stat().st_size
        schema = kinds.arrow_schema(file)
        columns = [
            pa.array([row[each.name] for row in found], pa.string()).cast(each.type)
            for each in schema
        ]
        again = manifest.Checksum()
        again.add(manifest.digests(pa.table(columns, schema=schema), np.array(said["blocks"])))
        assert said["checksum"] == again.digest()
    extra = sum(len(positions(entry, kind)) for kind in catalog_raw.REJECTED)
    for kind in (catalog_raw.DUPLICATE, catalog_raw.CORRECTED, catalog_raw.NEAR_DUPLICATE):
        extra += len(positions(entry, kind))
    rows = sum(part["rows"] for part in entry["parts"].values())
    assert rows == entry["true_rows"] + extra


@each_file
def test_the_defects_are_where_the_manifest_says(raw, noted, second, file):
    entry = noted[file.path]
    of_kind = kinds.kinds(file)
    key_headers = [c.header for c in file.columns if c.column in file.key]
    for part in dirty.PARTS:
        rows = rows_of(raw, file, part)
        in_part = {
            kind: {row for p, row in positions(entry, kind) if p == part}
            for kind in entry["defects"]
        }
        first = file.columns[0].header
        totals = {i for i, row in enumerate(rows) if row[first].upper().startswith(spelling.TOTAL)}
        assert totals == in_part.get("total line", set())
        blank = {
            i
            for i, row in enumerate(rows)
            if i not in totals and any(not row[h].strip() for h in key_headers)
        }
        assert blank == in_part.get("missing key", set())
        rejected = set().union(*(in_part.get(kind, set()) for kind in catalog_raw.REJECTED))
        found = {"swapped columns": set(), "unit": set(), "spelling": set(), "second code": set()}
        for place, row in enumerate(rows):
            if place in rejected:
                continue
            values, pair = read_row(row, file)
            odd = [c for c in file.columns if is_misspelt(row, c, of_kind)]
            if pair:
                found["swapped columns"].add(place)
            elif any(c.measure and row[c.header][-1:] not in "0123456789 /-%" for c in odd):
                found["unit"].add(place)
            elif odd:
                found["spelling"].add(place)
            if any(values[c.column] in second for c in file.columns if c.lookup):
                found["second code"].add(place)
        for kind, places in found.items():
            assert places == in_part.get(kind, set()), kind
        assert not_utf8(raw, file, part) == in_part.get("encoding", set())
        if part == "late":
            assert not rejected
            assert not in_part.get("duplicate")
        else:
            assert not in_part.get("late")


@pytest.mark.parametrize("until", [None, "2026-04"])
def test_what_is_changed_later_is_changed_in_office_hours_before_the_delivery_ends(until, tmp_path):
    generate.run(2_000, 5, out=tmp_path, until=until)
    opens, closes = OFFICE_HOURS
    for folder, last in (tmp_path, date(2026, 3, 31)), (tmp_path / "2026-04", date(2026, 4, 30)):
        if not folder.exists():
            continue
        files = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"]
        moments = [
            datetime.strptime(row["Last Changed"], spelling.MOMENT_FORMAT)
            for file in RAW_FILES
            for row in rows_of(folder, file, "late")
            if files[file.path]["parts"].get("late")
        ]
        assert len(moments) > 20
        odd = [m for m in moments if not opens <= m.hour < closes or m.weekday() == 6]
        # Some are changed on the day on which they were entered, be it a Sunday, and the last seconds have none after them.
        assert len(odd) <= 0.04 * len(moments)
        assert all(m.date() <= last for m in moments)
        assert Counter(moments).most_common(1)[0][1] <= 3


def broken_values(raw, noted, kind):
    """Return the values of a kind of rejection by file: those of the columns that the manifest names."""
    found = {}
    for file in RAW_FILES:
        entry = noted[file.path]
        rows = rows_of(raw, file) if positions(entry, kind) else []
        for _, place in positions(entry, kind):
            found.setdefault(file.table_name, []).append((rows[place], rows))
    return found


def test_unknown_references_are_a_slip_away_from_those_that_are_there(many, many_noted):
    registers = {"customer": "C-", "vendor": "V-", "employee": "E-", "product": "FG-"}
    there = {
        prefix: {
            row[catalog_raw.raw_file(table).columns[0].header]
            for row in rows_of(many, catalog_raw.raw_file(table))
        }
        for table, prefix in registers.items()
    }
    seen = {prefix: [] for prefix in there}
    for table, rows in broken_values(many, many_noted, "unknown reference").items():
        looked_up_ = [c.header for c in catalog_raw.raw_file(table).columns if c.lookup]
        for row, _ in rows:
            assert not any(re.search(r"-9{2,}\b", str(value)) for value in row.values()), table
            for prefix, known in there.items():
                codes = [row[h] for h in looked_up_ if re.fullmatch(rf"{prefix}\d+", row[h])]
                seen[prefix] += [code for code in codes if code not in known]
    for prefix, codes in seen.items():
        assert len(set(codes)) > 5
        slips = [sum(is_a_slip(code, other) for other in there[prefix]) > 0 for code in codes]
        assert sum(slips) > 0.9 * len(slips)  # some are like those of later months, or of nobody
        of_prefix = (re.fullmatch(rf"{prefix}(\d+)", code) for code in there[prefix])
        most = max(int(code[1]) for code in of_prefix if code)
        far = [code for code in codes if int(code[len(prefix) :]) > most + 60]
        assert len(far) > len(codes) / 2


def is_a_slip(code, other):
    """Return whether two codes differ in one digit, or in the order of two neighbours."""
    if len(code) != len(other):
        return False
    differ = [place for place, pair in enumerate(zip(code, other, strict=True)) if len({*pair}) > 1]
    exchanged = len(differ) == 2 and sorted(code) == sorted(other) and differ[1] - differ[0] == 1
    return len(differ) == 1 or exchanged


def rejected_rows(folder, noted):
    """Return of each file its rows, and the places of those that are refused; no line of totals."""
    for file in RAW_FILES:
        entry = noted[file.path]
        kinds_ = [kind for kind in catalog_raw.REJECTED if kind != "total line"]
        places = sorted(row for kind in kinds_ for _, row in positions(entry, kind))
        yield file, rows_of(folder, file), places


def test_rejected_rows_stand_among_the_others_at_some_distance_from_the_true_one(many, many_noted):
    followed, apart, at_once, all_ = 0, [], 0, 0
    for file, rows, places in rejected_rows(many, many_noted):
        if len(rows) < 1_000:
            continue
        of_key = {}
        for place, row in enumerate(rows):
            of_key.setdefault(
                tuple(row[c.header] for c in file.columns if c.column in file.key), []
            ).append(place)
        for place in places:
            all_ += 1
            followed += place + 1 < len(rows) and place + 1 not in places
            key = tuple(rows[place][c.header] for c in file.columns if c.column in file.key)
            for other in of_key[key]:
                if other != place:
                    apart.append(abs(other - place))
                    at_once += rows[other]["Last Changed"] == rows[place]["Last Changed"]
    assert followed > 0.9 * all_
    assert len(apart) > 300 and at_once == 0
    assert np.mean(np.array(apart) <= 1) < 0.02  # where a block has no more rows
    assert np.median(apart) > 5


def test_some_rejected_rows_are_wrong_twice_and_some_misspelt_besides(many, many_noted):
    twice = odd = all_ = 0
    for file, rows, places in rejected_rows(many, many_noted):
        of_kind = kinds.kinds(file)
        for place in places:
            wrong, misspelt_ = 0, False
            for column in file.columns:
                kind, value = of_kind[column.column], rows[place][column.header]
                try:
                    read_value(value, column.column, kind, UNITS)
                except ValueError:
                    wrong += 1
                else:
                    misspelt_ |= bool(value.strip()) and is_misspelt(rows[place], column, of_kind)
            all_, twice, odd = all_ + 1, twice + (wrong > 1), odd + (wrong > 0 and misspelt_)
    assert (
        twice > 0.004 * all_
    )  # keys left empty, codes that lead nowhere and negative numbers can be read
    assert odd > 0.01 * all_


@pytest.mark.parametrize(("kind", "least"), [("bad date", 12), ("bad number", 12)])
def test_bad_dates_and_numbers_are_of_many_sorts(many, many_noted, kind, least):
    sorts = set()
    for table, rows in broken_values(many, many_noted, kind).items():
        of_kind = kinds.kinds(catalog_raw.raw_file(table))
        for row, _ in rows:
            for column in catalog_raw.raw_file(table).columns:
                name = of_kind[column.column].name
                value = row[column.header]
                if name in ("day",) if kind == "bad date" else name not in ("day", "code", "line"):
                    try:
                        read_value(value, column.column, of_kind[column.column], UNITS)
                    except ValueError:
                        sorts.add(re.sub(r"\d+", "9", value))
                    else:
                        if kind == "bad number" and name == "rate" and value.startswith("-"):
                            assert -100 <= float(value) < 0
    assert len(sorts) >= least, sorts


def test_only_opening_stock_may_be_less_than_nothing():
    signed = {
        (file.table_name, name)
        for file in RAW_FILES
        for name, kind in kinds.kinds(file).items()
        if kind.name in ("money", "decimal", "rate", "whole") and kind.signed
    }
    assert signed == {("stock_movement", "quantity")}


def test_bad_numbers_are_negative_and_nothing_too_in_every_format(many, many_noted):
    seen = Counter()
    for table, rows in broken_values(many, many_noted, "bad number").items():
        file = catalog_raw.raw_file(table)
        for row, _ in rows:
            for column in file.columns:
                kind, value = kinds.kinds(file)[column.column], row[column.header]
                if kind.name in ("money", "decimal", "rate", "whole"):
                    negative = re.fullmatch(r"-[\d.]+", value) and not kind.signed
                    seen[file.format, "negative"] += bool(negative)
                    seen[file.format, "nothing"] += kind.positive and value == "0"
    for format_ in ("csv", "parquet"):
        assert seen[format_, "negative"] > 3, seen
    assert seen["csv", "nothing"] + seen["parquet", "nothing"] > 3


def test_pin_codes_are_misspelt_as_people_say_them():
    kind = kinds.kinds(catalog_raw.raw_file("customer"))["pin_code"]
    spell = misspell.variants("pin_code", kind)
    assert {spell("411012", number) for number in range(8)} >= {"411 012", " 411012"}


def codes_of(folder, noted, table, partner):
    """Return of each document's number the codes of the customer or vendor that its rows bear; those that are refused don't count."""
    file, found = catalog_raw.raw_file(table), {}
    left_out = set().union(*(positions(noted[file.path], kind) for kind in catalog_raw.REJECTED))
    for part in dirty.PARTS:
        for place, row in enumerate(rows_of(folder, file, part)):
            if (part, place) not in left_out:
                values, _ = read_row(row, file)
                found.setdefault(values[file.key[0]], set()).add(values[partner])
    return found


@pytest.mark.parametrize(
    ("order", "table", "key", "partner"),
    [
        ("sales_order", "receivable_invoice", "receivable_invoice_no", "customer_id"),
        ("sales_order", "customer_advance", "customer_advance_no", "customer_id"),
        ("purchase_order", "payable_bill", "payable_bill_no", "vendor_id"),
    ],
)
def test_who_bills_copies_the_code_from_the_order(raw, noted, second, order, table, key, partner):
    ordered = codes_of(raw, noted, order, partner)
    billed = codes_of(raw, noted, table, partner)
    rows = generate.truth(4_000, 7, table)
    if table == "receivable_invoice":
        sent = generate.truth(4_000, 7, "shipment")
        of = dict(
            zip(sent["shipment_no"].to_pylist(), sent["sales_order_id"].to_pylist(), strict=True)
        )
        orders = [of[f"DC-{number[-9:]}"] for number in rows[key].to_pylist()]
    else:
        orders = rows[f"{order}_id"].to_pylist()
    prefix = "SO" if order == "sales_order" else "PO"
    digits = len(next(iter(ordered))) - 3
    found = [
        (billed[number], ordered[f"{prefix}-{of_order:0{digits}d}"])
        for number, of_order in zip(rows[key].to_pylist(), orders, strict=True)
    ]
    assert [pair for pair in found if pair[0] != pair[1]] == []
    # There are so few advances that none need be of somebody who was entered twice.
    assert table == "customer_advance" or any(second.keys() & one for one, _ in found)


def copied_runs(entry):
    """Return the rows sent twice in runs of rows that stand together."""
    rows = np.array(sorted(row for _, row in positions(entry, catalog_raw.DUPLICATE)))
    return [run.tolist() for run in np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)]


def test_rows_are_sent_twice_page_by_page_right_after_the_page(raw, noted):
    lengths = []
    for file in RAW_FILES:
        entry, rows = noted[file.path], rows_of(raw, file)
        keys = [h for h, c in ((c.header, c.column) for c in file.columns) if c in file.key]
        for run in copied_runs(entry) if positions(entry, catalog_raw.DUPLICATE) else ():
            lengths.append(len(run))
            if entry["true_rows"] < 1_000 or len(run) < 2:
                continue
            # The page itself stands above it, but for rows that were not sound in it.
            of_key = "".join
            copies = [re.sub(r"\W", "", of_key(rows[r][h] for h in keys)).upper() for r in run]
            above = [
                re.sub(r"\W", "", of_key(row[h] for h in keys)).upper()
                for row in rows[max(run[0] - 20, 0) : run[0]]
            ]
            assert sum(copy in above for copy in copies) >= 0.8 * len(copies) - 1
            # The program sent the page again, so it says the very same.
            same = [
                {*row.values()} in [{*r.values()} for r in rows[max(run[0] - 40, 0) : run[0]]]
                for row in map(rows.__getitem__, run)
            ]
            assert all(same), file.table_name
    assert np.mean(lengths) > 4
    assert max(lengths) <= 20


def test_older_versions_are_misspelt_too_and_wrong_in_one_column_or_another(many, many_noted):
    both, wrong = 0, {}
    for file in RAW_FILES:
        entry = many_noted[file.path]
        older = positions(entry, "corrected")
        both += len(older & positions(entry, "spelling"))
        if file.table_name not in ("sales_order", "receipt", "shipment"):
            continue
        main, late = (rows_of(many, file, part) for part in dirty.PARTS)
        right = {}
        for row in late:
            values, _ = read_row(row, file)
            right[values[file.key[0]]] = values
        for _, place in older:
            values, _ = read_row(main[place], file)
            new = right[values[file.key[0]]]
            differ = {c for c, value in values.items() if new[c] != value} - {"modified_at"}
            differ -= {c.column for c in file.columns if c.lookup}  # a second code
            assert len(differ) == 1
            wrong.setdefault(file.table_name, Counter()).update(differ)
    assert both > 50
    assert {table: len(columns) for table, columns in wrong.items()} == {
        "sales_order": 2,
        "receipt": 3,
        "shipment": 3,
    }


def test_legal_forms_tell_nobody_who_was_entered_again(many, many_noted):
    file = catalog_raw.raw_file("customer")
    rows = rows_of(many, file)
    again = {row for _, row in positions(many_noted[file.path], "near-duplicate")}
    odd = {place for place, row in enumerate(rows) if not misspell.is_usual(row["Customer Name"])}
    assert len(odd - again) > 2 * len(odd & again) > 0


def test_offices_have_habits(many, many_noted):
    """Each salesperson mostly writes days in one of the formats, and they don't all write them in the same one."""
    shapes = {}
    file = catalog_raw.raw_file("sales_order")
    refused = set().union(*(positions(many_noted[file.path], k) for k in catalog_raw.REJECTED))
    for place, row in enumerate(rows_of(many, file)):
        if ("main", place) in refused:
            continue
        person = re.sub(r"\D", "", row["Sales Person"])
        for header in ("Order Date", "Reqd By"):
            shape = re.sub(r"[A-Z][a-z]+", "a", re.sub(r"\d+", "9", row[header]))
            if shape in ("9-9-9", "9/9/9", "9.9.9", "9-a-9") and not re.match(
                r"\d{4}-", row[header]
            ):
                shapes.setdefault(person, Counter())[shape] += 1
    usual = {person: found.most_common(1)[0] for person, found in shapes.items()}
    written = sum(found.total() for found in shapes.values())
    assert written > 40
    assert sum(count for _, count in usual.values()) > 0.65 * written
    assert len({shape for shape, _ in usual.values()}) > 1


def test_small_tables_have_rows_that_were_sent_twice_too(tmp_path):
    generate.run(2_000, 3, out=tmp_path)
    files = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["files"]
    some = [path for path, entry in files.items() if entry["defects"].get("duplicate")]
    assert len(some) > 15


@each_file
def test_the_line_of_totals_adds_up_the_rows_above_it_as_they_were_sent(raw, noted, file):
    entry = noted[file.path]
    totals = {row for _, row in positions(entry, "total line")}
    if not totals:
        return
    left_out = set().union(
        *(positions(entry, kind) for kind in (*catalog_raw.REJECTED, catalog_raw.DUPLICATE))
    )
    rows = rows_of(raw, file)
    (line,) = (rows[place] for place in totals)
    sound = [
        read_row(row, file)[0] for place, row in enumerate(rows) if ("main", place) not in left_out
    ]
    said = {c.column: line[c.header] for c in file.columns[1:] if line[c.header]}
    assert said
    for column, text in said.items():
        assert sum(row[column] for row in sound) == Decimal(text)


def not_utf8(folder, file, part):
    """Return the rows of a part whose bytes are not UTF-8."""
    path = folder / file.part_path(part)
    if file.format == "parquet" or not path.exists():
        return set()
    lines = path.read_bytes().split(b"\n")
    return {place for place, line in enumerate(lines, -1) if decoded(line).encode() != line}


def is_misspelt(row, column, of_kind):
    """Return whether a text is not how the generator writes a clean value of its kind."""
    kind, text = of_kind[column.column], row[column.header]
    if kind.optional and not text:
        return False
    match kind.name:
        case "code":
            return not any(
                text.startswith(f"{p}-") and text[len(p) + 1 :].isdigit() for p, _ in kind.patterns
            )
        case "line":
            head, _, line = text.partition("/")
            return not (head.startswith(f"{kind.patterns[0][0]}-") and line.isdigit())
        case "choice":
            return text not in kind.values
        case "state":
            return text not in spelling.STATES.values()
        case "flag":
            return text not in ("yes", "no")
        case "identifier":
            return text != "".join(text.split()).upper()
        case "money" | "rate":
            return not (text.replace(".", "").isdigit() and text[-3:-2] == ".")
        case "decimal":
            return not text.replace(".", "").isdigit()
        case "whole" | "month":
            return not text.isdigit()
        case "day":
            try:
                return date.fromisoformat(text).isoformat() != text
            except ValueError:
                return True
        case "text":
            if column.column in spelling.FIRMS:
                return text != usual_name(" ".join(text.split()))
            return text != " ".join(text.split()) or column.column == "city" and text in PRESENT
    return False


def test_shares_of_defects_are_those_of_the_parameters(tmp_path):
    report = generate.run("small", 1, out=tmp_path)
    rows = sum(report.true_rows.values())
    assert rows >= 400_000
    assert report.true_rows["sales_order_line"] >= 50_000
    assert report.planted["duplicate"] / rows == pytest.approx(0.005, rel=0.1)  # whole pages
    for kind, share in (
        ("late", 0.010),
        ("corrected", 0.010),
        ("spelling", 0.0495),
    ):
        assert report.planted[kind] / rows == pytest.approx(share, rel=0.06)
    for kind, share, may in (
        ("unit", 0.010, lambda file: any(column.measure for column in file.columns)),
        ("swapped columns", 0.002, swaps.swappable),
    ):
        able = sum(report.true_rows[file.table_name] for file in RAW_FILES if may(file))
        assert report.planted[kind] / able == pytest.approx(share, rel=0.1)
    assert report.planted["near-duplicate"] == 12 + 1  # 3 % of 400 customers, and of 30 vendors
    assert report.planted["second code"] > 100
    rejected = sum(report.planted[kind] for kind in catalog_raw.REJECTED)
    assert rejected / rows == pytest.approx(0.003, rel=0.1)
    assert all(report.planted[kind] for kind in catalog_raw.REJECTED)
    listed = Counter(generate.defects(tmp_path)["kind"].to_pylist())
    assert dict(listed) == report.planted


KINDS = [
    (f"{file.table_name}.{name}", name, kind)
    for file in RAW_FILES
    for name, kind in kinds.kinds(file).items()
]


@given(st.sampled_from(KINDS), st.integers(0, 2**16), st.integers(0, 10**9))
def test_every_variant_leads_back_to_its_value(entry, number, value):
    _, column, kind = entry
    spell = misspell.variants(column, kind)
    if spell is None:
        assert kind.typed or kind.name == "moment"
        return
    text = sample(kind, value, column)
    again = read_value(spell(text, number), column, kind)
    assert again == (text if kind.name == "choice" else read_value(text, column, kind))


def sample(kind, value, column):
    match kind.name:
        case "code":
            prefix, digits = kind.patterns[value % len(kind.patterns)]
            return f"{prefix}-{value % 10**digits:0{digits}d}"
        case "line":
            prefix, digits = kind.patterns[0]
            return f"{prefix}-{value % 10**digits:0{digits}d}/{value % 9 + 1}"
        case "identifier":
            return {
                "gstin": f"27AAPFU{value % 10_000:04d}F1ZV",
                "pan": f"AAPFU{value % 10_000:04d}F",
                "hsn_code": f"3923{value % 10_000:04d}",
                "pin_code": f"41{value % 10_000:04d}",
            }[column]
        case "choice":
            return kind.values[value % len(kind.values)]
        case "state":
            return sorted(spelling.STATES.values())[value % len(spelling.STATES)]
        case "flag":
            return ("yes", "no")[value % 2]
        case "money" | "rate":
            return f"{value // 100}.{value % 100:02d}"
        case "decimal":
            return f"{value // 1000}.{value % 1000:03d}"
        case "day":
            return date.fromordinal(738_000 + value % 1200).isoformat()
        case "text":
            return f"Crate {value} L, blue"
    return str(value)


@given(st.sampled_from(sorted(spelling.UNITS)), st.integers(1, 10**9), st.integers(0, 2**16))
def test_a_quantity_in_any_unit_leads_back_to_its_value(unit, value, number):
    stated = disguise._stated(str(value), (unit, number))
    assert stated[-1].isalpha() or stated[-1] == "."
    assert measured(stated, (unit,)) == value
