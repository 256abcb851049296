"""Two runs of one study side by side: where what is published of both would tell of the few people they differ in.

Pure functions over run folders, of which only what anybody can read is read: `manifest.json` and `tables/*.csv`. Runs
of the same staff tell no more together than their options do one by one. Where the staff, the minutes of a matrix, or
the threshold differ, a group that both publish, of nearly as many staff and with figures that moved, tells of those who
joined or left it.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from feasibility.publication.disclosure.rounding import HEADS_STEP
from feasibility.wording import counted

MANIFEST, TABLES = "manifest.json", "tables"
PRIVATE = ("staff", "travel.matrix.")
"""First letters of the roles of files about people."""
NAMED = 3
"""Figures named in a warning; the rest are counted."""
PUBLIC = "public"
DUST = 1e-9
"""Figures closer than this are the same; a blank differs from nothing."""


@dataclass(frozen=True)
class Cells:
    """A published table by the groups of staff that it speaks of."""

    table: str
    group: tuple[str, ...]
    """Columns that name the group."""
    heads: str
    """Column that counts its staff; blank where none does."""
    figures: tuple[str, ...]
    words: str
    """How a fault names a group, by the columns."""


COMPARED = (
    Cells("journeys", ("employer", "basis"), "heads",
          ("before_minutes_mean", "before_minutes_median", "after_minutes_mean", "change_minutes_mean",
           "worse_15_share", "worse_30_share", "before_miles_per_year", "after_miles_per_year"),
          "journeys of the staff of {employer} ({basis} mode)"),
    Cells("area_changes", ("area_id",), "heads", ("before_minutes_mean", "change_minutes_mean", "worse_15_share"),
          "journeys from home area {area_id}"),
    Cells("journey_bands", ("band", "group"), "heads",
          ("before_minutes_mean", "change_minutes_mean", "worse_15_share"), "journeys of {band}: {group}"),
    Cells("journey_modes", ("employer", "mode"), "",
          ("before_share", "before_by_day_share", "after_share", "after_by_day_share"),
          "mode shares of the staff of {employer}, {mode}"),
    Cells("assignments", ("area_id", "site_id"), "heads", (), "staff of home area {area_id} at {site_id}"),
)  # fmt: skip
"""What is held side by side, option by option, where both runs have the option."""


def faults(first: Path, other: Path) -> tuple[str, ...]:
    """The groups that two run folders of one edition tell of together; none where neither tells more by the other.

    Raises `OSError` or `ValueError` where a folder is not that of a finished run.
    """
    one, two = _manifest(first), _manifest(other)
    least = max(_least(first), _least(other))
    if not _of_other_people(one, two) and _least(first) == _least(other):
        return ()
    near = least + (HEADS_STEP if PUBLIC in (one.get("edition"), two.get("edition")) else 0.0)
    return tuple(fault for cells in COMPARED for fault in _told(cells, first / TABLES, other / TABLES, near, least))


def siblings(folder: Path) -> tuple[Path, ...]:
    """Run folders of the same study and edition under the same folder of outputs, the folder itself left out."""
    mine = _manifest(folder)
    found = []
    for path in sorted(folder.resolve().parent.parent.glob(f"*/*/{MANIFEST}")):
        if path.parent == folder.resolve() or path.parent.name.startswith("."):
            continue
        try:
            said = _manifest(path.parent)
        except (OSError, ValueError):
            continue
        if (said.get("title"), said.get("edition")) == (mine.get("title"), mine.get("edition")):
            found.append(path.parent)
    return tuple(found)


def warnings(folder: Path) -> tuple[str, ...]:
    """A sentence for each other run of the study that must not be published beside this one, and what it would tell."""
    told = []
    for sibling in siblings(folder):
        try:
            found = faults(folder, sibling)
        except (OSError, ValueError):
            found = ("its files, which cannot be read",)
        if found:
            more = f", and {counted(len(found) - NAMED, 'more figure')}" if len(found) > NAMED else ""
            told.append(
                f"Publish one of {_name(folder)} and {_name(sibling)} only: their staff differ, and side by side the "
                f"two tell of a few people ({'; '.join(found[:NAMED])}{more})."
            )
    return tuple(told)


def _name(folder: Path) -> str:
    return "/".join(folder.resolve().parts[-2:])


def _manifest(folder: Path) -> dict[str, Any]:
    said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    if not isinstance(said, dict) or not isinstance(said.get("inputs"), dict):
        raise ValueError(f"{folder.name} has no manifest of a run")
    return said


def _least(folder: Path) -> float:
    said = _manifest(folder)
    return float(said.get("suppression_heads_min", 10))


def _of_other_people(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    """Whether any file about people differs."""
    roles = {role for said in (one, two) for role in said["inputs"] if str(role).startswith(PRIVATE)}
    sums = [{role: said["inputs"].get(role, {}).get("sha256") for role in roles} for said in (one, two)]
    return sums[0] != sums[1]


def _told(cells: Cells, first: Path, other: Path, near: float, least: float) -> Iterator[str]:
    names = [path / f"{cells.table}.csv" for path in (first, other)]
    if not all(path.is_file() for path in names):
        return
    both = [_read(path, cells) for path in names]
    if any(table is None for table in both):
        return
    one, two = (table for table in both if table is not None)
    shared = one.index.intersection(two.index)
    moved = _moved(one.loc[shared], two.loc[shared])
    close = pd.Series(True, index=shared)
    if cells.heads:
        apart = (one.loc[shared, cells.heads] - two.loc[shared, cells.heads]).abs()
        close = apart < near  # not so where either is blank: what is not shown tells nothing here
    figures = [name for name in cells.figures if name in one.columns]
    if figures:
        shown = one.loc[shared, figures].notna().any(axis=1) & two.loc[shared, figures].notna().any(axis=1)
        close &= shown
    hits = pd.DataFrame(index=shared[moved & close]).reset_index()
    for row in hits.drop_duplicates(list(cells.group))[list(cells.group)].to_dict("records"):
        words = cells.words.format(**row)
        yield f"{words}: nearly the same staff in both, whose figures differ by fewer than {least:g} people"


def _read(path: Path, cells: Cells) -> pd.DataFrame | None:
    keys = ["option_id", *cells.group]
    table = pd.read_csv(path, dtype=dict.fromkeys(keys, str), keep_default_na=True)
    if not {*keys, *([cells.heads] if cells.heads else [])} <= set(table.columns):
        return None
    kept = [*([cells.heads] if cells.heads else []), *(name for name in cells.figures if name in table.columns)]
    return table.set_index(keys)[kept].astype(float)


def _moved(one: pd.DataFrame, two: pd.DataFrame) -> "pd.Series[bool]":
    """Rows of which any figure that both show is not the same."""
    columns = one.columns.intersection(two.columns)
    differ = (one[columns] - two[columns]).abs() > DUST
    return differ.any(axis=1)
