"""The families of goods: which nouns have which sizes, and what these weigh."""

import pytest

from pikku.catalog.assortment import FAMILIES

EACH = pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)


@EACH
def test_each_pair_of_noun_and_size_comes_once(family):
    assert len(set(family.pairs)) == len(family.pairs) == sum(len(n.sizes) for n in family.nouns)


@EACH
def test_the_first_pairs_are_of_different_nouns_and_none_is_of_the_smallest_size(family):
    first = family.pairs[: len(family.nouns)]
    assert [noun for noun, _ in first] == list(range(len(family.nouns)))
    assert all(rank for _, rank in first)


@EACH
def test_a_noun_has_sizes_of_one_kind_and_a_range_of_weights_that_each_has_a_part_of(family):
    for noun in family.nouns:
        units = {"".join(c for c in size if not c.isdigit() and c != ".") for size in noun.sizes}
        units = {unit.removesuffix("s") for unit in units}
        assert len(units) == 1 or units <= {"small", "medium", "large"} or units == {" ml", " L"}
        assert len(set(noun.sizes)) == len(noun.sizes) > 1
        assert 0 < noun.weight_g[0] < noun.weight_g[1]
