"""A finished sweep into its folder: the tables of all cells, the page, the scenario and the manifest."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from feasibility.identity import resolved_toml
from feasibility.inputs import register, sheets
from feasibility.publication import csvs, manifest
from feasibility.scenario.model import files_by_role
from feasibility.sweep import page
from feasibility.sweep.cluster import versions
from feasibility.sweep.grid import Cell, Grid
from feasibility.sweep.results import CellResult
from feasibility.tables import headings
from feasibility.tables.sweep import SweepOptionsTable, SweepTable

TEXTS = (
    "state",
    "best_option_id",
    "best_option",
    "next_option_id",
    "next_option",
    "moving_option_id",
    "moving_option",
    "reason",
)
WHOLE = ("near_ties", "options_had", "options_listed")
WHOLE_OR_BLANK = (
    "do_nothing_rank", "workstations_now", "workstations_apart", "workstations_pooled", "workstations_virtual",
)  # fmt: skip


def write(grid: Grid, results: Iterable[CellResult], name: str, place: Path) -> pd.DataFrame:
    """Write everything into the folder `place`; `results` in the order of the cells. Returns the table of cells."""
    rows = []
    with (place / "sweep_options.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headings(SweepOptionsTable))
        for cell, result in zip(grid.cells, results, strict=True):
            rows.append(_row(grid, cell, result))
            writer.writerows(_options(result))
    table = cells_table(grid, rows)
    csvs.save_table(table, SweepTable, place / "sweep.csv")
    (place / "sweep.html").write_text(
        page.page(grid, table, name, _licence_lines(grid)), encoding="utf-8", newline="\n"
    )
    (place / manifest.SCENARIO).write_text(resolved_toml(grid.base), encoding="utf-8", newline="\n")
    _write_manifest(grid, name, place)
    return table


def cells_table(grid: Grid, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """tables.sweep.SweepTable, with a column for each setting that varies after the name."""
    declared = list(headings(SweepTable))
    table = pd.DataFrame(list(rows), columns=["cell", "name", *(axis.key for axis in grid.axes), *declared[2:]])
    figures = [c for c in declared[2:] if c not in (*TEXTS, *WHOLE, *WHOLE_OR_BLANK, "proved")]
    kinds = {
        **dict.fromkeys(figures, float),
        **dict.fromkeys(WHOLE, int),
        **dict.fromkeys(WHOLE_OR_BLANK, "Int64"),
        "proved": bool,
        "cell": int,
    }
    return table.fillna(dict.fromkeys(TEXTS, "")).astype(kinds)


def _row(grid: Grid, cell: Cell, result: CellResult) -> dict[str, object]:
    said = {axis.key: label for axis, label in zip(grid.axes, cell.labels, strict=True)}
    return {"cell": cell.number, "name": cell.name, **said, **result.figures}


def _options(result: CellResult) -> Iterable[Sequence[str]]:
    """The options of a cell as the text of their file: so many cells may not stand in memory at once."""
    if not result.options:
        return ()
    table = pd.DataFrame(list(result.options)).assign(cell=result.number)[list(headings(SweepOptionsTable))]
    table = table.astype({"total_npc_gbp": float, "above_best_gbp": float})
    return zip(*csvs.in_text(table, SweepOptionsTable, "sweep_options.csv").values(), strict=True)


def _licence_lines(grid: Grid) -> tuple[str, ...]:
    """What is owed to the owners of the data, each line once in its own words."""
    path = grid.base.files.sources
    sources = register.read_sources(sheets.read(path), path.name)
    lines = (line.strip() for text in sources["attribution"] for line in text.split(";"))
    return tuple(dict.fromkeys(line for line in lines if line))


def _write_manifest(grid: Grid, name: str, place: Path) -> None:
    study = grid.base.study
    outputs = sorted(path for path in place.iterdir() if path.name != manifest.NAME)
    said = {
        "sweep": name,
        "title": study.title,
        "as_at": study.as_at,
        "price_base": f"{study.price_base_year} prices",
        "cells": len(grid.cells),
        "varied": {axis.key: [choice.label for choice in axis.choices] for axis in grid.axes},
        "scenario_sha256": manifest.checksum(place / manifest.SCENARIO),
        "inputs": {key: manifest.described(key, path) for key, path in files_of(grid).items()},
        "packages": versions(),
        "solver": {"name": "HiGHS", "seed": grid.base.solver.seed, "gap_share_allowed": grid.base.solver.gap_share},
        "outputs": {path.name: manifest.checksum(path) for path in outputs},
    }
    text = json.dumps(said, indent=2, sort_keys=True, ensure_ascii=False, allow_nan=False)
    (place / manifest.NAME).write_text(text + "\n", encoding="utf-8", newline="\n")


def files_of(grid: Grid) -> dict[str, Path]:
    """Every file that any cell reads, by its setting; further ones of a sweep with their number."""
    found: dict[str, list[Path]] = {}
    # Sections that do not vary are the same value in all cells (`grid`), so that few scenarios are looked through.
    unlike = {(id(cell.scenario.files), id(cell.scenario.travel)): cell.scenario for cell in grid.cells}
    for scenario in unlike.values():
        for role, path in files_by_role(scenario).items():
            if path not in found.setdefault(role, []):
                found[role].append(path)
    return {
        role if place == 1 else f"{role}.{place}": path
        for role, paths in sorted(found.items())
        for place, path in enumerate(paths, start=1)
    }
