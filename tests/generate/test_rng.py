import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pikku.generate import rng

seeds = st.integers(0, 2**40)
ids = st.lists(st.integers(0, 2**40), min_size=1, max_size=50).map(np.array)


@given(seeds, ids, st.randoms())
def test_a_draw_depends_on_seed_stream_and_id_only(seed, ids, random):
    order = list(range(len(ids)))
    random.shuffle(order)
    drawn = rng.uniform(seed, "a.b", ids)
    assert (rng.uniform(seed, "a.b", ids[order]) == drawn[order]).all()
    assert rng.uniform(seed, "a.b", ids[:1])[0] == drawn[0]


@given(seeds, ids, st.integers(-1000, 1000), st.integers(0, 1000))
def test_integers_stay_within_their_bounds(seed, ids, low, width):
    drawn = rng.integers(seed, "a.b", ids, low, low + width)
    assert drawn.min() >= low
    assert drawn.max() <= low + width


@given(
    seeds, ids, st.lists(st.floats(0, 10), min_size=1, max_size=9).filter(lambda w: sum(w) > 1e-6)
)
def test_a_choice_never_falls_on_a_weight_of_zero(seed, ids, weights):
    chosen = rng.choice(seed, "a.b", ids, weights)
    assert all(weights[place] > 0 for place in chosen)
    table = rng.Table(np.array([weights, weights[::-1]]))
    for group, order in ((0, weights), (1, weights[::-1])):
        chosen = table.choose(np.full(len(ids), group), rng.words(seed, "a.c", ids))
        assert all(order[place] > 0 for place in chosen)


def test_draws_are_spread_as_they_should_be():
    ids = np.arange(200_000)
    drawn = rng.uniform(1, "a.b", ids)
    counts = np.bincount((drawn * 20).astype(int), minlength=20)
    assert abs(counts - 10_000).max() < 5 * 98  # five standard deviations of a binomial
    bell = rng.normal(1, "a.b", ids)
    assert abs(bell.mean()) < 0.012
    assert abs(bell.std() - 1) < 0.01
    assert rng.chance(1, "a.b", ids, 0.25).mean() == pytest.approx(0.25, abs=0.005)
    shares = np.bincount(rng.choice(1, "a.b", ids, [1, 2, 7])) / len(ids)
    assert shares == pytest.approx([0.1, 0.2, 0.7], abs=0.005)


def test_streams_and_seeds_are_independent():
    ids = np.arange(100_000)
    one = rng.uniform(1, "a.b", ids)
    for other in (rng.uniform(2, "a.b", ids), rng.uniform(1, "a.c", ids)):
        assert abs(np.corrcoef(one, other)[0, 1]) < 0.02
    assert abs(np.corrcoef(one[1:], one[:-1])[0, 1]) < 0.02


def test_compound_ids_do_not_meet():
    a, b = np.meshgrid(np.arange(500), np.arange(500))
    assert len(np.unique(rng.combine(a.ravel(), b.ravel()))) == 250_000


def test_a_group_without_weight_is_refused():
    with pytest.raises(ValueError, match="positive weight"):
        rng.Table(np.array([[1.0, 2.0], [0.0, 0.0]]))


def splitmix(state: int) -> int:
    """The finaliser in whole numbers of any length, as in the publication."""
    z = state % 2**64
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9 % 2**64
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB % 2**64
    return z ^ (z >> 31)


@given(seeds, st.integers(0, 2**62))
def test_the_bits_are_splitmixs(seed, number):
    key = int(rng.stream_key(seed, "a.b"))
    expected = splitmix(number * 0x9E3779B97F4A7C15 + key)
    assert int(rng.bits(seed, "a.b", np.array([number]))[0]) == expected


def test_the_bits_never_change():
    drawn = rng.bits(1, "sales_order.customer", np.array([0, 1, 2**40])).tolist()
    assert drawn == [3426383389593381315, 13235590591080828457, 11327670703541060655]


@pytest.mark.parametrize(("groups", "width"), [(1, 1), (5, 3), (40, 120), (3, 4_001)])
def test_guided_choices_are_those_of_a_binary_search(groups, width):
    weights = rng.uniform(1, "weights", np.arange(groups * width)).reshape(groups, width) ** 8
    weights[:, 1:][weights[:, 1:] < 0.01] = 0
    table = rng.Table(weights)
    group = rng.integers(1, "group", np.arange(20_000), 0, groups - 1)
    draws = rng.words(1, "draw", np.arange(20_000))
    draws[:5] = 0, 1, 2**31, 2**31 - 1, 2**32 - 1
    found = table.choose(group, draws)
    cumulative = np.cumsum(weights, axis=1)
    for number in range(groups):
        mine = group == number
        below = np.rint(cumulative[number] * (2.0**32 / cumulative[number, -1]))
        plain = np.searchsorted(below, draws[mine], side="right")
        assert (found[mine] == plain).all()
    assert (weights[group, found] > 0).all()
    again, within = table.choose_within(group, draws)
    assert (again == found).all()
    end = np.rint(cumulative * (2.0**32 / cumulative[:, -1:]))[group, found]
    begin = end - np.rint(weights * (2.0**32 / cumulative[:, -1:]))[group, found]
    assert begin + within / 2.0**32 * (end - begin) == pytest.approx(draws, abs=3)


def test_a_bell_is_the_sum_of_four_uniform_numbers():
    ids = np.arange(1_000)
    quarters = rng.bits(1, "a.b", ids).view(np.uint16).reshape(-1, 4).sum(axis=1)
    assert (rng.normal(1, "a.b", ids) == (quarters / 65536 - 1.99996948) * 1.7320508).all()


def test_log_normal_factors_are_one_on_average():
    factors = rng.log_normal(1, "a.b", np.arange(200_000), 0.5)
    assert factors.mean() == pytest.approx(1, abs=0.006)
    assert np.log(factors).std() == pytest.approx(0.5, abs=0.005)


def test_ranks_are_the_places_in_order():
    assert rng.ranks(np.array([30, 10, 20, 10])).tolist() == [3, 0, 2, 1]
