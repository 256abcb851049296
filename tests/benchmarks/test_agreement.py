"""Optimiser and enumeration on 1,000 random small problems, every second one with every kind of rule on it."""

from collections import Counter

import pytest

from feasibility import model
from feasibility.certificate import certify
from feasibility.enumeration import enumerate_all
from feasibility.scenario.sections import Solver
from feasibility.soundness import breaches
from tests.model.ruled import with_rules
from tests.model.worlds import at_random, options_of

PROBLEMS = 1000


@pytest.mark.benchmark
def test_they_agree_on_every_problem(capsys):
    seen: Counter[str] = Counter()
    for seed in range(PROBLEMS):
        problem = with_rules(seed) if seed % 2 else at_random(seed)
        found = enumerate_all({"pooled": problem}, options_of(problem))
        proof = certify(problem, found, *model.solve(problem, Solver()))
        assert proof.agrees, seed
        assert proof.outcome.proved_best, seed
        for item in found:
            seen["options"] += 1
            seen["searched"] += item.outcome is not None
            seen["cannot be had"] += item.plan is None
            assert item.plan is None or breaches(problem, item.plan) == [], (seed, item.option.option_id)
        seen["staying is best"] += proof.best_gbp == min(problem.staying_gbp.values())
    with capsys.disabled():
        print(f"\n{PROBLEMS} problems, all agree: {dict(seen)}")  # noqa: T201
    assert seen["searched"] > 0
    assert 0 < seen["staying is best"] < PROBLEMS
