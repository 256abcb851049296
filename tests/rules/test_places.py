"""Rules on which sites open: their numbers by hand, where they bind, where they are slack, and forged plans."""

import numpy as np
import pytest

from feasibility.soundness import breaches
from tests.model.solved import forged
from tests.rules.worlds import binds, ruled, slack

# The tiny world by hand (tests/model/test_rules.py): a 550, b 630, a and b 490, a and c 462, b and c 538; c alone holds
# too few. The best opens a and c.
SET = {"sites": ["a", "c"], "count": 1}


def numbers(problem):
    """Bound id to the sites counted, least and most."""
    return {
        bound.bound_id: (bound.measure.opened.to_dict(), bound.least, bound.most) for bound in problem.bounds
    }  # fmt: skip


INF = np.inf


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ({"must_open": ["b", "a"]}, {"must-open-b": ({"b": 1}, 1, INF), "must-open-a": ({"a": 1}, 1, INF)}),
        ({"must_close": ["c"]}, {"must-close-c": ({"c": 1}, -INF, 0)}),
        ({"at_most": {"flats": SET}}, {"at-most-flats": ({"a": 1, "c": 1}, -INF, 1)}),
        ({"at_least": {"flats": SET}}, {"at-least-flats": ({"a": 1, "c": 1}, 1, INF)}),
        ({"not_together": [["a", "b"], ["b", "c"]]},
         {"not-together-1": ({"a": 1, "b": 1}, -INF, 1), "not-together-2": ({"b": 1, "c": 1}, -INF, 1)}),
        ({"sites_per_authority_max": 1},
         {"per-authority-bexley": ({"a": 1, "c": 1}, -INF, 1), "per-authority-bromley": ({"b": 1}, -INF, 1)}),
        # b is not step-free, of c it is not known; c is not on the network. d is not considered.
        ({"step_free_only": True}, {"step-free-only": ({"b": 1, "c": 1}, -INF, 0)}),
        ({"network_ready_only": True}, {"network-ready-only": ({"c": 1}, -INF, 0)}),
        # a is leased, b owned, c the NHS's
        ({"tenures_allowed": ["nhs", "owned"]}, {"tenures-allowed": ({"a": 1}, -INF, 0)}),
        # a quarter of 20 is 5; a and b hold 24, c 12
        ({"seats_left_share_min": 0.25},
         {"seats-left-a": ({"b": 24, "c": 12}, 5, INF), "seats-left-b": ({"a": 24, "c": 12}, 5, INF),
          "seats-left-c": ({"a": 24, "b": 24}, 5, INF)}),
        # a and b 3 km apart, c 7 from b and 10 from a; d, 4 km from c, is marked a fallback
        ({"fallback_km_max": 7.0},
         {"fallback-a": ({"b": 1, "a": -1}, 0, INF), "fallback-b": ({"a": 1, "c": 1, "b": -1}, 0, INF)}),
        ({"fallback_km_max": 3.5},
         {"fallback-a": ({"b": 1, "a": -1}, 0, INF), "fallback-b": ({"a": 1, "b": -1}, 0, INF),
          "fallback-c": ({"c": -1}, 0, INF)}),
    ],
)  # fmt: skip
def test_numbers_by_hand(stated, found):
    assert numbers(ruled(**stated)) == found


@pytest.mark.parametrize(
    ("stated", "rule", "gbp"),
    [
        ({"must_open": ["b"]}, "rules.must_open", 490),
        ({"must_close": ["a"]}, "rules.must_close", 538),
        ({"at_most": {"flats": SET}}, "rules.at_most.flats", 490),
        ({"at_least": {"others": {"sites": ["b"], "count": 1}}}, "rules.at_least.others", 490),
        ({"not_together": [["a", "c"]]}, "rules.not_together", 490),
        ({"sites_per_authority_max": 1}, "rules.sites_per_authority_max", 490),
        ({"step_free_only": True}, "rules.step_free_only", 550),
        ({"network_ready_only": True}, "rules.network_ready_only", 490),
        ({"tenures_allowed": ["leased", "owned"]}, "rules.tenures_allowed", 490),
        ({"tenures_allowed": ["nhs", "owned"]}, "rules.tenures_allowed", 538),
        # 0.7 of 20 is 14: c, left when a fails, holds 12
        ({"seats_left_share_min": 0.7}, "rules.seats_left_share_min", 490),
        # c has d within 5 km, a has b alone
        ({"fallback_km_max": 5.0}, "rules.fallback_km_max", 490),
    ],
)
def test_binds(stated, rule, gbp):
    assert binds(ruled(**stated), rule, gbp)


