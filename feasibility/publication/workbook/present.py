"""The net present cost of the options looked into, added up from the cost sheet and held against the ranking."""

from collections.abc import Mapping, Sequence

import pandas as pd
from openpyxl.utils import get_column_letter

from feasibility import tables, wording
from feasibility.publication.release import Release
from feasibility.publication.sheet_rows import FIRST_ROW
from feasibility.publication.views.view import looked_into
from feasibility.publication.workbook.cells import Column, SumSheet
from feasibility.publication.workbook.cost_sheet import POUNDS
from feasibility.publication.workbook.steps import Step
from feasibility.tables import COST_GROUPS

TITLE = "Net present cost"
TRAVEL = "travel"
"""Kind of lines that are no council cash."""
_GROUPS_FROM = 3
"""Place of the first group: before it stand the option and its id."""
_WIDTH = 16
_PENCE = 2
"""Decimals of pounds, as sheet Options has them."""


def sheet(lines: pd.DataFrame, found: Mapping[str, Step], release: Release) -> SumSheet:
    """A row an option: its lines by group, resources, travel and total, and the same figures of the tables."""
    options = looked_into(release).reset_index(drop=True)
    rows = range(FIRST_ROW, FIRST_ROW + len(options))
    groups = [group for group in COST_GROUPS if ((lines["group"] == group) & (lines["kind"] != TRAVEL)).any()]
    after = _GROUPS_FROM + len(groups)
    letters = {name: get_column_letter(after + place) for place, name in enumerate(("resources", "travel", "total"))}
    own = [*_groups(lines, found, options, groups), *_totals(lines, found, options, letters, after - 1)]
    total, cash = (
        (amount, list(options[amount].astype(float).round(_PENCE)), _at(release, "options", amount, "option_id"))
        for amount in ("total_npc_gbp", "cash_gbp")
    )
    against = (
        *_checks("Total", total, letters["total"], after + 3, own[-1][0].cells, rows),
        _cash(lines, found, options),
        *_checks("Cash", cash, get_column_letter(after + 5), after + 6, _cash(lines, found, options)[0].cells, rows),
    )
    named = (
        (Column("Option id", list(options["option_id"]), width=24), "Option"),
        (Column("Option", list(options["option"]), width=48), "What it is"),
    )
    columns, meanings = zip(*named, *own, *against, strict=True)
    return SumSheet(
        TITLE, "Totals of the cost sheet by option, held against those of the ranking.", columns, meanings, {}
    )


def _groups(
    lines: pd.DataFrame, found: Mapping[str, Step], options: pd.DataFrame, groups: Sequence[str]
) -> list[tuple[Column, str]]:
    return [
        (
            Column(
                f"{word} (£)",
                _added(lines, found["npc_gbp"], options, (lines["group"] == group) & (lines["kind"] != TRAVEL)),
                POUNDS,
                _summed("cost_npc_gbp", lines, options, f',cost_group,"{word}",cost_kind,"<>{TRAVEL}"'),
                _WIDTH,
            ),
            f"Present cost of the lines of the group {word} on the cost sheet, staff travel left out",
        )
        for group in groups
        for word in (wording.capital(group),)
    ]


def _totals(
    lines: pd.DataFrame, found: Mapping[str, Step], options: pd.DataFrame, letters: Mapping[str, str], last: int
) -> list[tuple[Column, str]]:
    rows = range(FIRST_ROW, FIRST_ROW + len(options))
    travel = _added(lines, found["npc_gbp"], options, lines["kind"] == TRAVEL)
    resources = _added(lines, found["npc_gbp"], options, lines["kind"] != TRAVEL)
    total = [part + other for part, other in zip(resources, travel, strict=True)]
    first, end = get_column_letter(_GROUPS_FROM), get_column_letter(last)
    by_kind = _summed("cost_npc_gbp", lines, options, f',cost_kind,"{TRAVEL}"')
    by_group = [f"SUM({first}{row}:{end}{row})" if last >= _GROUPS_FROM else "" for row in rows]
    both = [f"{letters['resources']}{row}+{letters['travel']}{row}" for row in rows]
    return [
        (Column("Resources (£)", resources, POUNDS, by_group, _WIDTH), "The groups added up: the councils' resources"),
        (
            Column("Staff travel (£)", travel, POUNDS, by_kind, _WIDTH),
            "Present cost of the lines of the kind travel: time, vehicles and carbon of staff",
        ),
        (Column("Net present social cost (£)", total, POUNDS, both, _WIDTH), "Resources and staff travel"),
    ]


def _cash(lines: pd.DataFrame, found: Mapping[str, Step], options: pd.DataFrame) -> tuple[Column, str]:
    formulas = _summed("cost_cash_gbp", lines, options)
    cash = Column("Cash (£)", _added(lines, found["cash_gbp"], options), POUNDS, formulas, _WIDTH)
    return cash, "Cash of the lines of the cost sheet, real, not discounted"


def _checks(
    what: str, published: tuple[str, list[float], str], letter: str, place: int,
    own: Sequence[float | str | None], rows: range,
) -> tuple[tuple[Column, str], tuple[Column, str]]:  # fmt: skip
    """The same figure of sheet Options, and how far the sum is from it."""
    amount, figures, reference = published
    gaps = [round(float(mine or 0) - given, _PENCE) + 0.0 for mine, given in zip(own, figures, strict=True)]
    beside = get_column_letter(place)
    return (
        (
            Column(
                f"{what} of sheet Options (£)", figures, POUNDS, [reference.format(row=row) for row in rows], _WIDTH
            ),
            f"The figure of the ranking, column {tables.headings(tables.OptionsTable)[amount][0]}",
        ),
        (
            Column(
                f"{what}: difference (£)",
                gaps,
                POUNDS,
                [f"ROUND({letter}{row}-{beside}{row},{_PENCE})" for row in rows],
                _WIDTH,
            ),
            "The sum less the figure of the ranking, to the penny",
        ),
    )


def _added(
    lines: pd.DataFrame, step: Step, options: pd.DataFrame, kept: "pd.Series[bool] | None" = None
) -> list[float]:
    amounts = pd.Series(step.figures, index=lines.index)
    chosen = amounts if kept is None else amounts.where(kept, 0.0)
    sums = chosen.groupby(lines["option_id"]).sum()
    return [float(sums.get(option_id, 0.0)) for option_id in options["option_id"]]


def _summed(amount: str, lines: pd.DataFrame, options: pd.DataFrame, criterion: str = "") -> list[str]:
    rows = range(FIRST_ROW, FIRST_ROW + len(options))
    return [f"SUMIFS({amount},cost_option_id,$A{row}{criterion})" if len(lines) else "" for row in rows]


def _at(release: Release, name: str, amount: str, key: str) -> str:
    """The sum of an amount on a sheet of a table, for the option whose id stands in column A."""
    columns, last = list(release.tables[name].columns), FIRST_ROW + len(release.tables[name]) - 1
    sheet = wording.worded(name)

    def cells(column: str) -> str:
        letter = get_column_letter(columns.index(column) + 1)
        return f"{sheet}!${letter}${FIRST_ROW}:${letter}${last}"

    return f"SUMIFS({cells(amount)},{cells(key)},$A{{row}})"
