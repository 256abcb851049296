"""Contacts that move to the web: a case of its own, the claims of earlier papers beside the arithmetic."""

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, View, named, tabulate
from feasibility.tables import ALL

_SAVING = "Saving (£/yr)"
_RANGE = "Range of the net saving (£/yr)"


def _names(release: Release) -> dict[str, str]:
    return {**release.authority_names, ALL: "All together"}


def case(release: Release) -> View:
    """Savings by authority and take-up."""
    table = release.tables["channel_shift"]
    table = table[table["authority"] == ALL]
    shared = bool((table["premises_in_sharing_gbp_per_year"] != 0).any())
    apart = (
        Column("premises_in_sharing_gbp_per_year", "Counted in the sharing case", _SAVING),
        Column("kept_apart_gbp_per_year", "Left here", _SAVING),
    )
    return tabulate(
        table,
        "Saving from contacts that move to the web, all authorities together, by take-up",
        (
            Column("take_up_share", "Take-up (% of contacts)", figures=False),
            Column("contacts_moved_per_year", "Contacts moved (a year)"),
            Column("gross_gbp_per_year", "Calls", _SAVING),
            Column("web_gbp_per_year", "Less the web", _SAVING),
            Column("net_gbp_per_year", "Net", _SAVING),
            *(apart if shared else ()),
            Column("net_worst_gbp_per_year", "Worst", _RANGE),
            Column("net_best_gbp_per_year", "Best", _RANGE),
        ),
        row_heading="take_up_share",
        note="Pounds a year at average unit costs, not discounted. Worst and best: every range at its end at once; "
        "tables/channel_shift.csv has each authority, and the savings with all costs lower and higher.",
    )


def claims(release: Release) -> View:
    """Each saving that an earlier document states, beside the arithmetic of its own unit costs."""
    table = release.tables["claims"]
    said = {
        str(what): f"{finding} The words: “{quoted}” ({where})."
        for what, finding, quoted, where in zip(
            table["what"], table["finding"], table["quoted"], table["where"], strict=True
        )
    }
    return tabulate(
        table.assign(authority=named(table["authority"], _names(release))),
        "Savings stated in earlier documents, beside the arithmetic",
        (
            Column("authority", "Authority"),
            Column("take_up_share", "Take-up (% of contacts)", write=_share),
            Column("stated_gbp_per_year", "Stated (£/yr)"),
            Column("net_gbp_per_year", "By the arithmetic, net of the web (£/yr)", write=_if_any),
            Column("difference_gbp_per_year", "£/yr", "Stated less net", _if_any),
            Column("difference_share", "%", "Stated less net", _if_any),
            Column("implied_gbp_per_contact", "Implied (£ a contact)", write=_if_any),
        ),
        row_heading="authority",
        by="what",
        said=said,
        note="A plus sign: more is claimed than the document's own unit costs give. No claim is used anywhere. "
        "tables/claims.csv has the contacts moved and the saving on calls alone.",
    )


def unit_costs(release: Release) -> View:
    """What the cost of a call says of the cost of a post."""
    return tabulate(
        release.tables["unit_cost_check"],
        "Check of the cost of a call: what a full-time post would cost if it is right",
        (
            Column("handling_minutes", "Handling time (minutes)", figures=False),
            Column("contacts_per_year", "Contacts (a year)"),
            Column("cost_gbp_per_year", "Cost of the calls (£/yr)"),
            Column("full_time_equivalents", "Agents they keep busy (FTE)"),
            Column("cost_gbp_per_year_per_fte", "For each FTE (£/yr)"),
        ),
        row_heading="handling_minutes",
        note="Set the last column beside what a post really costs with its overheads: where it is far above, the unit "
        "cost holds more than the call.",
    )


def _if_any(column: str, value: float) -> str:
    return "" if pd.isna(value) else wording.figure(column, value)


def _share(column: str, value: float) -> str:
    return "not stated" if pd.isna(value) else wording.figure(column, value)
