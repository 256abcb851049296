"""Which assumptions would change the winner: those tried at the ends of their ranges, and those not tried."""

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views.register import part_names, with_parts
from feasibility.publication.views.view import Column, View, tabulate

REFUSED = ("not allowed:", "no answer:")
"""How an end of a range that could not be run begins."""


def _refused(fragile: pd.DataFrame) -> "pd.Series[bool]":
    return fragile["winner_at_low"].str.startswith(REFUSED) | fragile["winner_at_high"].str.startswith(REFUSED)


def change_in_words(release: Release) -> tuple[str, ...]:
    """How many assumptions were tried at the ends of their ranges, and how many change the winner."""
    fragile, register = release.tables["fragile"], with_parts(release)
    changing = int(fragile["changes"].sum())
    untried = register[~register["assumption_id"].isin(fragile["assumption_id"])]
    verdict = (
        "None of them changes which option is best."
        if not changing
        else f"{changing} of them {'changes' if changing == 1 else 'change'} which option is best."
    )
    return (
        f"{wording.counted(len(fragile), 'assumption')} with a stated range, of seats and money, "
        f"{'was' if len(fragile) == 1 else 'were'} set to the low and to the high end, one at a time, and every option "
        f"worked out again. {verdict}",
        f"{wording.counted(len(untried), 'assumption')} of the register {'was' if len(untried) == 1 else 'were'} "
        "not tried, "
        f"{int(untried['key'].sum())} of them key: nothing here says what they would do. Two that are wrong together "
        "may do what neither does alone.",
    )


_RANGES = (
    Column("assumption_id", "Assumption", width=30),
    Column("value", "Value used", figures=True, width=11),
    Column("end", "Tried at", figures=True, width=11),
    Column("winner", "Then best", width=48),
)


def changing(release: Release) -> View:
    """The assumptions whose range changes the winner: a row an end."""
    fragile = release.tables["fragile"]
    return tabulate(
        _ends(fragile[fragile["changes"]]), "Assumptions whose range changes the winner", _RANGES,
        row_heading="assumption_id", note="Each is moved alone; who sits where is worked out again.",
    )  # fmt: skip


def refused(release: Release) -> View:
    """The assumptions an end of whose range could not be run: a row an end."""
    fragile = release.tables["fragile"]
    return tabulate(
        _ends(fragile[_refused(fragile) & ~fragile["changes"]]), "Assumptions with an end that could not be run",
        _RANGES, row_heading="assumption_id", note="At such an end nothing is known of the winner.",
    )  # fmt: skip


def _ends(fragile: pd.DataFrame) -> pd.DataFrame:
    """Both ends of each assumption, each with what is best there."""
    ends = [
        fragile.assign(end=fragile[end], winner=fragile[f"winner_at_{end}"], order=range(len(fragile)))
        for end in ("low", "high")
    ]
    both = pd.concat(ends).sort_values("order", kind="stable", ignore_index=True)
    return both.assign(
        value=[f"{value} {unit}".strip() for value, unit in zip(both["value"], both["unit"], strict=True)]
    )


def by_part(release: Release) -> View:
    """How many assumptions of each part were tried without another winner, and how many were not tried, and why."""
    fragile, register = release.tables["fragile"], with_parts(release)
    firm = fragile.loc[~fragile["changes"] & ~_refused(fragile), "assumption_id"]
    untried = ~register["assumption_id"].isin(fragile["assumption_id"])
    ranged = (register["low"] != "") & (register["high"] != "")
    table = pd.DataFrame({
        "part": part_names(register["part"]),
        "firm": register["assumption_id"].isin(firm),
        "ranged": untried & ranged,
        "rangeless": untried & ~ranged,
        "key": untried & register["key"],
    })  # fmt: skip
    sums = table.groupby("part", sort=False).sum().reset_index()
    return tabulate(
        sums, "Assumptions tried without another winner, and not tried",
        (
            Column("part", "Part"), Column("firm", "Tried, same winner"),
            Column("ranged", "Range stated", "Not tried"), Column("rangeless", "No range", "Not tried"),
            Column("key", "Of which key", "Not tried"),
        ),
        row_heading="part",
        note="Range stated: seats and money do not follow from it alone; settings of travel need the journeys measured "
        "again, in a run of their own. To have one without a range tried, give it a low and a high in the register. "
        "tables/fragile.csv has the ends of each that was tried.",
    )  # fmt: skip