@pytest.mark.parametrize(
    "stated",
    [
        {"must_open": ["a", "c"]},
        {"must_close": ["b"]},
        {"at_most": {"all": {"sites": ["a", "b", "c"], "count": 2}}},
        {"at_least": {"flats": SET}},
        {"not_together": [["a", "b"]]},
        {"sites_per_authority_max": 2},
        {"tenures_allowed": ["leased", "nhs"]},  # a and c
        {"seats_left_share_min": 0.6},  # 12 of 20, as many as c holds
        {"fallback_km_max": 10.0},  # a and c stand 10 km apart
    ],
)
def test_slack(stated):
    assert slack(ruled(**stated))


def test_a_forged_plan_is_told_by_rule_and_figure():
    plan = forged({"a": {"g-1": 6, "g-2": 0}, "b": {"g-1": 0, "g-2": 4}}, {"a": 12, "b": 8})
    assert breaches(ruled(must_close=["b"], must_open=["c"]), plan) == [
        "rule rules.must_open: c opens; found 0.00 sites, 1.00 too little",
        "rule rules.must_close: b does not open; found 1.00 sites, 1.00 too much",
    ]
    single = forged({"a": {"g-1": 6, "g-2": 4}}, {"a": 20})
    assert breaches(ruled(seats_left_share_min=0.05), single) == [
        "rule rules.seats_left_share_min: The sites left when a fails hold 1 workstations or more (5% of those needed);"
        " found 0.00 workstations, 1.00 too little"
    ]


def test_a_site_of_a_tenure_that_is_not_allowed_is_told_of():
    plan = forged({"a": {"g-1": 6, "g-2": 0}, "b": {"g-1": 0, "g-2": 4}}, {"a": 12, "b": 8})
    assert breaches(ruled(tenures_allowed=["owned"]), plan) == [
        "rule rules.tenures_allowed: Only sites whose tenure is owned open; shuts out a, c; found 1.00 sites, 1.00 too "
        "much"
    ]
    (bound,) = ruled(tenures_allowed=["leased", "owned", "nhs"]).bounds
    assert bound.sentence == "Only sites whose tenure is leased or owned or nhs open"


def test_what_is_not_known_counts_as_no_and_the_sentence_says_so():
    (bound,) = ruled(step_free_only=True).bounds
    assert bound.sentence == "Only step-free sites open; shuts out b; not known, which counts as no, of c"


def test_a_site_outside_the_partners_counts_to_neither():
    # d stands outside; nor does a site count of which nothing is known
    of_sites = [bound.measure.opened.index.tolist() for bound in ruled(sites_per_authority_max=1).bounds]
    assert of_sites == [["a", "c"], ["b"]]


def test_a_site_that_is_not_considered_can_never_open():
    # `faults` tells of it first; a problem of fewer sites must not forget the rule
    (bound,) = ruled(must_open=["d"]).bounds
    assert bound.measure.opened.empty
    assert bound.least == 1


def test_a_sentence_does_not_list_a_whole_town():
    *_, of_c = ruled(fallback_km_max=3.5).bounds
    assert of_c.sentence == "If c opens, so does another site, and none stands within 3.5 km of it"


def test_no_rule_leaves_the_problem_as_it_is():
    problem = ruled()
    assert problem.bounds == ()
    assert not problem.barred
    assert problem.teams.empty
