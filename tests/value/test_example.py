"""The tree of the example: an illustration that says so, whose judgements speak of every place."""

from pathlib import Path

import pytest

from feasibility.appraisal.value import tree
from feasibility.inputs import judgements, sheets
from feasibility.scenario import load
from feasibility.scenario.value import COSTS

EXAMPLE = Path(__file__).parents[2] / "scenarios" / "bexley-bromley-2010.toml"


def test_the_tree_of_the_example_is_an_illustration_with_cost_apart():
    asked = load(EXAMPLE).value
    assert sum(tree.stated(asked).shares.values()) == pytest.approx(1)
    assert (asked.status, asked.dissent) == ("illustrative", ())
    assert "nobody has decided" in (asked.set_by or "")
    assert not {criterion.measure for criterion in asked.criterion.values()} & {*COSTS}
    assert all(criterion.reason for criterion in asked.criterion.values())


def test_every_place_of_the_example_is_judged():
    scenario = load(EXAMPLE)
    sites, _ = sheets.of_role(scenario.files.sites, "sites")
    assert scenario.files.judgements is not None
    judged = judgements.of_file(scenario.files.judgements, scenario.value.judged, list(sites["site_id"]))
    assert judged["site_id"].tolist() == sites["site_id"].tolist()
    assert set(judged["status"]) == {"illustrative"}
