"""The small study with a train and two buses of its own, and the command line to run it with."""

import sys
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from feasibility import cli
from tests.inputs.study import Study

LINES = """line_id,name,vehicle,operator,both_ways,weekday_services,saturday_services,sunday_services,peak_per_hour,\
first_departure,last_departure,year,source,status
train,Orpington to Middle,train,Made up,yes,56,14,0,,06:00,20:00,2010,Made up,assumed
round,1,bus,Made up,yes,90,70,30,,05:30,24:00,2010,Made up,assumed
valley,2,bus,Made up,yes,90,70,30,,05:30,24:00,2010,Made up,assumed
"""
CALLS = """line_id,call,stop_id,minutes
train,1,orpington,0
train,2,middle,12
round,1,bromley,
round,2,chislehurst,
round,3,west,
round,4,east,
valley,1,petts,
valley,2,middle,
valley,3,cray,
valley,4,east,
"""
STOPS = """stop_id,name,kind,easting,northing,placed_by
orpington,Orpington,station,545778,166033,Made up
middle,Middle,station,545379,167861,Made up
bromley,Bromley,place,540629,169142,Made up
chislehurst,Chislehurst,place,543729,170955,Made up
west,West Hall,place,543000,170000,Made up
east,East Hall,place,547000,170000,Made up
petts,Petts Wood,place,543770,167281,Made up
cray,The Cray,place,546759,168213,Made up
"""
"""Stops stand at postcodes of the study: Orpington is BR6 0AA, Middle is BR5 1LB."""


VALUES = (0, 1, 2, 3, 4, 2)
"""Minutes that the made-up matrices add for each of the six postcodes; the third and the sixth lie in one area."""
BASES = {"hall-w": 10, "hall-e": 20, "mid": 15}
"""Minutes that they add for each site."""


@dataclass(frozen=True)
class Done:
    """One command that has ended."""

    code: int
    out: str
    err: str

    @property
    def faults(self) -> list[str]:
        """Lines that tell a fault; lines of progress begin with seconds."""
        return [line.strip() for line in self.err.splitlines() if line.startswith("  ") and " s  " not in line]

    @property
    def folder(self) -> Path:
        """The run folder."""
        assert self.code == 0, self.err
        return Path(self.out.strip().splitlines()[-1])

    def table(self, name: str) -> pd.DataFrame:
        """A table of the exempt edition, where figures stand as audited; all text."""
        run = self.folder.name.removesuffix("-exempt")
        tables = self.folder.with_name(f"{run}-exempt") / "tables"
        return pd.read_csv(tables / f"{name}.csv", dtype=str, keep_default_na=False)

    def public(self, name: str) -> pd.DataFrame:
        """A table of the public edition; all text."""
        return pd.read_csv(self.folder / "tables" / f"{name}.csv", dtype=str, keep_default_na=False)

    def minutes(self, column: str, option: str, basis: str = "usual") -> float:
        """A figure of everybody's journeys."""
        rows = self.table("journeys").set_index(["option_id", "employer", "basis"])
        return float(rows.at[(option, "all", basis), column])

    def said(self, mode: str) -> dict[str, str]:
        """What the evidence says of a mode, by measure."""
        rows = self.table("evidence")
        return rows[rows["mode"] == mode].set_index("measure")["value"].to_dict()


def made(folder: Path) -> Study:
    """The study with lines of its own, everybody going by car."""
    study = Study(folder)
    for name, content in {"lines": LINES, "calls": CALLS, "stops": STOPS}.items():
        (folder / f"{name}.csv").write_text(content, encoding="utf-8")
    # One way of working, so that options go by their sites alone: journeys are the same in every way.
    study.state("ways", compared=["pooled"])
    return study.state("files", lines="lines.csv", calls="calls.csv", stops="stops.csv")


def staff(study: Study, **columns: list[str]) -> Study:
    """Write columns of the staff file, one value a person, new columns at the end."""
    path = study.folder / "staff.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table.assign(**columns).to_csv(path, index=False, lineterminator="\n")
    return study


def feasibility(*words: str, cache: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Done:
    """The command line as typed, in this process."""
    monkeypatch.setattr(sys, "argv", ["feasibility", *words])
    monkeypatch.setenv("FEASIBILITY_CACHE", str(cache))
    code = 0
    try:
        cli.main()
    except SystemExit as stop:
        code = int(stop.code or 0)
    printed = capsys.readouterr()
    assert "Traceback" not in printed.err
    return Done(code, printed.out, printed.err)
