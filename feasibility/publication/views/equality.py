"""Equality screening: what is known of each group, and which bands of staff a move touches more than others."""

import pandas as pd

from feasibility import wording
from feasibility.options import STAYING
from feasibility.publication.release import Release
from feasibility.publication.views.travel import MODE_WORDS, shown_options
from feasibility.publication.views.view import Column, View, tabulate
from feasibility.tables import ALL
from feasibility.tables.reporting import CHARACTERISTICS

LEAST_MINUTES = 1.0
"""Means of groups are published in whole minutes: a smaller difference may be the rounding."""
PROTECTED = CHARACTERISTICS[:9]
"""The nine protected characteristics (Equality Act 2010, section 4)."""
ADVERSE_FIRST = ("adverse", "not known", "none", "positive")


def in_words(release: Release) -> str:
    """How many groups may be affected, and of how many nothing is known, in a sentence."""
    table = release.tables["equality"]
    if table.empty:
        return "No equality screening was supplied. Nothing here says that no group is affected."
    counts = {effect: int((table["effect"] == effect).sum()) for effect in ADVERSE_FIRST}
    return (
        f"{wording.counted(len(table), 'question')} {'was' if len(table) == 1 else 'were'} asked of "
        f"{wording.counted(table['characteristic'].nunique(), 'group')}: the effect may be adverse in "
        f"{counts['adverse']}, is not known in {counts['not known']}, and is none or positive in "
        f"{counts['none'] + counts['positive']}."
    )


def unsaid(release: Release) -> tuple[str, ...]:
    """Groups that the screening says nothing of."""
    said = set(release.tables["equality"]["characteristic"])
    return tuple(group for group in CHARACTERISTICS if group not in said)


def screening(release: Release) -> View:
    """What could happen to each group, what is known, and what is to be done; adverse and not known first."""
    table = release.tables["equality"]
    rows = table.sort_values("effect", key=lambda effect: effect.map(ADVERSE_FIRST.index), kind="stable")
    return tabulate(
        rows.assign(
            of=rows["characteristic"].map(wording.capital),
            known=[f"{text} ({status})" if text else "Nothing is known." for text, status in
                   zip(rows["evidence"], rows["status"], strict=True)],
            effect=rows["effect"].map(wording.capital),
        ),
        "Screening by group",
        (
            Column("of", "Group", width=14),
            Column("question", "What could happen", width=24),
            Column("known", "What is known, and how firm", width=26),
            Column("effect", "Effect", width=11),
            Column("action", "What is to be done", width=25),
        ),
        row_heading="of",
        note="Sources and dates stand in tables/equality.csv.",
    )  # fmt: skip


def _compared(release: Release) -> pd.DataFrame:
    """Bands of staff under the moves shown: their mean change beside that of all staff, those who lose most first."""
    options = shown_options(release)
    moving = options[~options["option_id"].isin(STAYING)]
    names = dict(zip(moving["option_id"], moving["option"], strict=True))
    journeys = release.tables["journeys"]
    of_all = journeys[(journeys["employer"] == ALL) & (journeys["basis"] == release.basis)]
    everybody = of_all.set_index("option_id")["change_minutes_mean"]
    bands = release.tables["journey_bands"]
    kept = bands[bands["option_id"].isin(list(names))]
    compared = kept.assign(
        option=kept["option_id"].map(names),
        everybody=kept["option_id"].map(everybody),
        group=[wording.capital(MODE_WORDS.get(str(group), str(group))) for group in kept["group"]],
        band=kept["band"].map(wording.capital),
    )
    more = (compared["change_minutes_mean"] - compared["everybody"]).round(6)
    order = {option_id: at for at, option_id in enumerate(names)}
    return (
        compared.assign(difference_minutes=more, at=compared["option_id"].map(order))
        .sort_values(["at", "difference_minutes"], ascending=[True, False], kind="stable")
        .reset_index(drop=True)
    )


def journeys(release: Release) -> View:
    """Groups whose journeys grow by more than those of all staff, under the moves shown."""
    rows = _compared(release)
    return tabulate(
        rows[rows["difference_minutes"] >= LEAST_MINUTES],
        "Groups whose journeys grow by more than those of all staff",
        (
            Column("group", "Group", width=24),
            Column("band", "Kind of group", width=20),
            Column("heads", "Staff", width=10),
            Column("change_minutes_mean", "Group", "Mean change, one way (minutes)", width=15),
            Column("everybody", "All staff", "Mean change, one way (minutes)", _minutes, width=15),
            Column("difference_minutes", "More than all staff (minutes)", width=16),
        ),
        row_heading="group",
        by="option",
        note=f"Groups whose mean grows by at least {wording.counted(int(LEAST_MINUTES), 'minute')} more. "
        "Appendix F has every group that can be shown.",
    )


def journeys_in_words(release: Release) -> tuple[str, ...]:
    """What the groups measured say, what they cannot, and how many are too small to show, in sentences."""
    rows = _compared(release)
    if rows.empty:
        return ("Journeys were measured for no group of staff by itself.",)
    hidden = int(rows.drop_duplicates(["band", "group"])["suppressed"].sum())
    kinds = tuple(dict.fromkeys(str(band).lower() for band in rows["band"]))
    lacking = tuple(c for c in PROTECTED if c not in kinds)
    worse = rows[rows["difference_minutes"] >= LEAST_MINUTES]
    first = rows["option_id"].iloc[0]
    told = [
        f"{row['group']} ({str(row['band']).lower()}): "
        f"{wording.figure('change_minutes_mean', row['change_minutes_mean'])} minutes where all staff have "
        f"{wording.figure('change_minutes_mean', row['everybody'])}"
        for _, row in worse[worse["option_id"] == first].iterrows()
    ]
    begin = f"Under {rows['option'].iloc[0]}, the first move of the ranking, "
    said = begin + (
        f"journeys of these groups change by more than the mean. {'; '.join(told)}."
        if told
        else "no group that can be shown has journeys that grow by more than those of all staff."
    )
    small = (
        f"{wording.counted(hidden, 'group')} cannot be shown: too few staff are in {'it' if hidden == 1 else 'them'}, "
        "or in a group that could be told from them. Nothing here says how a move touches them."
    )
    return (
        said,
        f"Journeys were measured by {wording.joined(kinds)}."
        + (
            f" They were not measured by {wording.joined(lacking, 'or')}: what a move does by those characteristics is "
            "not known from this run."
            if lacking
            else ""
        ),
        *([small] if hidden else []),
    )


def _minutes(_: str, value: float) -> str:
    return wording.figure("change_minutes_mean", value)
