"""The model as text, twice the same, and against the enumeration."""

import os
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from feasibility import model, problem
from feasibility.certificate import certify, certify_all
from feasibility.enumeration import enumerate_all
from feasibility.errors import NO_OPTION, NoFeasibleOption
from feasibility.options import listed
from feasibility.plan import objective_gbp, unreached_heads
from feasibility.scenario.sections import Options, Solver
from tests.model.solved import lp_text, solved
from tests.model.worlds import at_random, enumerated, tiny

GOLDEN = Path(__file__).with_name("tiny.lp")
REWRITE = "REWRITE_GOLDEN"
"""Set this variable to write the golden file anew, then read its difference."""
RANDOM_PROBLEMS = 60
"""tests/benchmarks/test_agreement.py holds a thousand."""


def test_model_of_the_tiny_world_is_as_reviewed(tmp_path):
    text = lp_text(tiny(), tmp_path)
    if os.environ.get(REWRITE):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_same_seed_same_plan():
    for number in range(5):
        first, second = (solved(at_random(number), seed=3)[0] for _ in range(2))
        pd.testing.assert_frame_equal(first.heads, second.heads)
        pd.testing.assert_series_equal(first.workstations, second.workstations)


@pytest.fixture(scope="module")
def random_answers():
    """Each random problem with its enumeration and its certificate."""
    answers = []
    for number in range(RANDOM_PROBLEMS):
        asked = at_random(number)
        found = enumerated(asked)
        plan, outcome = model.solve(asked, Solver())
        answers.append((asked, found, certify(asked, found, plan, outcome)))
    return answers


def test_optimiser_and_enumeration_agree_on_random_problems(random_answers):
    for number, (_, _, proof) in enumerate(random_answers):
        assert proof.agrees, number
        assert proof.outcome.proved_best, number
        assert proof.outcome.words == "proved best"


def test_random_problems_hold_what_they_are_for(random_answers):
    best = [min((f for f in found if f.plan), key=lambda f: objective_gbp(a, f.plan)) for a, found, _ in random_answers]
    assert sum(f.option.stays for f in best) > 8
    assert sum(len(f.option.site_ids) == 2 and not f.option.stays for f in best) > 4
    assert sum(any(f.plan is None for f in found) for _, found, _ in random_answers) > 20
    assert sum((a.sites["workstations_present"] > 0).any() for a, _, _ in random_answers) > 20
    apart = [[unreached_heads(a, f.plan) for f in found if f.plan] for a, found, _ in random_answers]
    cheapest = [unreached_heads(a, f.plan) for (a, _, _), f in zip(random_answers, best, strict=True)]
    assert sum(any(counts) for counts in apart) > 12
    assert sum(count > 0 for count in cheapest) > 2  # the cheapest of all is out of reach: reach decides


class TestRefusesTheImpossible:
    """Before the solver: the rule and the shortfall in words. One group of 10 staff."""

    def build(self, workstations_max: dict[str, int], needed: int, *, ready: bool = True, **rules: int):
        sites = pd.DataFrame(
            {"workstations_max": workstations_max, "workstations_present": 0, "open_gbp": 1.0, "workstation_gbp": 1.0,
             "ready": ready},
            index=list(workstations_max),
        )  # fmt: skip
        travel_gbp = pd.DataFrame(0.0, index=["g-1"], columns=sites.index)
        return replace(
            tiny(), heads=pd.Series({"g-1": 10}), travel_gbp=travel_gbp, unreached=travel_gbp > 0, sites=sites,
            workstations_needed=needed, rules=Options(**rules),
        )  # fmt: skip

    def refused(self, **problems: problem.Problem):
        told = problem.impossible_in_every_way(problems)
        if told:
            raise NoFeasibleOption(NO_OPTION, told)

    def test_no_site_in_the_corridor(self):
        with pytest.raises(NoFeasibleOption, match=r"0 site\(s\) stand in the corridor.*1 short"):
            self.refused(pooled=self.build({}, 20))

    def test_no_site_available_in_time(self):
        with pytest.raises(NoFeasibleOption, match=r"rule availability: 0 site\(s\) are available before staff move"):
            self.refused(pooled=self.build({"a": 30}, 20, ready=False))

    def test_too_little_floor(self):
        # The two largest hold 12 + 7 of 20.
        with pytest.raises(NoFeasibleOption, match=r"rule capacity.*\(a and b\) holds 19, 1 short"):
            self.refused(pooled=self.build({"a": 12, "b": 7, "c": 3}, 20))

    def test_just_enough_floor(self):
        assert problem.impossible(self.build({"a": 12, "b": 8}, 20)) == []

    def test_enough_in_one_way_of_working_is_enough(self):
        tight, loose = self.build({"a": 20}, 21), self.build({"a": 20}, 20)
        self.refused(apart=tight, pooled=loose)
        with pytest.raises(NoFeasibleOption, match=r"1 short"):
            self.refused(apart=tight)

    def test_too_few_staff_for_the_rule(self):
        with pytest.raises(NoFeasibleOption, match=r"10 staff cannot give 2 site\(s\) 10 each; 10 short"):
            self.refused(pooled=self.build({"a": 12, "b": 8}, 20, sites_open_min=2, staff_per_site_min=10))


def test_the_best_of_all_ways_is_the_best_of_each():
    problems = {"apart": replace(tiny(), workstations_needed=24), "pooled": tiny()}
    names = {s: s.upper() for s in tiny().sites.index}
    found = enumerate_all(problems, listed(names, [], tiny().rules, ["apart", "pooled"]))
    proofs = certify_all(problems, found, model.solve_all(problems, Solver()))
    # Pooled 462. Apart, 12 heads' worth of workstations for 5 heads at c: 50 + 140 + six at a, four at c as before,
    # but 15 workstations at a (14.4 rounded up) and 10 at c (9.6): 15 x 5 + 10 x 4 + 60 + 120 = 485.
    assert {way: proof.best_gbp for way, proof in proofs.items()} == {"apart": 485, "pooled": 462}
    assert all(proof.agrees for proof in proofs.values())
    assert [proof.enumerated for proof in proofs.values()] == [8, 8]


def test_ids_that_differ_only_after_pulp_rewrites_them_stay_apart():
    # PuLP 3 writes hyphens as underscores; ids hold no underscore, so the rewriting joins no two names.
    renamed = {"a": "x-1", "b": "x--1", "c": "x1"}
    frames = {name: getattr(tiny(), name).rename(columns=renamed) for name in ("travel_gbp", "unreached")}
    asked = replace(tiny(), sites=tiny().sites.rename(renamed), **frames)
    plan, _ = solved(asked)
    assert objective_gbp(asked, plan) == 462
