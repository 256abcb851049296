"""Cost sheets: the money of an option line by line, with totals that must agree with the ranking."""

import pandas as pd

from feasibility import wording
from feasibility.errors import UnsoundPlan
from feasibility.publication.appendix.options import with_cost_sheet
from feasibility.publication.appendix.view import Column, View, named, site_names, tabulate
from feasibility.publication.release import Release

TOLERANCE_GBP = 1.0
"""Lines and total may differ by rounding of the data, never by a pound."""
_KINDS = {"capital": "Capital", "revenue": "Revenue", "travel": "Staff travel (not council cash)"}
_COLUMNS = (
    Column("line", "Line"),
    Column("place", "Place"),
    Column("quantity", "Quantity"),
    Column("unit", "Unit"),
    Column("rate_gbp", "Rate (£ a unit)"),
    Column("quarters", "Quarters"),
    Column("cash_gbp", "Cash (£)"),
    Column("npc_gbp", "Present cost (£)"),
    Column("status", "Status"),
    Column("basis", "Basis"),
)


def sheets(release: Release) -> tuple[View, ...]:
    """A cost sheet for the best option, the first near-ties and doing nothing.

    Raises `UnsoundPlan` where the lines of a sheet do not add up to the totals of the ranking.
    """
    return tuple(_sheet(release, option) for _, option in with_cost_sheet(release).iterrows())


def _sheet(release: Release, option: pd.Series) -> View:
    costs = release.tables["costs"]
    lines = costs[costs["option_id"] == option["option_id"]]
    _check(lines, option)
    place = {kind: number for number, kind in enumerate(_KINDS)}
    lines = lines.assign(order=lines["kind"].map(place)).sort_values("order", kind="stable")
    lines = lines.assign(
        kind=lines["kind"].map(_KINDS),
        place=named(lines["place"], site_names(release)),
        quarters=[_span(*ends) for ends in zip(lines["first_quarter"], lines["last_quarter"], strict=True)],
    )
    totals = tuple(
        _total(words, wording.figure("total_npc_gbp", float(option[column])))
        for words, column in (
            ("Resources of the councils", "resource_npc_gbp"),
            ("Value of added travel", "travel_npc_gbp"),
            ("Total", "total_npc_gbp"),
        )
    )
    return tabulate(
        lines,
        f"Cost sheet, rank {option['rank']}: {option['option']} ({release.heading.price_base})",
        _COLUMNS,
        row_heading="line",
        by="kind",
        totals=totals,
        note="Whole pounds. Cash: real, with optimism bias, VAT lost and taxes, not discounted. Present cost: the economic "
        "case, with optimism bias, discounted, without VAT, taxes and transfers. Rounded lines may differ from a total by "
        "a pound or two.",
    )


def _check(lines: pd.DataFrame, option: pd.Series) -> None:
    travel = lines["kind"] == "travel"
    for column, rows in (
        ("resource_npc_gbp", lines[~travel]),
        ("travel_npc_gbp", lines[travel]),
        ("total_npc_gbp", lines),
    ):
        if abs(float(rows["npc_gbp"].sum()) - float(option[column])) >= TOLERANCE_GBP:
            raise UnsoundPlan(f"cost lines of {option['option_id']} do not add up to {column}")


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _total(words: str, amount: str) -> tuple[str, ...]:
    cells = {"line": words, "npc_gbp": amount}
    return tuple(cells.get(column.name, "") for column in _COLUMNS)
