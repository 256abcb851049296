"""Rows of the register that a scenario states for itself, over a register that several studies share."""

from pathlib import Path

import pandas as pd
import pytest

from feasibility.inputs import register
from feasibility.inputs.gathering import Gathering
from feasibility.scenario.sections import Files

HEADING = "assumption_id,value,unit,source,date,owner,status,validated_by"
SHARED = ("costs.period_years,10,years,Choice,2010,Finance,assumed,", "seats.opens,08:00,time,Choice,2010,Us,assumed,")
OWN = (
    "costs.period_years,25,years,Life of a building,2026,Finance,assumed,",
    "space.meeting_m2,5,m2,Plan,2026,Us,assumed,",
)


def written(folder: Path, name: str, rows: tuple[str, ...]) -> Path:
    path = folder / name
    path.write_text("\n".join((HEADING, *rows)) + "\n", encoding="utf-8")
    return path


def read(folder: Path, own: tuple[str, ...] | None) -> tuple[pd.DataFrame | None, list[str], list[str]]:
    """The register, the ids that are the scenario's own, and the faults."""
    further = None if own is None else written(folder, "further.csv", own)
    files = Files.model_construct(assumptions=written(folder, "shared.csv", SHARED), further_assumptions=further)
    gathering = Gathering()
    rows, stated = register.of_files(files, gathering)
    return rows, list(stated), gathering.faults


def test_a_further_row_stands_in_place_of_the_one_with_its_id(tmp_path):
    rows, stated, faults = read(tmp_path, OWN)
    assert faults == []
    assert dict(zip(rows["assumption_id"], rows["value"], strict=True)) == {
        "seats.opens": "08:00", "costs.period_years": "25", "space.meeting_m2": "5",
    }  # fmt: skip
    assert rows.set_index("assumption_id")["source"]["costs.period_years"] == "Life of a building"
    # Only the scenario's own rows must speak of it; a shared register serves other studies too.
    assert stated == ["costs.period_years", "space.meeting_m2"]


def test_without_further_rows_the_whole_register_is_stated_for_the_scenario(tmp_path):
    rows, stated, faults = read(tmp_path, None)
    assert faults == []
    assert list(rows["assumption_id"]) == stated == ["costs.period_years", "seats.opens"]


@pytest.mark.parametrize("own", [("costs.period_years,,years,Choice,2026,Finance,assumed,",), (OWN[0], OWN[0])])
def test_faults_of_further_rows_are_told_under_their_own_file(tmp_path, own):
    rows, _, faults = read(tmp_path, own)
    assert rows is None
    assert faults
    assert all(fault.startswith("further.csv: ") for fault in faults)
