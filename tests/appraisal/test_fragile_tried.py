"""Assumptions tried at the ends of their ranges, through `fragile.tried` alone: held against asking the whole anew."""

from dataclasses import replace
from functools import cache

import pandas as pd
import pytest

from feasibility import enumeration
from feasibility.appraisal import fragile
from feasibility.options import DO_NOTHING
from feasibility.plan import objective_gbp, unreached_heads
from feasibility.pricing import Evidence, priced
from feasibility.scenario.changed import changed
from feasibility.scenario.model import Settings
from feasibility.tables import FragileTable, RegisterTable, checked, headings
from tests.priced_world import evidence, listed, settings

STUDY, GIVEN = settings(), evidence()
# Doing nothing costs 93 452 (tests/test_pricing.py), and old-b in one queue, the next, about 6000 more.
TITLES = {option.option_id: option.title for option in listed(STUDY, GIVEN)}
SITE_RUNNING = ("costs.site_running_gbp_per_year", "1000", "500", "20000")
RENT = ("sites.old-r.rent_gbp_per_m2_per_year", "120", "60", "400")
DOUBLE = ("costs.double_running_months", "3", "1", "6")
ENDS = [
    ("costs.site_running_gbp_per_year", "0", "9000"),
    ("costs.discount_rate_share", "0", "0.9"),
    ("costs.move_after_months", "0", "24"),
    ("costs.value_of_time_gbp_per_hour", "0", "200"),
    ("costs.bias.equipment_mitigated_share", "0", "1"),
    ("ways.pooled.telephony_gbp", "0", "90000"),
    ("ways.pooled.lead_time_months", "0", "30"),
    ("seats.floor_m2_per_workstation", "7", "20"),
    ("space.meeting_m2", "0", "60"),
    ("authority.bexley.contacts_per_year", "10000", "120000"),
    ("people.posts_released_share", "0", "1"),
    ("options.staff_per_site_min", "1", "6"),
    ("sites.old-b.fit_out_gbp_per_m2", "0", "500"),
    ("sites.old-r.occupied_m2", "60", "150"),
    ("sites.old-b.nia_m2", "130", "400"),
    ("sites.old-r.released_share", "0", "1"),
    ("sites.old-b.rateable_value_gbp_per_m2", "0", "500"),
]


