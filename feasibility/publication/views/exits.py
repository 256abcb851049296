"""What follows when a partner leaves: both courses of those who stay, under each rule."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal.partners import exit_words, words
from feasibility.publication.release import Release
from feasibility.publication.views.partners import best_building, of_option, shown
from feasibility.publication.views.view import Column, View, site_names, tabulate
from feasibility.publication.views.withheld import IN_EXEMPT_PART
from feasibility.tables.partners import GIVE_UP

_RULES = {rule: wording.capital(text) for rule, text in exit_words.RULES.items()}


def leaving(release: Release) -> tuple[str, ...]:
    """What follows when a partner leaves the best shared building in the first year tried, and when another joins."""
    tables, names, option_id = release.tables, release.authority_names, best_building(release)
    if not option_id:
        return ()
    exits_of = tables["exits"][tables["exits"]["option_id"] == option_id]
    if release.commercial_withheld:
        exits_of = exits_of.assign(ends_by=_in_a_sentence(IN_EXEMPT_PART))
    first = exits_of[exits_of["year"] == exits_of["year"].min()]
    agreed = tables["keys"].loc[tables["keys"]["agreed"], "key"]
    joins = words.joiners(tables["joiners"], option_id, str(agreed.iloc[0]), len(names)) if len(agreed) else ()
    told = exit_words.exits(first, option_id, names, site_names(release))
    if (first["course"] == GIVE_UP).any():
        told = (*told, exit_words.NOT_COUNTED)
    return (*told, *joins)


def exits(release: Release) -> View:
    """What follows when a partner leaves the best shared building in the first year tried: by leaver, rule and course.

    Under the agreed key. The note of a group says what stands empty and what the rest would have to find elsewhere.
    """
    frame = shown(release, "exits")
    agreed = frame.loc[frame["agreed"], "key"].unique()
    mine = frame[(frame["option_id"] == best_building(release)) & frame["key"].isin(agreed)]
    every = sorted(mine["year"].unique())
    mine = mine[mine["year"].isin(every[:1])]
    mine = mine.assign(
        told=[
            f"{release.authority_names[str(leaver)]} leaves in year {year}"
            for leaver, year in zip(mine["leaver"], mine["year"], strict=True)
        ]
    )
    said = {str(told): _left(release, rows) for told, rows in mine.groupby("told", sort=False)}
    ways = zip(mine["rule"].map(_RULES), mine["course"].map(exit_words.COURSES), strict=True)
    return tabulate(
        mine.assign(
            rule=[f"{rule}; the rest {course}" for rule, course in ways],
            cheaper=mine["cheaper"].map({True: "Cheaper", False: ""}),
        ),
        "If a partner leaves" + of_option(mine),
        (
            Column("rule", "Rule and course"),
            Column("together_gbp", "Pot had it stayed (£)", write=wording.thousands),
            Column("leaver_pays_gbp", "Leaver pays (£)", write=wording.thousands),
            Column("rest_pay_gbp", "Rest pay (£)", write=wording.thousands),
            Column("rest_change_gbp", "Rest: against its staying (£)", write=wording.thousands),
            Column("cheaper", "For the rest"),
        ),
        row_heading="rule",
        by="told",
        said=said,
        note="Real pounds, undiscounted, to the nearest £1,000, from the day of leaving to the end of the period. "
        "Space given up and sub-let comes off the pot; space elsewhere, at the option's own mean cost of a "
        "workstation, penalties of breaks and the splitting of systems are added to it: tables/exits.csv has each. The "
        "partner says so and goes on 1 April of the year." + _later(every[1:]),
    )


def _later(years: list[int]) -> str:
    """Where the years tried that are not shown stand."""
    if not years:
        return ""
    return f" Leaving in year {wording.joined(tuple(str(year) for year in years), last='or')} stands there too."


def _in_a_sentence(words: str) -> str:
    return words[:1].lower() + words[1:]


def _left(release: Release, rows: pd.DataFrame) -> str:
    """What stands empty when a partner leaves in one year, and what the rest would have to find."""
    first = rows.iloc[0]
    ends = exit_words.named_sites(str(first["ends_by"]), site_names(release))
    unused = wording.pounds(float(first["unused_fit_out_gbp"]), nearest_1000=True)
    empty = wording.pounds(float(first["empty_space_gbp"]), nearest_1000=True)
    held = (
        f"what they cost until the space can be left stands {_in_a_sentence(IN_EXEMPT_PART)}"
        if release.commercial_withheld
        else f"at {empty} until {first['held_until']} ({ends})"
    )
    stand_empty = wording.counted(int(first["workstations_empty"]), "workstation")
    told = f"{stand_empty} empty, {held}; fit-out without use {unused}."
    if first["course"] != GIVE_UP:
        return told
    rate = wording.pounds(float(first["elsewhere_gbp_per_workstation_per_year"]))
    found = wording.counted(round(float(first["workstations_elsewhere"])), "workstation")
    return f"{told} To be found elsewhere once the space is given up: {found}, at {rate} each a year."
