"""Cost sheets: the money of an option line by line, with totals that must agree with the ranking."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from feasibility import wording
from feasibility.costs.lines import SHARED
from feasibility.errors import UnsoundPlan
from feasibility.publication.release import Release
from feasibility.publication.views.partners import best_building
from feasibility.publication.views.view import Column, RowGroup, View, looked_into, site_names, tabulate
from feasibility.publication.views.withheld import IN_EXEMPT_PART
from feasibility.tables import ALL

TOLERANCE_GBP = 1.0
"""Lines and total may differ by rounding of the data, never by a pound."""
NOT_SHOWN = "not shown"
"""Stands for a quantity of journeys, from which those of few staff could be worked out."""
GROUP_WORDS = {
    "occupancy": "Occupancy: the yearly cost of space",
    "works": "Works: fit-out and repair",
    "systems": "Systems: telephony, records and network",
    "transition": "Transition: the move itself",
    "people": "People: posts, pay, redundancy and training",
    "property": "Property: receipts, dilapidations and space left empty",
    "travel": "Staff travel: no council cash",
}
"""Headings of the cost sheet (tables.COST_GROUPS), in reading order."""


_COLUMNS = (
    Column("line", "Line", width=34),
    Column("amount", "Quantity", figures=True, width=13),
    Column("rate", "Rate (£)", figures=True, width=10),
    Column("quarters", "Quarters", width=13),
    Column("cash_gbp", "Cash (£)", width=10),
    Column("npc_gbp", "Present (£)", width=10),
    Column("status", "Firmness", width=10),
)


def sheets(release: Release) -> tuple[View, ...]:
    """A cost sheet, with subtotals by heading, of the best option and of the best shared building.

    Raises `UnsoundPlan` where the lines of a sheet do not add up to the totals of the ranking.
    """
    options = looked_into(release)
    chosen = {str(options["option_id"].iloc[0]), best_building(release)}
    for _, option in options.iterrows():
        _check(_of(release, option), option)
    return tuple(_sheet(release, row) for _, row in options[options["option_id"].isin(chosen)].iterrows())


def by_heading(release: Release) -> View:
    """Present cost by heading of the sheet, the options looked into side by side, with totals."""
    costs, options = release.tables["costs"], looked_into(release)
    sums = costs.groupby(["option_id", "group"])["npc_gbp"].sum()
    held = [group for group in GROUP_WORDS if group in set(costs["group"])]
    shown = pd.DataFrame({"group": [GROUP_WORDS[group].partition(":")[0] for group in held]})
    columns, totals = [Column("group", "Heading")], ["Total"]
    for option_id, title in zip(options["option_id"], options["option"], strict=True):
        gbp = [float(sums.get((option_id, group), 0.0)) for group in held]
        shown[str(option_id)] = [wording.thousands("npc_gbp", amount) for amount in gbp]
        columns.append(Column(str(option_id), str(title), figures=True))
        totals.append(wording.thousands("npc_gbp", sum(gbp)))
    return tabulate(
        shown,
        "Present cost by heading, the options looked into (£)",
        tuple(columns),
        row_heading="group",
        totals=(tuple(totals),),
        note="To the nearest £1,000. A minus sign is money received or spared. Lines stand in the sheets below.",
    )


def _in_order(lines: pd.DataFrame) -> pd.DataFrame:
    place = {group: number for number, group in enumerate(GROUP_WORDS)}
    return lines.assign(order=lines["group"].map(place)).sort_values("order", kind="stable")


def _of(release: Release, option: pd.Series) -> pd.DataFrame:
    costs = release.tables["costs"]
    return costs[costs["option_id"] == option["option_id"]]


def _rounding(release: Release) -> str:
    if release.edition == "public":
        return "To the nearest £1,000, and made to add up, so a line may be £1,000 out."
    return "Whole pounds. Rounded lines may differ from a total by a pound or two."


def _sheet(release: Release, option: pd.Series) -> View:
    lines = _in_order(_of(release, option))
    shown = tabulate(
        lines.assign(
            group=lines["group"].map(GROUP_WORDS),
            line=_placed(lines, site_names(release), {**release.authority_names, SHARED: "shared"}),
            amount=[_amount(release, row) for _, row in lines.iterrows()],
            rate=["" if math.isnan(gbp) else wording.figure("rate_gbp", gbp) for gbp in lines["rate_gbp"]],
            status=lines["status"].map(wording.capital),
            quarters=[_span(*ends) for ends in zip(lines["first_quarter"], lines["last_quarter"], strict=True)],
        ),
        f"Cost sheet, rank {option['rank']}: {option['option']} ({release.heading.price_base})",
        _COLUMNS,
        row_heading="line",
        by="group",
        note=f"{_rounding(release)} tables/costs.csv says of each line who pays it, whether it is capital, and what it "
        "rests on.",
    )
    travel = lines["kind"] == "travel"
    totals = (
        _total("Resources of the councils", lines[~travel]),
        _total("Value of added travel", lines[travel]),
        _total("Total", lines),
    )
    return replace(shown, groups=(*_with_subtotals(shown, lines), RowGroup("", totals, totals=True)))


def _with_subtotals(shown: View, lines: pd.DataFrame) -> tuple[RowGroup, ...]:
    """The groups of a sheet, each followed by its sum."""
    by_group = {GROUP_WORDS[str(group)]: rows for group, rows in lines.groupby("group")}
    return tuple(
        part
        for group in shown.groups
        for part in (
            group,
            RowGroup("", (_total(f"{group.title.partition(':')[0]} in all", by_group[group.title]),), totals=True),
        )
    )


def _placed(lines: pd.DataFrame, names: Mapping[str, str], payers: Mapping[str, str]) -> list[str]:
    """Each line with the name of its place, unless it is of all places; with its payer where that alone tells it."""
    alike = lines.duplicated(["line", "place"], keep=False)
    return [
        str(line)
        + (f", {names.get(place, place)}" if place != ALL else "")
        + (f" ({payers.get(payer, payer)})" if twice else "")
        for line, place, payer, twice in zip(lines["line"], lines["place"], lines["payer"], alike, strict=True)
    ]


def _amount(release: Release, row: "pd.Series[Any]") -> str:
    """A quantity with its unit; where it was taken out, where it stands."""
    quantity = float(row["quantity"])
    if math.isnan(quantity):
        priced = release.commercial_withheld and math.isnan(float(row["rate_gbp"]))
        return IN_EXEMPT_PART if priced else NOT_SHOWN
    written = wording.number(quantity, wording.COUNT if quantity.is_integer() else wording.QUANTITY)
    return f"{written} {row['unit']}".strip()


def _check(lines: pd.DataFrame, option: pd.Series) -> None:
    travel = lines["kind"] == "travel"
    for column, rows, amount in (
        ("resource_npc_gbp", lines[~travel], "npc_gbp"),
        ("travel_npc_gbp", lines[travel], "npc_gbp"),
        ("total_npc_gbp", lines, "npc_gbp"),
        ("cash_gbp", lines, "cash_gbp"),
    ):
        if abs(float(rows[amount].sum()) - float(option[column])) >= TOLERANCE_GBP:
            raise UnsoundPlan(f"cost lines of {option['option_id']} do not add up to {column}")


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first} to {last}"


def _total(words: str, lines: pd.DataFrame) -> tuple[str, ...]:
    sums = {name: wording.figure(name, float(lines[name].sum())) for name in ("cash_gbp", "npc_gbp")}
    cells = {"line": words, **sums}
    return tuple(cells.get(column.name, "") for column in _COLUMNS)
