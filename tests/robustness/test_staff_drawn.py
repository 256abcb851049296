"""Errors of journeys and staff taken anew."""

import numpy as np
import pandas as pd
import pytest

from feasibility.robustness import staff_drawn
from feasibility.robustness.staff_drawn import journey_errors, resampled
from tests.robustness.drawn_world import stated

HEADS = pd.Series({"g-2": 3, "g-1": 1, "g-3": 6, "g-4": 2, "g-5": 0})
EMPLOYER = pd.Series({"g-1": "bexley", "g-2": "bexley", "g-3": "bromley", "g-4": "bromley", "g-5": "bromley"})


class TestJourneyErrors:
    def test_modes_with_an_error_site_by_site_about_nought(self):
        found = journey_errors(stated(journey_error_minutes={"car": 0.8, "transit": 3.4}, draws=4000), ["a", "b"])
        assert list(found) == ["car", "transit"]
        assert found["car"].shape == (4000, 2)
        assert found["car"].mean().tolist() == pytest.approx([0, 0], abs=0.002)
        assert found["car"].std().tolist() == pytest.approx([0.8, 0.8], abs=0.005)
        assert found["transit"].std().tolist() == pytest.approx([3.4, 3.4], abs=0.02)
        # sites and modes by themselves: within five times 1 / sqrt(4000) = 0.016
        assert abs(np.corrcoef(found["car"]["a"], found["car"]["b"])[0, 1]) < 0.08
        assert abs(np.corrcoef(found["car"]["a"], found["transit"]["a"])[0, 1]) < 0.08

    def test_another_site_changes_no_other(self):
        settings = stated(journey_error_minutes={"car": 1.0}, draws=50)
        few, more = (journey_errors(settings, sites)["car"] for sites in (["a"], ["c", "a"]))
        assert few["a"].equals(more["a"])

    def test_no_error_stated(self):
        assert journey_errors(stated(), ["a"]) == {}


class TestStaffTakenAnew:
    def test_each_employer_keeps_its_number_and_groups_their_share(self):
        found = resampled(HEADS, EMPLOYER, stated(draws=5000))
        assert found.columns.tolist() == HEADS.index.tolist()
        of = found.T.groupby(EMPLOYER).sum().T
        assert (of["bexley"] == 4).all()
        assert (of["bromley"] == 8).all()
        # 4 draws of 3 in 4: variance 4 x 3/4 x 1/4 = 0.75; 8 draws of 6 in 8: 8 x 3/4 x 1/4 = 1.5
        assert found[["g-2", "g-3"]].mean().tolist() == pytest.approx([3, 6], abs=0.1)
        assert found[["g-2", "g-3"]].var().tolist() == pytest.approx([0.75, 1.5], rel=0.1)
        assert (found["g-5"] == 0).all()

    def test_what_one_employer_has_changes_nothing_of_the_other(self):
        settings = stated(draws=30)
        other = resampled(HEADS.drop("g-3"), EMPLOYER, settings)
        assert other[["g-1", "g-2"]].equals(resampled(HEADS, EMPLOYER, settings)[["g-1", "g-2"]])

    def test_a_seed_gives_the_same_staff_and_another_seed_others(self):
        first, again, second = (resampled(HEADS, EMPLOYER, stated(draws=30, seed=seed)) for seed in (1, 1, 2))
        assert first.equals(again)
        assert not first.equals(second)

    def test_staff_drawn_in_several_goes_are_as_many(self, monkeypatch):
        monkeypatch.setattr(staff_drawn, "HEADS_AT_ONCE", 20)
        found = resampled(HEADS, EMPLOYER, stated(draws=101))
        assert (found.sum(axis="columns") == 12).all()
        assert found["g-2"].nunique() > 2

    def test_no_draws(self):
        assert resampled(HEADS, EMPLOYER, stated(draws=0)).shape == (0, 5)
