"""The complete ranking against every set priced one by one."""

import itertools

import numpy as np
import pandas as pd
import pytest

from feasibility import siting
from feasibility.siting import ranking
from tests.siting import worlds


def priced(given, sizes, *, required=(), fixed_cost=0.0):
    """Every set in the order that is stated: by cost, then size, then the table's columns."""
    sites = list(given.cost.columns)
    rows = []
    for size in sizes:
        for chosen in itertools.combinations(range(len(sites)), size):
            labels = [sites[site] for site in chosen]
            nearest = given.cost[labels].min(axis=1)
            if nearest.notna().all() and set(required) <= set(labels):
                total = float((nearest * given.demand).sum()) + fixed_cost * size
                rows.append((total, size, chosen, labels))
    return [(total, labels) for total, _, _, labels in sorted(rows)]


def sets_of(table):
    columns = [column for column in table.columns if column.startswith("site_")]
    return [[site for site in row if not pd.isna(site)] for row in table[columns].to_numpy().tolist()]


@pytest.mark.parametrize("sizes", [(1,), (2,), (3,), (1, 2, 3), (6,)], ids=str)
@pytest.mark.parametrize("blanks", [0.0, 0.5])
def test_every_set_in_order(sizes, blanks):
    # Costs of 1 to 4 make many ties.
    given = worlds.labelled(worlds.arrays(len(sizes), clients=5, sites=6, blanks=blanks, cost_max=4))
    expected = priced(given, sizes, fixed_cost=3.0)
    table = siting.every_set(given.cost, (sizes[0], sizes[-1]), demand=given.demand, fixed_cost=3.0)
    assert sets_of(table) == [labels for _, labels in expected]
    assert np.allclose(table["objective"], [total for total, _ in expected])
    assert list(table.index) == list(range(1, len(expected) + 1))


def test_required_and_forbidden_sites():
    given = worlds.labelled(worlds.arrays(3, clients=6, sites=7))
    expected = [row for row in priced(given, (3,), required=["s2"]) if "s5" not in row[1]]
    table = siting.every_set(given.cost, 3, demand=given.demand, required=["s2"], forbidden=["s5"])
    assert sets_of(table) == [labels for _, labels in expected]
    only = siting.every_set(given.cost, 2, demand=given.demand, required=["s2", "s4"])
    assert sets_of(only) == [["s2", "s4"]]


@pytest.mark.parametrize("keep", [1, 7, 40, 1000])
def test_the_best_kept_are_the_head_of_the_ranking(keep, monkeypatch):
    monkeypatch.setattr(ranking, "BLOCK_CELLS", 25)  # five sets a block, so that many blocks are cut down
    given = worlds.labelled(worlds.arrays(5, clients=5, sites=9, cost_max=4))
    whole = siting.every_set(given.cost, (3, 4), demand=given.demand)
    kept = siting.every_set(given.cost, (3, 4), demand=given.demand, keep=keep)
    assert kept.equals(whole.head(keep))


def test_the_best_set_is_the_proved_answer():
    for seed in range(5):
        given = worlds.labelled(worlds.arrays(seed, clients=12, sites=8, blanks=0.2))
        best = siting.p_median(given.cost, 3, demand=given.demand)
        table = siting.every_set(given.cost, 3, demand=given.demand, keep=2)
        if best.outcome.no_plan_exists:
            assert table.empty
            continue
        assert best.objective == pytest.approx(table.at[1, "objective"])
        assert best.proved_best


def test_ranks_and_sites_answer_one_another():
    sets = ranking._unranked(np.arange(56), 3, 8)
    assert sorted(map(tuple, sets)) == sorted(itertools.combinations(range(8), 3))
    assert [tuple(row)[::-1] for row in sets] == sorted(tuple(row)[::-1] for row in sets)


def test_no_set_serves_everyone():
    apart = pd.DataFrame({"a": [1.0, None], "b": [None, 1.0]}, index=["x", "y"])
    assert siting.every_set(apart, 1).empty
    assert siting.every_set(apart, 2)["objective"].tolist() == [2.0]
