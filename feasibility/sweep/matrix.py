"""Who wins where: the best option over the first two settings that vary, one block for each of the others' values."""

import pandas as pd

from feasibility import wording
from feasibility.options import STAYING
from feasibility.publication.views.view import HeadCell, RowGroup, View
from feasibility.scenario.sweep import CASE
from feasibility.sweep.grid import Grid, short_keys
from feasibility.tables.sweep import ANSWERED, NOTHING_SHARED


def matrix(grid: Grid, table: pd.DataFrame) -> View:
    """Rows are values of the first setting, columns those of the second; headings of groups tell the others' values."""
    names = short_keys(grid.axes)
    across = [choice.label for choice in grid.axes[1].choices] if len(grid.axes) > 1 else [""]
    words = [_words(row) for row in table.to_dict("records")]
    labels = [cell.labels for cell in grid.cells]
    by_rest: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for of_cell, said in zip(labels, words, strict=True):
        by_rest.setdefault(of_cell[2:], {}).setdefault(of_cell[0], []).append(said)
    groups = tuple(
        RowGroup(_rest(names[2:], rest), tuple((first, *cells) for first, cells in rows.items()))
        for rest, rows in by_rest.items()
    )
    heads = tuple(HeadCell(_headed(names[1], label) if label else "Best option", figures=False) for label in across)
    return View(
        caption="The best option, its total and near-ties; beside a way of staying, the cheapest move",
        columns=(HeadCell(names[0], figures=False), *heads),
        over=(),
        row_heading=0,
        groups=groups,
        note="Totals are net present costs with staff travel, to the nearest £1,000.",
    )


def _rest(names: tuple[str, ...], labels: tuple[str, ...]) -> str:
    return ", ".join(_headed(name, label) for name, label in zip(names, labels, strict=True))


def _headed(name: str, label: str) -> str:
    """A value with its setting; a case by its own name."""
    return label if name == CASE else f"{name} {label}"


def _words(row: dict[str, object]) -> str:
    if row["state"] != ANSWERED:
        stay = _pounds(row["do_nothing_total_npc_gbp"])
        return NOTHING_SHARED.capitalize() + (f"; do nothing {stay}" if stay != wording.MISSING else "")
    ties = int(str(row["near_ties"]))
    told = [f"{brief(str(row['best_option']))}, {_pounds(row['best_total_npc_gbp'])}"]
    if ties:
        told.append(wording.counted(ties, "near-tie"))
    if row["best_option_id"] in STAYING and row["moving_option"]:
        told.append(f"cheapest move {row['moving_option']}, {_pounds(row['moving_total_npc_gbp'])}")
    return "; ".join(told)


def brief(option: str) -> str:
    """An option without what explains it: `Do nothing`."""
    return option.partition(": ")[0]


def _pounds(total: object) -> str:
    return wording.pounds(float(str(total)), nearest_1000=True)
