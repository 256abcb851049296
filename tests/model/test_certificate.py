"""The certificate holds optimiser and enumeration against each other."""

from dataclasses import replace

import pytest

from feasibility.certificate import certify, table
from feasibility.errors import UnsoundPlan
from feasibility.outcome import Outcome
from feasibility.tables import CertificateTable, checked
from tests.model.solved import forged, solved
from tests.model.worlds import enumerated, out_of_reach, tiny

# The tiny world: best is a, c at 462; a, b costs 490 (test_rules.py).
A_AND_B = {"a": {"g-1": 6, "g-2": 0}, "b": {"g-1": 0, "g-2": 4}}
PROVED = Outcome(True, True, 0.0, 462.0, "proved best")
STOPPED = Outcome(True, False, 0.1, 441.0, "stopped by the time limit: best found, not proved best")


@pytest.fixture
def found():
    return enumerated(tiny())


def second_best():
    return forged(A_AND_B, {"a": 12, "b": 8})


def words(certificate) -> dict[str, str]:
    rows = checked(table({"pooled": certificate}, "HiGHS"), CertificateTable, "certificate")
    return dict(zip(rows["check"], rows["value"], strict=True))


def test_agreement(found):
    plan, outcome = solved(tiny())
    proof = certify(tiny(), found, plan, outcome)
    assert proof.agrees
    assert (proof.best_gbp, proof.optimiser_gbp) == (462, 462)
    # Two ways of staying, three single sites, three pairs; c alone is too small.
    assert (proof.enumerated, proof.feasible) == (8, 7)
    assert words(proof)["The two agree"] == "yes"
    assert words(proof)["State of the search"] == "proved best"
    assert words(proof)["Gap"] == "0.0000%"


def test_a_proof_of_something_dearer_is_unsound(found):
    with pytest.raises(UnsoundPlan, match=r"proved £490.00, the enumeration found £462.00"):
        certify(tiny(), found, second_best(), PROVED)


def test_a_proof_without_a_plan_is_unsound(found):
    with pytest.raises(UnsoundPlan, match="proved none"):
        certify(tiny(), found, None, PROVED)


def test_something_cheaper_than_the_enumeration_is_unsound(found):
    dear = [f for f in found if f.option.option_id != "a--c"]
    plan, outcome = solved(tiny())
    with pytest.raises(UnsoundPlan, match=r"the optimiser found £462.00, below the enumeration's £490.00"):
        certify(tiny(), dear, plan, outcome)


def test_a_bound_above_the_enumeration_is_unsound(found):
    with pytest.raises(UnsoundPlan, match=r"nothing costs less than £480.00, the enumeration found £462.00"):
        certify(tiny(), found, second_best(), replace(STOPPED, bound=480.0))


def test_a_proof_that_no_plan_exists_is_unsound(found):
    with pytest.raises(UnsoundPlan, match=r"no plan keeps every rule, the enumeration found £462.00"):
        certify(tiny(), found, None, Outcome(False, False, None, None, "no plan", no_plan_exists=True))


def test_a_plan_out_of_reach_is_unsound_however_cheap():
    # g-2 has no journey to b: the optimiser may not seat it there, though 490 - 4 x 20 = 410 is less than anything.
    problem = out_of_reach(tiny(), ("g-2", "b"))
    found = enumerated(problem)
    with pytest.raises(UnsoundPlan, match=r"seats 4 staff where they have no journey to, the enumeration 0"):
        certify(problem, found, second_best(), STOPPED)


def test_agreement_where_the_cheapest_is_out_of_reach():
    problem = out_of_reach(tiny(), ("g-2", "c"))
    plan, outcome = solved(problem)
    proof = certify(problem, enumerated(problem), plan, outcome)
    assert proof.agrees
    assert (proof.best_unreached_heads, proof.best_gbp) == (0, 490)
    assert words(proof)["Staff that the best option seats out of reach"] == "0"


def test_a_plan_that_breaks_a_rule_is_unsound(found):
    with pytest.raises(UnsoundPlan, match="a: 11 workstations for 6 staff, who need 12"):
        certify(tiny(), found, forged(A_AND_B, {"a": 11, "b": 8}), STOPPED)


def test_a_search_stopped_early_is_said_to_be(found):
    proof = certify(tiny(), found, second_best(), STOPPED)
    assert not proof.agrees
    assert words(proof)["The two agree"] == "no: the search stopped early; the enumeration stands"
    assert words(proof)["Least total found by the optimiser"] == "£490.00"
    assert words(proof)["Gap"] == "10.0000%"


def test_a_search_stopped_before_any_plan_is_said_to_be(found):
    proof = certify(tiny(), found, None, Outcome(False, False, None, None, "stopped by the time limit"))
    assert not proof.agrees
    assert words(proof)["Least total found by the optimiser"] == "none"
    assert words(proof)["Gap"] == "not known"


def test_a_gap_that_the_scenario_allows_is_no_disagreement(found):
    # 490 - 462 = 28, within 10 % of 490.
    allowed = Outcome(True, True, 0.1, 441.0, "proved to be within 10.00% of the best")
    proof = certify(tiny(), found, second_best(), allowed)
    assert not proof.agrees
    assert words(proof)["The two agree"] == "within the gap that the scenario allows; the enumeration stands"
    # 5 % of 490 is 24.50 and half a pound: too narrow for 28. (The bound is then 465.50: above the enumeration.)
    with pytest.raises(UnsoundPlan):
        certify(tiny(), found, second_best(), replace(allowed, gap_share=0.05, bound=None))
