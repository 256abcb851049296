"""The small study with settings that vary, its cells and the ground they stand on."""

from pathlib import Path

from feasibility.scenario import load
from feasibility.sweep.checking import Checked, check
from feasibility.sweep.grid import Grid, grid
from feasibility.sweep.results import as_text
from feasibility.sweep.work import Done, Outcome, Refused
from tests import travel_study
from tests.inputs.study import Study


def varied(folder: Path) -> Study:
    """Two levels of take-up by two ways of working: four cells."""
    study = travel_study.made(folder)
    study.state("sweep.seats", take_up_share=[0.0, 0.1])
    return study.state("sweep.ways", compared=[["apart"], ["pooled"]])


def cells(study: Study) -> Grid:
    return grid(load(study.scenario))


def checked(study: Study, cache: Path) -> Checked:
    return check(cells(study).cells, cache, lambda _: None)


def gathering(into: dict[int, str]) -> Done:
    """Keeps every result as its text, so that results are compared to the last bit."""

    def done(outcome: Outcome) -> None:
        assert not isinstance(outcome, Refused), outcome.faults
        into[outcome.number] = as_text(outcome, "")

    return done
