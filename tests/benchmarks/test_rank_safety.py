"""Whether an option that joins turns the order of the others: scores over declared ranges, and lokigi's beside them.

lokigi is no part of the test extra; install it to have its column. Its cost weighting scales minutes and cost to the
least and the most of whatever sites are listed (0.9.1).
"""

import importlib.util
from collections import Counter
from importlib.metadata import version

import numpy as np
import pandas as pd
import pytest

from feasibility.appraisal.value import functions
from tests.value.trials import JOINERS, TRIALS, at_random, joined

pytestmark = pytest.mark.benchmark
needs_lokigi = pytest.mark.skipif(importlib.util.find_spec("lokigi") is None, reason="lokigi is not installed")

SOLVED = 60
"""Trials solved by lokigi's own search as well, to show that its weighting was rightly called."""
COST_WEIGHTS = (0.3, 0.4)
MINUTES = ((0.0, 100.0), (60.0, 0.0))
COST_GBP = ((0.0, 100.0), (400_000.0, 0.0))
LISTED = pd.DataFrame(
    {"minutes": [24.0, 26.0, 55.0], "cost_gbp": [300_000.0, 200_000.0, 310_000.0]}, index=["Erith", "Sidcup", "Far off"]
)
"""Made up: Erith a little nearer, Sidcup much cheaper, and a third that is worse than both in both."""


def tell(capsys, line: str) -> None:
    with capsys.disabled():
        print(f"\n{line}")  # noqa: T201 - the figures are what a benchmark is for


def ours(raw: np.ndarray, scales, shares) -> np.ndarray:
    """Scores, more being better."""
    return functions.weighed([functions.values(raw[:, i], scale) for i, scale in enumerate(scales)], shares)


def theirs(raw: np.ndarray, cost_weight: float) -> np.ndarray:
    """lokigi's composite of minutes and cost, turned so that more is better."""
    from lokigi.multiobjective import Metric  # noqa: PLC0415 - not installed everywhere
    from lokigi.utils import _apply_cost_weighting  # noqa: PLC0415

    table = pd.DataFrame(raw, columns=["weighted_average", "total_cost"])
    scorer = Metric("weighted_average")
    blended, column = _apply_cost_weighting(table, "weighted_average", {"cost": cost_weight}, scorer)
    return -blended[column].to_numpy()


def solved(raw: np.ndarray, cost_weight: float) -> list[int]:
    """The sites in the order of lokigi's own search, one to open, all staff at one place."""
    from lokigi.site import SiteProblem  # noqa: PLC0415

    names = [f"s{i}" for i in range(len(raw))]
    problem = SiteProblem()
    problem.add_demand(pd.DataFrame({"home": ["h"], "staff": [1]}), demand_col="staff", location_id_col="home")
    sites = pd.DataFrame({"site": names, "gbp": raw[:, 1], "lat": 51.4, "long": 0.1})
    problem.add_sites(sites, candidate_id_col="site", cost_col="gbp", crs="EPSG:4326")
    matrix = pd.DataFrame([raw[:, 0]], columns=names).assign(home="h")
    problem.add_travel_matrix(matrix, source_col="home", unit="minutes")
    found = problem.solve(
        p=1, weights={"demand": 1 - cost_weight, "cost": cost_weight}, show_progress=False
    ).solution_df
    return [int(sites[0]) for sites in found["site_indices"]]


def turned(before: np.ndarray, after: np.ndarray) -> bool:
    """Whether any two of the first options stand the other way round. Equals that part, or parts that meet, do not."""
    kept = after[: len(before)]
    return bool((np.sign(before[:, None] - before) * np.sign(kept[:, None] - kept) < 0).any())


def two_criteria(rng: np.random.Generator):
    """A trial of minutes and cost alone, straight over its range, as lokigi blends them."""
    while True:
        trial = at_random(rng)
        if trial.raw.shape[1] == 2:
            return trial


@needs_lokigi
@pytest.mark.filterwarnings("ignore")
def test_ten_thousand_trials_beside_lokigi(capsys):
    rng = np.random.default_rng(20100519)
    flips: dict[str, Counter[str]] = {"declared ranges": Counter(), "lokigi": Counter()}
    for number in range(TRIALS):
        trial, joiner = two_criteria(rng), JOINERS[number % len(JOINERS)]
        more = joined(trial, joiner, rng)
        scales = [((scale[0]), (scale[-1])) for scale in trial.scales]
        flips["declared ranges"][joiner] += turned(
            ours(trial.raw, scales, trial.shares), ours(more, scales, trial.shares)
        )
        cost_weight = float(trial.shares[1])
        flips["lokigi"][joiner] += turned(theirs(trial.raw, cost_weight), theirs(more, cost_weight))
        if number < SOLVED:
            assert solved(more, cost_weight) == np.argsort(-theirs(more, cost_weight), kind="stable").tolist()
    for whose, counts in flips.items():
        told = ", ".join(f"{counts[joiner]:,} of {len(range(i, TRIALS, len(JOINERS))):,} {joiner}"
                         for i, joiner in enumerate(JOINERS))  # fmt: skip
        name = whose if whose != "lokigi" else f"lokigi {version('lokigi')}"
        tell(capsys, f"order of the others turned, {name}: {counts.total():,} of {TRIALS:,} trials ({told})")
    assert flips["declared ranges"].total() == 0
    assert flips["lokigi"]["dominated"] > 0


@needs_lokigi
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("cost_weight", COST_WEIGHTS)
def test_erith_and_sidcup_when_a_worse_site_joins(cost_weight, capsys):
    def first(rows: pd.DataFrame) -> tuple[str, str]:
        raw = rows.to_numpy()
        best = ours(raw, [MINUTES, COST_GBP], [1 - cost_weight, cost_weight]).argmax()
        return str(rows.index[best]), str(rows.index[solved(raw, cost_weight)[0]])

    two, three = first(LISTED.iloc[:2]), first(LISTED)
    tell(
        capsys,
        f"cost weight {cost_weight}: declared ranges put {two[0]} first, and {three[0]} once {LISTED.index[2]} joins; "
        f"lokigi {two[1]}, then {three[1]}",
    )
    assert two[0] == three[0]
    assert (two[1], three[1]) == ("Erith", "Sidcup")
