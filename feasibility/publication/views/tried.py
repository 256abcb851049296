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
    Column("assumption_id", "Assumption"),
    Column("value", "Value used", figures=True),
    Column("low", "Low", figures=True),
    Column("high", "High", figures=True),
    Column("unit", "Unit"),
    Column("status", "Status"),
    Column("winner_at_low", "Best at low"),
    Column("winner_at_high", "Best at high"),
)


def changing(release: Release) -> View:
    """The assumptions whose range changes the winner."""
    fragile = release.tables["fragile"]
    return tabulate(
        fragile[fragile["changes"]], "Assumptions whose range changes the winner", _RANGES,
        row_heading="assumption_id", note="Each is moved alone; who sits where is worked out again.",
    )  # fmt: skip


def refused(release: Release) -> View:
    """The assumptions an end of whose range could not be run."""
    fragile = release.tables["fragile"]
    return tabulate(
        fragile[_refused(fragile) & ~fragile["changes"]], "Assumptions with an end that could not be run", _RANGES,
        row_heading="assumption_id", note="At such an end nothing is known of the winner.",
    )  # fmt: skip


def unchanging(release: Release) -> View:
    """The assumptions tried at both ends without another winner, named by part."""
    fragile = release.tables["fragile"]
    firm = fragile[~fragile["changes"] & ~_refused(fragile)]
    ids = [str(assumption_id).partition(".") for assumption_id in firm["assumption_id"]]
    parts = part_names(pd.Series([part for part, _, _ in ids], dtype="str"))
    names = pd.Series([name for _, _, name in ids], dtype="str").groupby(parts, sort=False).agg(list)
    named = pd.DataFrame({"part": names.index, "count": names.map(len), "names": names.map(", ".join)})
    named = named.reset_index(drop=True)
    return tabulate(
        named, "Assumptions tried whose range does not change the winner",
        (Column("part", "Part"), Column("count", "Tried"), Column("names", "Which")), row_heading="part",
        note="The file fragile.csv has the ends of each range.",
    )  # fmt: skip


def untried(release: Release) -> View:
    """What was not tried, and why."""
    register = with_parts(release)
    rows = register[~register["assumption_id"].isin(release.tables["fragile"]["assumption_id"])]
    ranged = (rows["low"] != "") & (rows["high"] != "")
    table = pd.DataFrame({
        "reason": ranged.map({True: "A range is stated, but seats and money do not follow from it alone",
                              False: "No range is stated"}),
        "part": part_names(rows["part"]),
        "key": rows["key"],
    })  # fmt: skip
    sums = table.groupby(["reason", "part"], sort=False).agg(count=("key", "size"), key=("key", "sum")).reset_index()
    return tabulate(
        sums.sort_values("reason", kind="stable"), "Assumptions not tried",
        (Column("part", "Part"), Column("count", "Not tried"), Column("key", "Of which key")),
        row_heading="part", by="reason",
        note="To have one tried, give it a low and a high in the register. Settings of travel need the journeys "
        "measured again, in a run of their own.",
    )  # fmt: skip
