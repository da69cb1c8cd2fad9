"""Finished goods: their names, weights, packs and what they are made of."""

import re
from functools import lru_cache

import numpy as np
import pytest

from pikku.catalog.assortment import FAMILIES, STUFF
from pikku.catalog.realism import REALISM
from pikku.catalog.vendors import VENDOR_TYPES
from pikku.generate import calendar, goods, materials, sizes
from pikku.generate.company import Company
from pikku.generate.market import market
from pikku.generate.names import COLOURS
from pikku.generate.purchasing import usual_vendors

COMPANIES = pytest.mark.parametrize("made", [(500, 3), ("small", 1), ("medium", 2), ("large", 1)], indirect=True, ids=str)  # fmt: skip


@lru_cache
def build(size: str | int, seed: int) -> goods.Goods:
    """Return the goods of a company."""
    return goods.build(seed, sizes.parse(size), REALISM)[0]


@pytest.fixture
def made(request) -> goods.Goods:
    """Return the goods of a company of a size and seed."""
    return build(*request.param)


def nouns_and_ranks(made: goods.Goods) -> list[tuple[int, int, int]]:
    """Return family, noun and rank of the size of each good, as its name says them."""
    known = {
        (place, f"{noun.name} {size}"): (place, position, rank)
        for place, family in enumerate(FAMILIES)
        for position, noun in enumerate(family.nouns)
        for rank, size in enumerate(noun.sizes)
    }
    pattern = re.compile(rf"(.+), ({'|'.join(COLOURS)})(, model \d+)?")
    return [
        known[family, pattern.fullmatch(name)[1]]
        for family, name in zip(made.family, made.name, strict=True)
    ]


@COMPANIES
def test_a_good_is_named_by_a_noun_of_its_family_and_a_size_of_that_noun(made):
    assert len(nouns_and_ranks(made)) == len(made) == len(set(made.name))


@COMPANIES
def test_what_is_larger_is_no_lighter(made):
    by_noun: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for (family, noun, rank), weight in zip(nouns_and_ranks(made), made.weight_g, strict=True):
        by_noun.setdefault((family, noun), []).append((rank, weight))
    for (family, noun), found in by_noun.items():
        least, most = FAMILIES[family].nouns[noun].weight_g
        for rank, weight in found:
            assert round(least) <= weight <= round(most)
            assert all(weight >= other for smaller, other in found if smaller < rank)


def revisions(made: goods.Goods) -> np.ndarray:
    """Return list prices of each October as a multiple of those before, by year and good that is dear enough to tell."""
    dear = made.list_price.min(axis=0) > 500  # prices are rounded to paisa
    return (made.list_price[1::2] / made.list_price[::2])[:, dear]


def test_revisions_are_of_other_goods_and_sizes_each_october():
    changed = np.abs(revisions(build("large", 1)) - 1) > 0.001
    assert 0.25 < changed.mean() < REALISM.margin.mid_year + 0.02
    for one, other in ((0, 1), (1, 2), (0, 2)):
        both = changed[one] & changed[other]
        assert both.mean() < 1.5 * changed[one].mean() * changed[other].mean()
        assert np.corrcoef(revisions(build("large", 1))[[one, other]][:, both])[0, 1] < 0.9


def test_what_october_brought_stays_in_april():
    made = build("large", 1)
    dear = made.list_price.min(axis=0) > 500
    rises = (made.list_price[2::2] / made.list_price[1:-1:2])[:, dear] - 1
    assert np.abs(rises - REALISM.margin.price_rise).max() < 0.011
    assert abs(rises.mean() - REALISM.margin.price_rise) < 0.0005


def test_revisions_follow_the_market_of_the_goods_resin():
    made = build("large", 1)
    resin = made.stock.stuff[made.bill.component[made.bill.line_no == 1]]
    dear = made.list_price.min(axis=0) > 500
    days = calendar.HALF_YEARS[[0, 1]]
    move = np.divide(*market(REALISM.purchasing, days[::-1, None], resin))[dear] - 1
    first = revisions(made)[0] - 1
    some = np.abs(first) > 0.001
    assert np.corrcoef(move[some], first[some])[0, 1] > 0.7
    slope = np.polyfit(move[some], first[some], 1)[0]
    assert abs(slope - REALISM.margin.resin_part) < 0.12


def test_the_margin_of_each_family_stays_and_none_of_its_goods_is_below_cost():
    made = build("medium", 1)
    discount = np.array(REALISM.orders.discount_by_segment) @ REALISM.demand.segment_share / 100
    margin = 1 - made.cost / (made.list_price * (1 - discount))
    least, most = REALISM.margin.margin
    for family in range(len(FAMILIES)):
        assert least + 0.02 < margin[:6, made.family == family].mean() < most - 0.02
    assert margin.min() > least - 0.04


def test_what_weighs_more_costs_more():
    made = build("medium", 1)
    for family in range(len(FAMILIES)):
        mine = made.family == family
        assert np.corrcoef(np.log(made.weight_g[mine]), np.log(made.cost[mine]))[0, 1] > 0.5


@COMPANIES
def test_a_good_is_made_of_a_grade_for_its_family_and_a_material_for_its_noun(made):
    bill, stock = made.bill, made.stock
    kinds = nouns_and_ranks(made)
    for good, item in zip(bill.good, bill.component, strict=True):
        entry = STUFF[stock.stuff[item]]
        grade = entry.grades[stock.grade[item]]
        assert stock.name[item].startswith(grade.name)
        family = FAMILIES[made.family[good]]
        assert not grade.uses or family.code in grade.uses
        if entry.vendor_type == "resin":
            assert entry.key in (family.nouns[kinds[good][1]].materials or family.materials)


