"""What the weights decide: who is first for which share of them, and where the lead passes as one moves."""

import pandas as pd

from feasibility import wording
from feasibility.options import STAYING
from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, View, named, option_names, tabulate
from feasibility.tables.weights import WEIGHT_KINDS

SHOWN = 8
"""Options of the table of shares, besides those near the stated weights and the ways of staying: half a page."""
LEAST_SHARE = 0.001
"""Shares below this, and above the whole less it, are said to be beyond it: one decimal would print 0 or 100."""
_LEAST, _MOST = (wording.number(end, wording.FINE_SHARE) for end in (LEAST_SHARE, 1 - LEAST_SHARE))
NEVER = "never"
GROUP = WEIGHT_KINDS[0]
NOBODY = "nobody else"


def in_words(release: Release) -> tuple[str, ...]:
    """What hangs on the weights, in sentences."""
    return release.value_words


def shares(release: Release) -> View:
    """Who is first, second and third for which share of all weights, and near those stated."""
    table = release.tables["weight_space"]
    shown = _shown(table)
    alone, near_alone, order_alone = (
        int(table[name].sum()) == 1 for name in ("can_lead", "can_lead_near", "can_lead_in_order")
    )
    rows = shown.assign(
        option=named(shown["option_id"], option_names(release)),
        first=_first(shown["first_share"], shown["can_lead"], alone=alone),
        second=shown["second_share"].map(_drawn),
        third=shown["third_share"].map(_drawn),
        order=_first(shown["first_in_order_share"], shown["can_lead_in_order"], alone=order_alone),
        near=_first(shown["first_near_share"], shown["can_lead_near"], alone=near_alone),
        central=shown["central_weights"].replace("", "too few to say"),
    )
    return tabulate(
        rows,
        "Shares of weights for which each option is first, second and third",
        (
            Column("option", "Option", width=24),
            Column("first", "First", "For all weights", figures=True, width=10),
            Column("second", "Second", "For all weights", figures=True, width=10),
            Column("third", "Third", "For all weights", figures=True, width=10),
            Column("can_lead", "Can be first at all", width=8),
            Column("order", "in the stated order", "First for weights", figures=True, width=10),
            Column("near", "near those stated", "First for weights", figures=True, width=10),
            Column("central", "Typical weights where first", width=18),
        ),
        row_heading="option",
        note=_left_out(table, shown),
    )


def reversals(release: Release) -> View:
    """How far each weight can go, the others in proportion, before another option has the highest score."""
    table, names = release.tables["weight_reversals"], option_names(release)
    leader, grouped = _first_as_stated(release), bool((table["kind"] == GROUP).any())
    rows = [_reach(rows, leader, names) for _, rows in table.groupby(["weight_id", "kind"], sort=False)]
    columns = ["weight", "kind", "stated", "down", "up", "heir"]
    told = f"Of the weights stated, the highest score is that of {names.get(leader, leader)}. " if leader else ""
    return tabulate(
        pd.DataFrame(rows, columns=columns, dtype="object"),
        "Weights at which the highest score passes to another option",
        (
            Column("weight", "Weight", width=24 if grouped else 35),
            *([Column("kind", "Kind", width=11)] if grouped else []),
            Column("stated", "Stated", figures=True, width=9),
            Column("down", "Leads down to", figures=True, width=9),
            Column("up", "Leads up to", figures=True, width=9),
            Column("heir", "Then leads", width=38),
        ),
        row_heading="weight",
        note=f"{told}One weight moves, the others in proportion; a group moves with its criteria. The nearest change "
        "on each side, exactly; weight_reversals.csv has all, and weight_rivals.csv where each rival draws level.",
    )


def _shown(table: pd.DataFrame) -> pd.DataFrame:
    """The options first for most weights, those that can lead near the stated ones, and the ways of staying."""
    kept = table["can_lead_near"] | table["option_id"].isin([*STAYING, *table["option_id"].head(SHOWN)])
    return table[kept]


def _left_out(table: pd.DataFrame, shown: pd.DataFrame) -> str:
    rest = table[~table["option_id"].isin(shown["option_id"])]
    said = f"None: no such weights exist, which is exact. Under {_LEAST}: they may, but next to none were drawn."
    if rest.empty:
        return said
    can = int(rest["can_lead"].sum())
    return (
        f"{said} {wording.counted(can, 'further option')} can be first for some weights: weight_space.csv has "
        f"{'it' if can == 1 else 'them'}."
        if can
        else said
    )


def _first(shares: "pd.Series[float]", can: "pd.Series[bool]", *, alone: bool) -> list[str]:
    """Shares for which options are first: `none` and `all` only where that is certain."""
    return [
        "none" if not possible else "all" if alone else _drawn(share)
        for share, possible in zip(shares, can, strict=True)
    ]


def _drawn(share: float) -> str:
    """A share of weights drawn, which proves neither that there are none nor that it is all."""
    if share < LEAST_SHARE:
        return f"under {_LEAST}"
    return f"over {_MOST}" if share > 1 - LEAST_SHARE else wording.number(share, wording.FINE_SHARE)


def _first_as_stated(release: Release) -> str:
    """The option of the highest score, of equal ones the first in the ranking; blank where none has a score."""
    scored = release.tables["value_options"].query("place == 1")
    return str(scored["option_id"].iloc[0]) if len(scored) else ""


def _reach(rows: pd.DataFrame, leader: str, names: "dict[str, str]") -> "dict[str, str]":
    """One weight: how far down and up the option that leads as stated still does, and who leads then."""
    first = rows.iloc[0]
    stated, at = float(first["stated_share"]), rows["changes_at_share"]
    # A change just at the stated weight is on the side on which another leads.
    above = (at > stated) | ((at == stated) & (rows["leader_below"] == leader))
    down, up = rows[at.notna() & ~above].tail(1), rows[above].head(1)
    heirs = [*down["leader_below"], *up["leader_above"]]
    return {
        "weight": wording.capital(str(first["weight"])),
        "kind": str(first["kind"]),
        "stated": wording.number(stated, wording.FINE_SHARE),
        "down": _at(down),
        "up": _at(up),
        "heir": " or ".join(dict.fromkeys(names.get(str(heir), str(heir)) for heir in heirs)) or NOBODY,
    }


def _at(change: pd.DataFrame) -> str:
    return NEVER if change.empty else wording.number(float(change["changes_at_share"].iloc[0]), wording.FINE_SHARE)