def register(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    """tables.RegisterTable from id, value, low and high."""
    frame = pd.DataFrame(rows, columns=["assumption_id", "value", "low", "high"])
    filled = dict.fromkeys(set(headings(RegisterTable)) - set(frame), "") | {"status": "assumed", "key": False}
    return checked(frame.assign(**filled)[list(headings(RegisterTable))], RegisterTable, "register")


def tried(*rows: tuple[str, str, str, str], study: Settings = STUDY, given: Evidence = GIVEN) -> pd.DataFrame:
    found = fragile.tried(study, given, register(*rows), listed(study, given))
    return checked(found, FragileTable, "fragile").set_index("assumption_id")


@cache
def dear_study(running_gbp: float) -> tuple[Settings, pd.DataFrame, str]:
    """The study with that much to run a site, every range of `ENDS` tried on it, and its winner as it stands."""
    study = settings(costs={"site_running_gbp_per_year": running_gbp})
    return study, tried(*((key, "1", low, high) for key, low, high in ENDS), study=study), winner(study, GIVEN)


def winner(study: Settings, given: Evidence) -> str:
    """Title of the best option by asking the whole question, without any short cut; of equals the first listed."""
    asked = priced(study, given)
    first, options = next(iter(asked.problems.values())), listed(study, given)
    standings = [
        (unreached_heads(problem, found.plan), round(objective_gbp(problem, found.plan), 2), place)
        for place, found in enumerate(enumeration.enumerate_all(asked.problems, options))
        if found.plan is not None
        for problem in [asked.problems.get(found.option.working, first)]
    ]
    return options[min(standings)[-1]].title


class TestWinner:
    def test_a_figure_that_changes_it(self):
        # £19 000 more for each place: two centres for 2.44 years 92 720; one of them left after a year and a half less.
        row = tried(SITE_RUNNING).loc[SITE_RUNNING[0]]
        assert row["changes"]
        assert row["winner_at_low"] == TITLES[DO_NOTHING]
        assert row["winner_at_high"] == TITLES["old-b--pooled"]

    def test_a_figure_that_does_not(self):
        # Doing nothing runs nothing double, and fewer months of old-r save old-b less than it lacks.
        row = tried(DOUBLE).loc[DOUBLE[0]]
        assert not row["changes"]
        assert row["winner_at_low"] == row["winner_at_high"] == TITLES[DO_NOTHING]

    def test_a_figure_of_a_site(self):
        # 280 x 130 m² more a year at old-r: 2.44 years of it if it stays, far fewer if it is left.
        row = tried(RENT).loc[RENT[0]]
        assert row["changes"]
        assert row["winner_at_low"] == TITLES[DO_NOTHING]
        assert row["winner_at_high"] == TITLES["old-b--apart"]  # it leaves old-r two quarters sooner than one queue

    @pytest.mark.parametrize("dear", [1_000.0, 6_000.0])
    @pytest.mark.parametrize(("key", "low", "high"), ENDS)
    def test_every_end_is_what_asking_anew_says(self, key, low, high, dear):
        study, table, as_it_stands = dear_study(dear)
        row = table.loc[key]
        answers = []
        for end in (low, high):
            if key.startswith("sites."):
                _, site, column = key.split(".")
                places = GIVEN.sites.copy()
                places.loc[site, column] = float(end)
                answers.append(winner(study, replace(GIVEN, sites=places)))
            else:
                answers.append(winner(changed(study, key, end), GIVEN))
        assert [row["winner_at_low"], row["winner_at_high"]] == answers
        assert row["changes"] == any(answer != as_it_stands for answer in answers)


class TestEndsThatAreRefused:
    def test_a_bound_is_told_in_words(self):
        row = tried(("seats.take_up_share", "0", "0", "2")).loc["seats.take_up_share"]
        assert row["winner_at_high"].startswith("not allowed: ")
        assert row["winner_at_low"] == TITLES[DO_NOTHING]
        assert not row["changes"]

    def test_settings_that_do_not_go_together_are_told_in_words(self):
        key = "ways.pooled.lead_time_months"
        row = tried((key, "18", "18", "60")).loc[key]
        assert row["winner_at_high"].startswith("no answer: ")
        assert "too few years for the way of working pooled" in row["winner_at_high"]
        assert not row["changes"]

    def test_a_refused_end_does_not_hide_the_other(self):
        row = tried(("costs.site_running_gbp_per_year", "1000", "-5", "20000")).loc[SITE_RUNNING[0]]
        assert row["winner_at_low"].startswith("not allowed: ")
        assert row["changes"]


class TestWhatIsTried:
    def test_only_what_has_a_range_and_what_seats_and_money_follow_from(self):
        table = tried(
            SITE_RUNNING, ("travel.car.peak_factor", "1", "0.5", "2"), ("costs.vat_rate_share", "0.2", "", "")
        )
        assert table.index.tolist() == [SITE_RUNNING[0]]

    def test_those_that_change_the_winner_stand_first(self):
        table = tried(DOUBLE, SITE_RUNNING, ("costs.carbon_gbp_per_tonne", "205.43", "100", "300"), RENT)
        assert table["changes"].tolist() == [True, True, False, False]
        assert table.index.tolist() == [SITE_RUNNING[0], RENT[0], "costs.carbon_gbp_per_tonne", DOUBLE[0]]

    def test_a_register_without_ranges_is_an_empty_table(self):
        assert tried(("costs.vat_rate_share", "0.2", "", "")).empty

    def test_the_study_itself_is_left_as_it_was(self):
        before = GIVEN.sites.copy()
        tried(RENT, SITE_RUNNING)
        pd.testing.assert_frame_equal(pd.DataFrame(GIVEN.sites), pd.DataFrame(before))
        assert settings() == STUDY
