"""Cost sheets: the money of an option line by line, with totals that must agree with the ranking."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from feasibility import wording
from feasibility.costs.lines import SHARED
from feasibility.errors import UnsoundPlan
from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, RowGroup, View, looked_into, named, site_names, tabulate

TOLERANCE_GBP = 1.0
"""Lines and total may differ by rounding of the data, never by a pound."""
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
_KINDS = {"capital": "Capital", "revenue": "Revenue", "travel": "Travel"}


def _quantity(_: str, value: float) -> str:
    return wording.number(value, wording.COUNT if float(value).is_integer() else wording.QUANTITY)


_COLUMNS = (
    Column("line", "Line"),
    Column("place", "Place"),
    Column("payer", "Paid by"),
    Column("kind", "Kind"),
    Column("quantity", "Quantity", write=_quantity),
    Column("unit", "Unit"),
    Column("rate_gbp", "Rate (£ a unit)"),
    Column("quarters", "Quarters"),
    Column("cash_gbp", "Cash (£)"),
    Column("npc_gbp", "Present cost (£)"),
    Column("status", "Firmness"),
    Column("note", "Basis", figures=True),
)


def sheets(release: Release) -> tuple[View, ...]:
    """A cost sheet for each option looked into closely, by heading of the sheet with subtotals.

    Raises `UnsoundPlan` where the lines of a sheet do not add up to the totals of the ranking.
    """
    notes = _notes(release)
    return tuple(_sheet(release, option, notes) for _, option in looked_into(release).iterrows())


def bases(release: Release) -> View:
    """The figures behind the lines of the sheets, by the number that the sheets give."""
    notes = _notes(release)
    table = pd.DataFrame({"note": [str(n) for n in notes.values()], "basis": [_as_begun(b) for b in notes]})
    return tabulate(
        table,
        "What the lines of the cost sheets rest on",
        (Column("note", "Basis", figures=True, width=6), Column("basis", "Figures behind the line", width=94)),
        row_heading="note",
        note="A name with dots is a setting; the register under Assumptions has its value and source.",
    )


def _notes(release: Release) -> dict[str, int]:
    """Basis to its number, counted through the sheets in reading order."""
    costs = release.tables["costs"]
    numbers: dict[str, int] = {}
    for option_id in looked_into(release)["option_id"]:
        for basis in _in_order(costs[costs["option_id"] == option_id])["basis"]:
            numbers.setdefault(str(basis), len(numbers) + 1)
    return numbers


def _as_begun(basis: str) -> str:
    """Words begin with a capital; the name of a setting stays as it is."""
    return basis if "." in basis.partition(" ")[0].rstrip(";.") else wording.capital(basis)


def _in_order(lines: pd.DataFrame) -> pd.DataFrame:
    place = {group: number for number, group in enumerate(GROUP_WORDS)}
    return lines.assign(order=lines["group"].map(place)).sort_values("order", kind="stable")


def _sheet(release: Release, option: pd.Series, notes: Mapping[str, int]) -> View:
    costs = release.tables["costs"]
    lines = costs[costs["option_id"] == option["option_id"]]
    _check(lines, option)
    lines = _in_order(lines)
    shown = tabulate(
        lines.assign(
            group=lines["group"].map(GROUP_WORDS),
            kind=lines["kind"].map(_KINDS),
            place=named(lines["place"], site_names(release)),
            payer=named(lines["payer"], {**release.authority_names, SHARED: "Shared"}).mask(
                lines["kind"] == "travel", ""
            ),
            note=[str(notes[basis]) for basis in lines["basis"]],
            quarters=[_span(*ends) for ends in zip(lines["first_quarter"], lines["last_quarter"], strict=True)],
        ),
        f"Cost sheet, rank {option['rank']}: {option['option']} ({release.heading.price_base})",
        _COLUMNS,
        row_heading="line",
        by="group",
        note="Whole pounds; the basis is numbered in the table after the sheets. Cash: real, with optimism bias, VAT "
        "lost and taxes, not discounted; nought where no cash moves, as for the opportunity cost of owned space. "
        "Present cost: the economic case, with optimism bias, discounted, without VAT, taxes and transfers. A minus "
        "sign is money received or spared. Rounded lines may differ from a total by a pound or two.",
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
