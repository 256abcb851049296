"""What would let staff move: every repair solved again, by hand and on a study that is priced."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility.appraisal import asked_again
from feasibility.errors import NoFeasibleOption
from feasibility.explain import Asked, Explanation, explained, may_be_had, refuse, repairs_table
from feasibility.explain.asked import changed
from feasibility.explain.possible import possible
from feasibility.explain.words import lines
from tests.costs.worlds import sites
from tests.explain.worlds import (
    SOLVER,
    asked,
    budget,
    mean_minutes,
    must_close,
    must_open,
    one_site,
    small_sites,
    with_bounds,
)
from tests.model.worlds import tiny
from tests.priced_world import FIGURES, evidence, settings


def told(question: Asked, explanation: Explanation | None = None) -> dict[str, float]:
    """Words of each repair to the cost of the best option then, once every repair has been tried again."""
    found = (explanation or explained(question)).repairs
    for repair in found:
        problems = changed(question, repair.changes)
        assert problems is not None
        assert possible(problems, SOLVER)
    assert [repair.total_gbp for repair in found] == sorted(repair.total_gbp for repair in found)
    return {repair.words: round(repair.total_gbp, 2) for repair in found}


def test_one_more_site():
    # Moving 50; a and c: 140, six of g-1 at a take 12 x 5, four of g-2 at c take 8 x 4, travel 6 x 10 + 4 x 30: 462.
    assert told(asked(one_site())) == {"2 sites open instead of 1 at most": 462.0}


def test_a_budget_becomes_a_round_figure():
    # Cash of a and c is £140: the next £1,000. All pairs are within it: 462 is best again.
    found = told(asked(with_bounds(small_sites(), budget(130.0))))
    assert found == {"£1,000 instead of £130 where Cash of 2011-12 is £130 or less": 462.0}


def test_minutes_become_whole_ones():
    minutes = mean_minutes(tiny(), {"a": [10.0, 60.0], "b": [50.0, 20.0], "c": [30.0, 30.0]}, 13.5)
    # The best there is is 14: six at a and four at b, 200 + 50 + 20 x 5 + 60 + 80 = 490.
    found = told(asked(with_bounds(tiny(), minutes)))
    assert found == {
        "14 minutes instead of 13.5 minutes where the mean journey lengthens by 13.5 minutes or less": 490.0
    }


def test_either_of_two_rules_on_one_site_may_go():
    assert set(told(asked(with_bounds(tiny(), must_open("a"), must_close("a"))))) == {
        "the rule “a opens” given up",
        "the rule “a stays shut” given up",
    }


def test_people_let_past_a_bar():
    bars = pd.DataFrame({"a": [True, False], "b": [True, True], "c": [True, True]}, index=["g-1", "g-2"])
    found = told(asked(replace(tiny(), barred={"rules.journey_minutes_max": bars})))
    # Six: too few to be told.
    assert list(found) == ["fewer than 10 people seated past the limit of rules.journey_minutes_max"]


def test_two_clashes_take_a_pair():
    # One site holds 12 of 20, and must-open-b clashes with must-close-b.
    problem = with_bounds(one_site(), must_open("b"), must_close("b"))
    found = told(asked(problem))
    assert set(found) == {
        "2 sites open instead of 1 at most and the rule “b opens” given up",
        "2 sites open instead of 1 at most and the rule “b stays shut” given up",
    }


def test_a_late_site_alone_or_with_another():
    problem = replace(
        one_site(), sites=one_site().sites.assign(ready=[True, False, False], workstations_max=[12, 20, 12])
    )
    # b alone holds 20; a with c, or with b, needs two sites open as well: that pair is dearer than b, or it is told.
    found = told(asked(problem))
    assert "b available before staff move" in found
    assert all(gbp < found["b available before staff move"] for words, gbp in found.items() if " and " in words)


def test_of_two_ways_the_one_that_can_be_had_counts():
    question = asked(one_site(), replace(one_site(), workstations_needed=30))
    assert explained(question).repairs[0].working == "pooled"


@pytest.fixture(scope="module")
def priced() -> Asked:
    """The priced study with sites too small for one shared centre, and one site at most."""
    study = settings(options={"sites_open_max": 1, "staff_per_site_min": 1})
    needs = asked_again.known(study, evidence()).need.workstations["pooled"]
    small = {
        site: (*figures[:3], min(figures[3], (needs - 3) * 10.0), *figures[4:]) for site, figures in FIGURES.items()
    }
    known = asked_again.known(study, evidence(sites(small)))
    return Asked(known.problems, SOLVER, known, names={"new": "New Court"})


@pytest.fixture(scope="module")
def explanation(priced) -> Explanation:
    return explained(priced)


def test_settings_and_a_further_site(priced, explanation):
    found = told(priced, explanation)
    needed = priced.known.need.workstations["pooled"]
    assert any("m² a workstation instead of 10" in words for words in found)
    assert any(words.startswith(f"adding any site of {needed * 10:,} m²") for words in found)
    assert any("at home on the busiest day" in words for words in found)


def test_the_step_before_a_repair_is_not_enough(priced, explanation):
    # 10 m² less half-metres: what is told is the first that works.
    words = next(words for words in [repair.words for repair in explanation.repairs] if "m² a workstation" in words)
    enough = float(words.split(" ")[0])
    for m2, can in ((enough, True), (enough + 0.5, False)):
        study = priced.known.settings
        seats = study.seats.model_copy(update={"floor_m2_per_workstation": m2})
        again = asked_again.with_settings(priced.known, study.model_copy(update={"seats": seats}))
        assert possible(again.problems, SOLVER) is can


def test_the_words(priced, explanation):
    text = lines(priced, explanation)
    assert text[0] == "These rules cannot all be kept; something has to give way:"
    assert text[1] == "- options.sites_open_max: no more than 1 site opens; 1 site more would do"
    assert text[2].startswith(
        "- capacity: a site takes no more workstations than its floor holds; 3 workstations short at "
    )
    assert text[-1].startswith("Without a shared site, present cost: do nothing £")
    table = repairs_table(explanation)
    assert list(table["rank"]) == list(range(1, len(explanation.repairs) + 1))


def test_the_run_stops_with_all_of_it():
    said: list[str] = []
    with pytest.raises(NoFeasibleOption) as refused:
        refuse(asked(one_site()), said.append)
    assert refused.value.exit_code == 3
    assert refused.value.faults == (
        "rule capacity: no site on the list holds 20 workstations; the largest (a) holds 12, 8 short. Add a larger "
        "site or lower the need in [seats]",
        "These rules cannot all be kept; something has to give way:",
        "- options.sites_open_max: no more than 1 site opens; 1 site more would do",
        "- capacity: a site takes no more workstations than its floor holds; 8 workstations short at a (whole ones at "
        "each site)",
        "Each of these makes it possible, as tried; present cost of the best shared option then, travel included:",
        "- 2 sites open instead of 1 at most: £0 at a + c",
        "Without a shared site, present cost: do nothing £10,000 and do minimum £11,000",
    )
    assert said == ["Finding out why no shared option can be had", "Trying what would make one possible"]


def test_what_can_be_had_is_told_apart():
    assert may_be_had(asked(tiny()).problems, asked(tiny()).solver)
    assert not may_be_had(asked(one_site()).problems, asked(one_site()).solver)


def test_out_of_reach_is_no_reason_to_stop():
    # Such an option ranks below the others; it can be had.
    nowhere = asked(replace(tiny(), unreached=tiny().unreached | True))
    assert may_be_had(nowhere.problems, nowhere.solver)
