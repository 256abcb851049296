"""Points rest on declared ranges alone, so that an option that joins or leaves changes the order of no others."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from feasibility.appraisal import value
from feasibility.appraisal.value import functions
from tests.value.trials import JOINERS, TRIALS, at_random, joined
from tests.value.worlds import HELD, MEAN, facts, settings


def scores(raw: np.ndarray, trial) -> np.ndarray:
    """The kernel that `value.appraised` scores by."""
    points = [functions.values(raw[:, place], scale) for place, scale in enumerate(trial.scales)]
    return functions.weighed(points, trial.shares)


def test_ten_thousand_random_trials():
    """The kernel alone, so that there is time for as many; the whole function is tried below."""
    rng = np.random.default_rng(20100519)
    told_apart = 0
    for number in range(TRIALS):
        trial, joiner = at_random(rng), JOINERS[number % len(JOINERS)]
        without, with_it = scores(trial.raw, trial), scores(joined(trial, joiner, rng), trial)
        # To the last bit: the others' scores, and so their order, are the same with it and without it.
        assert np.array_equal(without, with_it[:-1]), (number, joiner)
        told_apart += len(set(without)) == len(without)
    assert told_apart > 0.9 * TRIALS


def with_one_more(known: value.Facts, option_id: str, minutes: float, cost_gbp: float, like: str) -> value.Facts:
    """The facts with an option more, at the sites of another."""

    def more(table: pd.DataFrame, **also: object) -> pd.DataFrame:
        row = table[table["option_id"] == like].assign(option_id=option_id, **also)
        return pd.concat([table, row], ignore_index=True)

    return replace(
        known,
        options=more(known.options, option=option_id, total_npc_gbp=cost_gbp),
        journeys=more(known.journeys, change_minutes_mean=minutes),
        resilience=more(known.resilience),
        seated=more(known.seated),
    )


@pytest.mark.parametrize(
    ("minutes", "cost_gbp", "like"),
    [
        pytest.param(19.0, 9_000.0, "b", id="dominated"),
        pytest.param(8.0, 2_000.0, "a", id="duplicated"),
        pytest.param(-4.0, 90_000.0, "do-nothing", id="irrelevant"),
        pytest.param(99.0, 9_000.0, "b", id="beyond its range"),
    ],
)
def test_whole_tables_stand_when_an_option_joins_or_leaves(minutes, cost_gbp, like):
    asked = settings(mean=MEAN, held=HELD)
    alone, joint = value.appraised(facts(), asked), None
    joint = value.appraised(with_one_more(facts(), "new", minutes, cost_gbp, like), asked)
    others = joint.scores[joint.scores["option_id"] != "new"].reset_index(drop=True)
    pd.testing.assert_frame_equal(others, alone.scores, check_exact=True)
    kept = joint.options[joint.options["option_id"] != "new"].reset_index(drop=True)
    for name in ("score", "benefit", "cost_gbp"):
        pd.testing.assert_series_equal(kept[name], alone.options[name], check_exact=True)
    order = kept.sort_values(["place", "option_id"])["option_id"].tolist()
    assert order == alone.options.sort_values(["place", "option_id"])["option_id"].tolist()
    pd.testing.assert_frame_equal(joint.criteria, alone.criteria)
