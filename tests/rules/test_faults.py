"""What is told of rules that cannot be: by the scenario alone, and once its tables are known. Every fault at once."""

import pandas as pd
import pytest
from pydantic import ValidationError

from feasibility import rules
from feasibility.scenario.faults import sentences
from feasibility.scenario.model import Settings, flat_settings, setting_text
from feasibility.scenario.rules import RulesSettings, is_year, sites_named
from tests import priced_world
from tests.rules.worlds import SITES

STAFF = pd.DataFrame({"team": ["", ""]})
OUT = pd.Series({"d": "7.0 km from the shared border; the corridor is 3 km"})


def told(options: dict[str, object] | None = None, staff: pd.DataFrame = STAFF, **stated: object) -> list[str]:
    asked = priced_world.settings(rules=stated, **({"options": options} if options else {}))
    return rules.faults(asked, SITES, staff, OUT)


def refused(**stated: object) -> list[str]:
    with pytest.raises(ValidationError) as err:
        priced_world.settings(rules=stated)
    return [words for _, words in sentences(err.value, Settings)]


class TestByItself:
    def test_every_contradiction_at_once(self):
        (words,) = refused(
            must_open=["a", "b", "a"], must_close=["b"], not_together=[["a", "b"], ["c"]], beyond_minutes=60,
            at_most={"flats": {"sites": ["a", "b"], "count": 1}},
            at_least={"others": {"sites": ["b", "c"], "count": 3}},
        )  # fmt: skip
        assert words.removeprefix("rules: ").split("; ") == [
            "beyond_minutes stands without beyond_share_max",
            "state both, or neither",
            "must_open names a more than once",
            "keep one",
            "not_together (entry 2) names c alone",
            "name two or more",
            "at_least.others asks for 3 of 2 sites",
            "ask for 2 or fewer",
            "b stands in must_open and in must_close",
            "keep one",
            "must_open asks for a and b, which not_together (entry 1) keeps apart",
            "take one out",
            "must_open asks for 2 sites of at_most.flats, which allows 1",
            "take some out",
            "must_close leaves 1 sites of at_least.others, which asks for 3",
            "take some out",
        ]

    def test_a_year_that_is_none(self):
        assert refused(budget_gbp_by_year={"2011": 5, "2011-13": 5, "2011-12": 5}) == [
            'rules.budget_gbp_by_year: found "2011", "2011-13"; write a financial year such as 2011-12'
        ]
        assert is_year("1999-00")

    def test_figures_out_of_bounds(self):
        assert refused(seats_left_share_min=1.2, worse_minutes_max=-1, sites_per_authority_max=0) == [
            "rules.sites_per_authority_max: found 0; must be 1 or more",
            "rules.worse_minutes_max: found -1; must be 0 or more (minutes)",
            "rules.seats_left_share_min: found 1.2; must be 1 or less (a share, so 5 % is 0.05)",
        ]

    def test_a_misspelt_rule(self):
        (words,) = refused(must_opens=["a"])
        assert "did you mean must_open?" in words


class TestAgainstTheTables:
    def test_sites_that_there_are_not_each_with_the_nearest(self):
        assert told(must_open=["aa"], not_together=[["b", "east-hall"]]) == [
            'rules.must_open: found "aa", which the table of sites lacks; is it a?',
            'rules.not_together: found "east-hall", which the table of sites lacks; it has a, b, c, d',
        ]

    def test_sites_that_cannot_open(self):
        corridor = "7.0 km from the shared border; the corridor is 3 km"
        assert told(must_open=["d"], at_least={"far": {"sites": ["c", "d"], "count": 2}}) == [
            f"rules.must_open: d cannot open: {corridor}; widen boundary.corridor_km, or take it out",
            f"rules.at_least.far: asks for 2, but d is not considered ({corridor}); widen boundary.corridor_km, or ask "
            "for fewer",
        ]
        assert told(must_close=["d"], at_least={"far": {"sites": ["c", "d"], "count": 1}}) == []

    def test_more_sites_than_may_open(self):
        assert told(must_open=["a", "b", "c"], at_least={"all": {"sites": ["a", "b", "c"], "count": 3}}) == [
            "rules.must_open: names 3 sites, options.sites_open_max allows 2; raise it, or take some out",
            "rules.at_least.all: asks for 3 sites, options.sites_open_max allows 2; raise it, or ask for fewer",
        ]
        assert told({"sites_open_max": 3}, must_open=["a", "b", "c"]) == []

    def test_what_the_tables_tell_of_nobody(self):
        blank = SITES.assign(step_free="", network_ready="")
        asked = priced_world.settings(
            rules={"step_free_only": True, "network_ready_only": True, "keep_teams_together": True}
        )
        found = rules.faults(asked, blank, STAFF, OUT)
        assert [words.split(":")[0] for words in found] == [
            "rules.step_free_only", "rules.network_ready_only", "rules.keep_teams_together"
        ]  # fmt: skip
        assert told(step_free_only=True, keep_teams_together=True, staff=pd.DataFrame({"team": ["", "A"]})) == []

    def test_years_that_are_not_counted(self):
        assert told(budget_gbp_by_year={"2012-13": 1, "2013-14": 1}) == [
            "rules.budget_gbp_by_year: 2013-14 is none of the years counted, 2010-11 to 2012-13; take it out, or "
            "change costs.first_financial_year or costs.period_years"
        ]


def test_no_rule_is_on_unless_it_is_stated():
    off = {
        key: value for key, value in flat_settings(priced_world.settings()).items() if key.startswith("rules.")
    }  # fmt: skip
    assert off == dict.fromkeys(
        ("rules.step_free_only", "rules.network_ready_only", "rules.keep_teams_together",
         "rules.no_partner_worse_off_than_do_minimum"), "false"
    )  # fmt: skip


def test_rules_as_the_register_writes_them():
    asked = priced_world.settings(
        rules={"not_together": [["a", "b"], ["c", "d"]], "budget_gbp_by_year": {"2011-12": 500_000},
               "at_most": {"flats": {"sites": ["a", "b"], "count": 1}}}
    )  # fmt: skip
    flat = flat_settings(asked)
    assert flat["rules.not_together"] == "a b; c d"
    assert flat["rules.budget_gbp_by_year.2011-12"] == "500000"
    assert (flat["rules.at_most.flats.sites"], flat["rules.at_most.flats.count"]) == ("a b", "1")
    assert setting_text((1.5, 2.0)) == "1.5 2"


def test_every_site_that_is_named_is_looked_for():
    named = RulesSettings(
        must_open=("a",), must_close=("b",), at_most={"x": {"sites": ["c"], "count": 1}},
        at_least={"y": {"sites": ["d"], "count": 1}}, not_together=(("e", "f"),),
    )  # fmt: skip
    assert [site for _, site in sites_named(named)] == ["a", "b", "c", "d", "e", "f"]