@COMPANIES
def test_nothing_is_ground_of_what_touches_food(made):
    """Nor of caps, containers and thin-wall packs, all of which do."""
    food = ("Fruit crate", "Dairy crate", "Mug")
    for name, family, rate in zip(made.name, made.family, made.regrind, strict=True):
        none = name.startswith(food) or FAMILIES[family].code in (2, 3, 8)
        assert rate == (0 if none else REALISM.production.regrind[family])
    assert (made.regrind > 0).any()


@COMPANIES
def test_a_pack_is_a_round_number_or_the_catalogues_and_a_usual_line_has_several(made):
    for family, entry in enumerate(FAMILIES):
        (pack,) = set(made.step[made.family == family].tolist())
        assert pack == entry.pack or (
            pack < entry.pack and str(pack).rstrip("0") in ("1", "2", "5")
        )
        usual = made.line_quantity[:, :, made.family == family].mean()
        assert usual > 2.5 * pack or pack == 1


@COMPANIES
def test_a_good_takes_one_bag_or_carton_for_each_pack_that_it_is_sold_by(made):
    bill = made.bill
    key = np.array([entry.key for entry in STUFF])[made.stock.stuff[bill.component]]
    for good in range(len(made)):
        of = {k: bill.per_1000[(bill.good == good) & (key == k)] / 1e6 for k in ("liner", "carton")}
        packed = [1 / share for found in of.values() for share in found]
        carton = FAMILIES[made.family[good]].pack
        assert any(abs(pieces / made.step[good] - 1) < 1e-3 for pieces in packed)
        assert all(
            min(abs(pieces / pack - 1) for pack in (made.step[good], carton)) < 1e-3
            for pieces in packed
        )


@COMPANIES
def test_a_piece_weighs_what_it_is_made_of(made):
    """Plastic without runners, coloured or not, and the insert without those that are lost."""
    bill, stock = made.bill, made.stock
    grams = stock.of("weight_g")[bill.component] * (bill.per_1000 / 1e6)
    grams = grams * (1 - bill.runner / 1e4)
    grams[stock.of("key")[bill.component] == "insert"] /= 1 + REALISM.margin.lost_inserts
    in_piece = np.isin(stock.of("product_type")[bill.component], ["material"])
    found = np.bincount(bill.good, grams * in_piece, len(made))
    assert np.abs(found - made.weight_g).max() < 0.01 + made.weight_g.max() * 1e-5
    assert ((stock.of("key")[bill.component] == "insert").sum() > 0) or len(made) < 50


@COMPANIES
def test_a_good_is_dyed_by_a_masterbatch_of_its_colour_or_by_none(made):
    bill, stock = made.bill, made.stock
    dyed = np.flatnonzero(stock.of("key")[bill.component] == "masterbatch")
    by_good = {bill.good[line]: stock.name[bill.component[line]] for line in dyed}
    assert len(by_good) == len(dyed)
    for good, name in enumerate(made.name):
        colour = re.search(r", (\w+)(, model \d+)?$", name)[1]
        if colour == "natural":
            assert good not in by_good
        else:
            assert by_good[good].startswith(f"Masterbatch {colour} ")


@COMPANIES
def test_a_brass_insert_costs_more_than_its_brass_and_a_steel_pin_less(made):
    """Of 550 to 700 rupees a kilogram."""
    stock = made.stock
    grams, rupees = stock.of("weight_g"), stock.cost / 100
    for name, weight, price, hsn in zip(stock.name, grams, rupees, stock.of("hsn"), strict=True):
        if name.startswith(("Brass", "Threaded")):
            assert price > 1.2 * weight * 0.7 and hsn == "74153990"
        if name.startswith("Steel"):
            assert 0.1 * weight < price < weight * 0.55 and hsn == "73182990"


@COMPANIES
def test_bought_items_are_numbered_without_a_gap_and_all_of_them_are_used(made):
    assert set(made.bill.component) == set(range(len(made.stock.product_id)))
    for first in (materials.FIRST_MATERIAL, materials.FIRST_PACKAGING):
        mine = made.stock.product_id[made.stock.product_id // 10_000 == first // 10_000]
        assert mine.tolist() == list(range(first, first + len(mine)))


@pytest.mark.parametrize("size", ["small", "medium", "large"])
def test_every_vendor_has_items_of_his_kind(size):
    company = Company(1, sizes.parse(size), REALISM)
    first, _ = usual_vendors(1, company.goods, company.vendors)
    kinds = company.vendors.kind
    items = company.goods.stock.of("vendor_type")
    assert all(
        VENDOR_TYPES[kinds[vendor]] == kind for vendor, kind in zip(first, items, strict=True)
    )
    for kind, name in enumerate(VENDOR_TYPES):
        # Where there are fewer items than vendors, some deliver now and then only.
        usual = set(first[items == name])
        assert len(usual) == min((items == name).sum(), (kinds == kind).sum())


@pytest.mark.parametrize("size", [20_000, "small", 1_000_000, 8_000_000])
def test_lines_are_of_whole_packs_and_as_large_as_without(size):
    company = Company(1, sizes.parse(size), REALISM)
    taken, _ = company.draw(range(3, 5))
    made, buyers = company.goods, company.customers
    step = made.step[taken.product]
    assert not (taken.quantity % step).any()
    customer = taken.customer[taken.line_order]
    usual = made.line_quantity[buyers.segment[customer], 0, taken.product]
    usual *= buyers.order_size[customer]
    pallets = made.of("pack")[taken.product] == 1  # which come one by one, and are few in a line
    assert abs((taken.quantity / usual)[~pallets].mean() - 1) < 0.08
