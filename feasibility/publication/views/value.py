"""Value for the weights stated: who set them, performance before any weight, ranges and weights."""

from datetime import date
from typing import cast

import pandas as pd

from feasibility import wording
from feasibility.appraisal.partners.held import day_words
from feasibility.appraisal.value import words
from feasibility.costs.words import least_firm
from feasibility.options import STAYING
from feasibility.publication.release import Release
from feasibility.publication.views.options import had, single_site
from feasibility.publication.views.view import Column, View, tabulate
from feasibility.scenario.value import Measure

SHOWN = 10
"""Options of the table of performance, unless those it must have are more: half a printed page."""
BEST_SCORES = 3
"""Options shown for their score alone."""
CRITERIA_ACROSS = 7
"""Criteria beside one another in one table; more of them go into a further table."""
_FIRM = {
    "illustrative": "illustrative. They show how a score is built up, and must be replaced before any decision",
    "assumed": "assumed: the judgement of those who set them",
    "sourced": "sourced: those of a decision that is on record",
}
COST = Column("cost_gbp", "Cost beside it (£)", write=wording.thousands)
NONE = "none"


def declared(release: Release) -> bool:
    """Whether there is anything to show: criteria are declared, and options are within reach."""
    return not release.tables["value_options"].empty


def status(release: Release) -> str:
    """How firm the weights are, in a sentence: the least firm first; blank where there are none."""
    table = release.tables["value_criteria"]
    if table.empty:
        return ""
    weakest = least_firm(table["status"])
    of_it = table[table["status"] == weakest]
    if len(of_it) == len(table):
        return f"The weights and ranges are {_FIRM[weakest]}."
    return f"Weight and range of {wording.joined(tuple(of_it['criterion']))} are {_FIRM[weakest]}."


def set_by(release: Release) -> tuple[tuple[str, str], ...]:
    """Who set the weights, when, and who dissents: words and what they say; with the criteria where they differ."""
    table = release.tables["value_criteria"]
    when = table["set_on"].map(lambda day: day_words(date.fromisoformat(day)))
    return (
        *(("Weights set by", text) for text in _told(table, table["set_by"])),
        *(("Set on", text) for text in _told(table, when)),
        *(("Dissent", text) for text in _told(table, table["dissent"].replace("", "none is recorded"))),
    )


def before_weights(release: Release) -> str:
    """How many options are beaten by none, before any weight; blank where there are no options."""
    table = release.tables["value_options"]
    if table.empty:
        return ""
    kept, count = int((table["beaten_by"] == "").sum()), len(table)
    said = (
        f"Before any weight: of {wording.counted(count, 'option')} within reach of all staff, "
        f"{wording.number(kept, wording.COUNT)} {'is' if kept == 1 else 'are'} beaten by none. For each of the other "
        f"{wording.number(count - kept, wording.COUNT)} there is one that is at least as good in cost and in every "
        "criterion, and better in one, whatever the weights."
    )
    unscored = int(table["score"].isna().sum())
    if not unscored:
        return said
    have = "has" if unscored == 1 else "have"
    return f"{said} {wording.counted(unscored, 'option')} {have} no score: a figure has no points, as the tables say."


def performance(release: Release) -> tuple[View, ...]:
    """What the options that matter do by each criterion, in units; several tables where the criteria are many."""
    shown, table = chosen(release), release.tables["value_criteria"]
    told = _by_criterion(release, "performance").reindex(shown["option_id"])
    names = dict(zip(release.tables["value_options"]["option_id"], release.tables["value_options"]["option"],
                     strict=True))  # fmt: skip
    rows = pd.concat([shown.set_index("option_id"), told], axis=1).assign(
        beaten=[names.get(by, NONE) for by in shown["beaten_by"]]
    )
    parts = [table.iloc[at : at + CRITERIA_ACROSS] for at in range(0, len(table), CRITERIA_ACROSS)]
    return tuple(
        tabulate(
            rows,
            "What each option does, before any weight" + (f" ({n} of {len(parts)})" if len(parts) > 1 else ""),
            (
                Column("option", "Option"),
                *(Column(_key(row["criterion_id"]), row["criterion"], row["group"]) for _, row in part.iterrows()),
                *([COST, Column("beaten", "Beaten by")] if n == len(parts) else []),
            ),
            row_heading="option",
            note=_left_out(release, shown),
        )
        for n, part in enumerate(parts, start=1)
    )


