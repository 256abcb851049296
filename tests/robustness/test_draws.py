"""Draws: each part of a range once, correlations kept, and the same whatever else is drawn."""

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr

from feasibility.robustness.draws import drawn, raw, summary, uniforms
from tests.robustness.drawn_world import one, stated

SHAPES = ("triangular", "uniform", "pert", "normal", "lognormal")
MIXED = [one(f"a.{shape}", shape, 1, 2, 8) for shape in SHAPES]
PINNED = [0.4275449841019038, 0.743210479053403, 0.8366312034071223]
EACH = [(f"a.{p}", f"a.{q}", 0.6) for p in SHAPES for q in SHAPES if p < q]


def ranks(draws: pd.DataFrame) -> np.ndarray:
    return spearmanr(draws).statistic


def part_of(figures: pd.Series) -> list[int]:
    """Which of as many equal parts of 0 to 4 as there are draws each falls in."""
    return sorted(np.floor(figures / 4 * len(figures)).astype(int))


class TestStreams:
    def test_the_numbers_of_a_name_and_a_seed_are_the_same_everywhere(self):
        # the raw stream of PCG64, which numpy keeps: these very numbers on every machine
        assert raw("seats.shrinkage_share", 2010, 3).tolist() == PINNED

    def test_another_name_or_seed_gives_others(self):
        assert len({float(raw(name, seed, 1)[0]) for name in ("a", "b") for seed in (1, 2)}) == 4

    def test_numbers_lie_between_0_and_1_and_are_level(self):
        found = raw("a", 1, 100_000)
        assert 0 < found.min() < found.max() < 1
        # the standard error of the mean is 0.2887 / sqrt(100000) = 0.0009
        assert found.mean() == pytest.approx(0.5, abs=0.003)


class TestLatinHypercube:
    def test_each_part_of_the_range_is_drawn_from_once(self):
        found = drawn([one()], stated(draws=997))
        assert found.index.tolist() == list(range(1, 998))
        assert part_of(found["a.x"]) == list(range(997))

    def test_monte_carlo_does_not(self):
        assert part_of(drawn([one()], stated(draws=997, method="monte-carlo"))["a.x"]) != list(range(997))

    def test_correlations_do_not_cost_it_that(self):
        both = [one("a.x"), one("a.y")]
        found = drawn(both, stated(("a.x", "a.y", 0.8), draws=500))
        assert [part_of(found[key]) for key in found] == [list(range(500))] * 2

    def test_means_come_out_closer_than_by_chance(self):
        # (1 + 2 + 8) / 3; by chance the mean of 1,000 would be out by 1.5 / sqrt(1000) = 0.05
        found = drawn([one("a.x", "triangular", 1, 2, 8)], stated(draws=1000))
        assert found["a.x"].mean() == pytest.approx(11 / 3, abs=0.001)

    def test_one_draw_and_none(self):
        assert drawn(MIXED, stated(*EACH, draws=1)).shape == (1, 5)
        assert drawn(MIXED, stated(draws=0)).shape == (0, 5)


class TestTheSameWhateverElseIsDrawn:
    @pytest.mark.parametrize("method", ["latin-hypercube", "monte-carlo"])
    def test_an_assumption_added_changes_no_other(self, method):
        settings = stated(("a.normal", "a.pert", 0.5), method=method)
        more = drawn([*MIXED, one("a.more")], settings)
        pd.testing.assert_frame_equal(more.drop(columns="a.more"), drawn(MIXED[::-1], settings))

    def test_a_correlation_stated_changes_those_it_names_alone_and_of_those_not_the_first(self):
        free, tied = (drawn(MIXED, stated(*pair)) for pair in ((), (("a.pert", "a.normal", 0.5),)))
        moved = [key for key in free if not free[key].equals(tied[key])]
        assert moved == ["a.pert"]

    def test_the_seed_moves_all(self):
        first, second = (drawn(MIXED, stated(seed=seed)) for seed in (1, 2))
        assert not any(first[key].equals(second[key]) for key in first)
        pd.testing.assert_frame_equal(first, drawn(MIXED, stated(seed=1)))


class TestCorrelations:
    def test_rank_correlations_come_out_as_stated(self):
        found = ranks(drawn(MIXED, stated(*EACH, draws=2000)))
        off = found[np.triu_indices(5, 1)]
        # chance alone would leave (1 - 0.36) / sqrt(2000) = 0.014
        assert off == pytest.approx(0.6, abs=0.01)

    def test_by_monte_carlo_within_chance(self):
        found = ranks(drawn(MIXED, stated(*EACH, draws=4000, method="monte-carlo")))
        # five times (1 - 0.36) / sqrt(4000) = 0.0101
        assert found[np.triu_indices(5, 1)] == pytest.approx(0.6, abs=0.05)

    def test_those_not_named_stay_independent(self):
        found = ranks(drawn(MIXED, stated(("a.normal", "a.pert", -0.7), draws=2000)))
        of = {d.assumption_id: place for place, d in enumerate(sorted(MIXED, key=lambda d: d.assumption_id))}
        assert found[of["a.normal"], of["a.pert"]] == pytest.approx(-0.7, abs=0.01)
        # five times 1 / sqrt(2000) = 0.022
        assert abs(found[of["a.normal"], of["a.uniform"]]) < 0.11

    @pytest.mark.parametrize(("rank", "order"), [(1.0, 1), (-1.0, -1)])
    def test_wholly_together_and_wholly_against(self, rank, order):
        found = drawn([one("a.x"), one("a.y", "triangular")], stated(("a.x", "a.y", rank), draws=3000))
        assert found["a.x"].rank().tolist() == found["a.y"].rank(ascending=order == 1).tolist()

    def test_each_column_keeps_its_own_figures(self):
        free, tied = (drawn(MIXED, stated(*entries, draws=300)) for entries in ((), EACH))
        for key in free:
            assert sorted(free[key]) == sorted(tied[key])

    def test_fewer_draws_than_can_tell_chance_from_correlation(self):
        found = drawn(MIXED, stated(*EACH, draws=4))
        assert np.isfinite(found.to_numpy()).all()


class TestSummary:
    def test_a_row_an_assumption_with_what_came_out(self):
        settings = stated(("a.normal", "a.pert", 0.5), ("a.normal", "a.uniform", -0.2), draws=2000)
        found = summary(MIXED, drawn(MIXED, settings), settings).set_index("assumption_id")
        normal = found.loc["a.normal"]
        assert (normal["drawn_p05"], normal["drawn_p50"], normal["drawn_p95"]) == pytest.approx((1, 2, 8), abs=0.05)
        assert (normal["distribution"], normal["drawn_with"]) == ("normal", "a.pert 0.5; a.uniform -0.2")
        assert (found.loc["a.pert", "drawn_with"], found.loc["a.lognormal", "drawn_with"]) == ("a.normal 0.5", "")
        assert found.loc["a.uniform", "drawn_mean"] == pytest.approx(4.5, abs=0.001)

    def test_nothing_drawn(self):
        assert summary([], drawn([], stated(draws=5)), stated(draws=5)).empty


def test_uniforms_of_both_methods_stay_inside():
    for method in ("latin-hypercube", "monte-carlo"):
        found = uniforms("a", stated(draws=10_000, method=method))
        assert 0 < found.min() < found.max() < 1
