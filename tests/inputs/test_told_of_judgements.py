"""Faults of the table of judgements and of a tree that asks for one; and what is read from a good one."""

import io

import pandas as pd
import pytest

from feasibility.errors import InputError, ScenarioError
from feasibility.inputs import judgements
from feasibility.inputs.read import read as read_all
from feasibility.scenario import load
from feasibility.scenario.value import Criterion
from feasibility.tables import checked
from feasibility.tables.value import Judgements

HEADING = "site_id,criterion,value,status,source,date,owner\n"
REST = "assumed,A visit,2010,Head of property"
CRITERIA = {
    "ease": Criterion(name="Ease", measure="judgement", weight=50.0, points=((0.0, 0.0), (10.0, 100.0))),
    "light": Criterion(name="Light", measure="judgement", weight=50.0, bands={"good": 100.0, "poor": 0.0}),
}
GOOD = f'mid,ease,"1,000",{REST}\nmid,light,good,{REST}\nhall-w,ease,-2.5,{REST}\n'
EASE = {"name": "Ease", "measure": "judgement", "weight": 100, "points": [[0, 0], [10, 100]]}


def read(rows: str) -> pd.DataFrame:
    frame = pd.read_csv(io.StringIO(HEADING + rows), dtype=str, keep_default_na=False)
    raw = frame.set_axis(pd.RangeIndex(2, len(frame) + 2, name="row"), axis="index")
    return judgements.read(raw, "judged.csv", CRITERIA, ["mid", "hall-w"])


def faults(rows: str) -> list[str]:
    with pytest.raises(InputError) as told:
        read(rows)
    assert told.value.where == "judged.csv"
    return list(told.value.faults)


def test_a_good_file_is_of_its_schema():
    found = checked(read(GOOD), Judgements, "judged.csv")
    assert found["value"].tolist() == ["1,000", "good", "-2.5"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (f"mid,ease,high,{REST}", 'row 2, column value: found "high"; write a number'),
        (f"mid,ease,,{REST}", "column value: row 2: is blank; write a number"),
        (f"mid,light,fair,{REST}", 'row 2, column value: found "fair"; must be one of good, poor'),
        (f"mid,light,,{REST}", "row 2, column value: is blank; write one of good, poor"),
        (f"midd,ease,3,{REST}", 'row 2, column site_id: found "midd", which the table of sites lacks; is it mid?'),
        (f"mid,noise,3,{REST}", 'column criterion: row 2: is no criterion of the scenario with measure = "judgement"; '
                                "write ease or light"),
        ("mid,ease,3,sure,A visit,2010,Me", 'row 2, column status: found "sure"; must be one of sourced'),
        ("mid,ease,3,assumed,,2010,Me", "column source: row 2: is blank; say what the judgement rests on"),
        ("mid,ease,3,assumed,A visit,,Me", "column date: row 2: is blank; say when it was made"),
        ("mid,ease,3,assumed,A visit,2010,", "column owner: row 2: is blank; say whose it is"),
    ],
)  # fmt: skip
def test_each_fault_is_told_once(row, fault):
    (told,) = faults(row + "\n")
    assert told.startswith(fault)


def test_what_is_judged_twice_and_every_fault_at_once():
    told = faults(GOOD + f"mid,ease,7,{REST}\nmid,light,dim,{REST}\n")
    assert told == [
        'row 6, column value: found "dim"; must be one of good, poor',
        "column criterion: rows 2-3, 5-6: judge one site by one criterion more than once; keep one",
    ]


class TestStudy:
    def test_a_tree_that_asks_for_judgements_and_no_table(self, study):
        study.state("value", set_by="Board", set_on="2010-06-14").state("value.criterion.ease", **EASE)
        with pytest.raises(InputError) as told:
            read_all(load(study.scenario))
        assert told.value.faults == (
            'value.criterion.ease.measure: is "judgement", but files.judgements names no table; name one',
        )

    def test_its_table_is_read(self, study):
        (study.folder / "judged.csv").write_text(HEADING + f"mid,ease,7,{REST}\n", encoding="utf-8")
        study.state("value", set_by="Board", set_on="2010-06-14").state("value.criterion.ease", **EASE)
        study.state("files", judgements="judged.csv")
        assert read_all(load(study.scenario)).judgements["value"].tolist() == ["7"]

    def test_a_table_that_no_criterion_asks_for(self, study):
        (study.folder / "judged.csv").write_text(HEADING + f"mid,ease,7,{REST}\n", encoding="utf-8")
        study.state("files", judgements="judged.csv")
        with pytest.raises(InputError, match="it has none; take the row out"):
            read_all(load(study.scenario))

    def test_what_is_told_of_a_tree_names_the_setting(self, study):
        study.state("value", set_by="Board", set_on="14 June").state("value.criterion.ease", **(EASE | {"weight": 90}))
        with pytest.raises(ScenarioError) as told:
            load(study.scenario)
        assert told.value.faults[0].startswith("value.set_on: ")
        study.state("value", set_on="2010-06-14")
        with pytest.raises(ScenarioError) as told:
            load(study.scenario)
        assert told.value.faults == ("value: the weights of the criteria sum to 90 (ease 90); they must sum to 100",)

    def test_a_pair_that_is_none_is_told_once(self, study):
        study.state("value", set_by="Board", set_on="2010-06-14")
        study.state("value.criterion.ease", **(EASE | {"points": [[0, 0], ["far", 100]]}))
        with pytest.raises(ScenarioError) as told:
            load(study.scenario)
        (fault,) = told.value.faults
        assert fault.startswith('value.criterion.ease.points (entry 2) (entry 1): found the text "far"; write a number')

    def test_leavers_in_the_cost_and_journeys_in_the_tree(self, study):
        cost = EASE | {"measure": "resource_npc_gbp", "weight": 50}
        mean = EASE | {"measure": "change_minutes_mean", "weight": 50}
        study.state("value", set_by="Board", set_on="2010-06-14")
        study.state("value.criterion.cost", **cost).state("value.criterion.mean", **mean)
        load(study.scenario)
        study.state("people.attrition", counted=True)
        with pytest.raises(ScenarioError) as told:
            load(study.scenario)
        assert told.value.faults[0].startswith(
            "value: criteria cost (resource_npc_gbp) and mean (change_minutes_mean) count one thing twice: people.attr"
        )