def criteria(release: Release) -> View:
    """Each criterion: points over its range, weight, and why."""
    table = release.tables["value_criteria"]
    of_groups, of_all = whole(table["group_share"]), whole(table["weight_share"])
    rows = table.assign(
        title=[
            f"{row['group']}: {weight(row['group_share'], in_whole=of_groups)} of the whole"
            for _, row in table.iterrows()
        ],
        points=[scale_in_words(row) for _, row in table.iterrows()],
        weight=[weight(share, in_whole=of_all) for share in table["weight_share"]],
        why=[" ".join(part for part in (_ended(row["reason"]), _over(row)) if part) for _, row in table.iterrows()],
    )
    return tabulate(
        rows,
        "Range and weight of each criterion",
        (
            Column("criterion", "Criterion", width=22),
            Column("points", "Points over the range", width=30),
            Column("weight", "Weight", figures=True, width=8),
            Column("why", "Why", width=40),
        ),
        row_heading="criterion",
        by="title" if (table["group"] != "").any() else "",
        note="A weight is what going from 0 points to 100 is worth, as a share of the whole. Between the figures given "
        "points go in a straight line. The ranges are declared, so no option changes the score of another.",
    )


def scale_in_words(criterion: "pd.Series[object]") -> str:
    """The scale of a criterion for readers: `0 at +15.0 minutes, 100 at −15.0 minutes`, `100 for held`."""
    told, measure = [], cast(Measure, criterion["measure"])
    for pair in str(criterion["scale"]).split("; "):
        of, points = pair.rsplit(" = ", 1)
        in_words = criterion["unit"] == "words"
        told.append(f"{points} for {of}" if in_words else f"{points} at {words.figure(float(of), measure)}")
    return ", ".join(told)


def _over(criterion: "pd.Series[object]") -> str:
    how = str(criterion["over_sites"])
    return f"Of several sites the {how} counts." if how else ""


def _ended(sentence: str) -> str:
    return f"{sentence.rstrip('.')}." if sentence else ""


def _told(table: pd.DataFrame, texts: "pd.Series[str]") -> tuple[str, ...]:
    """Each different text once; with the criteria it is said of, where not of all."""
    return tuple(
        str(text) if len(rows) == len(table) else f"{text} ({wording.joined(tuple(rows['criterion']))})"
        for text, rows in table.groupby(texts, sort=False)
    )


def has_cost(release: Release) -> bool:
    """Whether any criterion is money, so that score and benefit differ."""
    return bool(release.tables["value_criteria"]["is_cost"].any())


def best(release: Release) -> pd.DataFrame:
    """Options that have a score, the highest first; of equal ones the first in the ranking."""
    options = release.tables["value_options"]
    return options[options["place"].notna()].sort_values("place", kind="stable")


def single(release: Release) -> pd.DataFrame:
    """The cheapest option with one shared site; none where it does not reach all staff."""
    options = release.tables["value_options"]
    return options[options["option_id"].isin(single_site(had(release))["option_id"])]


def needed(release: Release) -> pd.DataFrame:
    """Ways of staying, the cheapest option and single site, the highest scores, the frontier; as they rank."""
    options = release.tables["value_options"]
    must = pd.concat(
        [options.head(1), single(release), best(release).head(BEST_SCORES), options[options["on_frontier"]]]
    )
    return options[options["option_id"].isin([*STAYING, *must["option_id"]])]


def chosen(release: Release) -> pd.DataFrame:
    """Those needed, then those beaten by none, as many as fit; as they rank."""
    options, kept = release.tables["value_options"], needed(release)
    unbeaten = options[(options["beaten_by"] == "") & ~options["option_id"].isin(kept["option_id"])]
    more = unbeaten.head(max(0, SHOWN - len(kept)))
    return options[options["option_id"].isin([*kept["option_id"], *more["option_id"]])]


def _left_out(release: Release, shown: pd.DataFrame) -> str:
    options = release.tables["value_options"]
    rest = options[~options["option_id"].isin(shown["option_id"])]
    said = (
        "In the order of the ranking, by total cost. Shown are the ways of staying, the best single site, the highest "
        "scores, and of those beaten by none the first in the ranking."
    )
    if rest.empty:
        return said
    unbeaten = wording.number(int((rest["beaten_by"] == "").sum()), wording.COUNT)
    return (
        f"{said} The other {wording.number(len(rest), wording.COUNT)}, {unbeaten} of them beaten by none, are in "
        "value_scores.csv."
    )


def _by_criterion(release: Release, column: str) -> pd.DataFrame:
    """Option by criterion, each criterion under its key."""
    by_both = release.tables["value_scores"].set_index(["criterion_id", "option_id"])[column]
    return pd.DataFrame({_key(key): by_both.loc[key] for key in release.tables["value_criteria"]["criterion_id"]})


def _key(criterion_id: object) -> str:
    """The column of a criterion: no name of another column has a colon."""
    return f"criterion:{criterion_id}"


def whole(shares: "pd.Series[float]") -> bool:
    """Whether shares are whole per cents."""
    return bool(((100 * shares).round(6) % 1 == 0).all())


def weight(share: float, *, in_whole: bool) -> str:
    """A share of the whole: whole per cents, or tenths where the weights have them."""
    return wording.number(share, wording.SHARE if in_whole else wording.FINE_SHARE)
