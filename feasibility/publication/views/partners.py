"""Between the partners: keys side by side, who is worse off, late joiners and what follows when one leaves."""

from collections.abc import Mapping

import pandas as pd

from feasibility import wording
from feasibility.appraisal.partners import words
from feasibility.options import DO_MINIMUM, DO_NOTHING, STAYING
from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, View, named, option_names, tabulate

_YES_NO = {"yes": "Yes", "no": "No", "with a payment": "Only with a payment beside it"}
OWNED = "owned"


def _fine(_: str, value: float) -> str:
    return "" if pd.isna(value) else wording.number(value, wording.FINE_SHARE)


def _count(_: str, value: float) -> str:
    return "" if pd.isna(value) else wording.number(value, wording.COUNT)


def shown(release: Release, table: str) -> pd.DataFrame:
    """A table between the partners, with `key_name` and `option` in words."""
    frame = release.tables[table]
    partners = len(release.authority_names)
    return frame.assign(
        key_name=[wording.capital(words.key_name(str(key), partners)) for key in frame["key"]],
        option=named(frame["option_id"], option_names(release)) if "option_id" in frame else "",
    )


def best(release: Release) -> str:
    """The option that tables of one option speak of: the first in order that shares anything; blank if none does."""
    options = release.tables["options"].sort_values(["rank", "option_id"])
    has = set(release.tables["partners"]["option_id"]) - {DO_NOTHING, DO_MINIMUM}
    return next((str(o) for o in options["option_id"] if o in has), "")


def best_building(release: Release) -> str:
    """The first in order that shares a building, where leaving and joining have most to tell; else the best shared."""
    options = release.tables["options"].sort_values(["rank", "option_id"])
    has = set(release.tables["partners"]["option_id"]) - set(STAYING)
    return next((str(o) for o in options["option_id"] if o in has), best(release))


def sentences(release: Release) -> tuple[str, ...]:
    """Who is worse off of the best shared option."""
    tables, names, option_id = release.tables, release.authority_names, best(release)
    missing = words.left_out(tables["keys"], names)
    if not option_id:
        return missing
    title = option_names(release).get(option_id, option_id)
    return (
        *words.positions(tables["partners"], tables["keys"], option_id, title, names),
        *words.two_tests(tables["partners"]),
        *missing,
        words.NOT_COUNTED,
    )


def keys(release: Release) -> View:
    """Every key: what it is worked from and each authority's share."""
    frame = shown(release, "keys")
    return tabulate(
        frame.assign(authority=named(frame["authority"], release.authority_names)),
        "Keys by which the partners may divide what they share",
        (
            Column("authority", "Authority"),
            Column("quantity", "Quantity", write=_count),
            Column("unit", "Unit"),
            Column("key_share", "Share (%)", write=_fine),
            Column("status", "Status"),
            Column("basis", "Basis"),
        ),
        row_heading="authority",
        by="key_name",
    )


def positions(release: Release, option_id: str = "") -> View:
    """Each partner's present cost under each key against both ways of staying, for the best shared option or another.

    Where one of the option's sites is owned, the note says that no rent passes between the partners for it.
    """
    frame = shown(release, "partners")
    chosen = option_id or best(release)
    mine = frame[frame["option_id"] == chosen]
    yes_no = {name: mine[name].map(_YES_NO) for name in ("worse_off", "nothing_worse_off")}
    return tabulate(
        mine.assign(authority=named(mine["authority"], release.authority_names), **yes_no),
        "What each partner pays under each key" + of_option(mine),
        (
            Column("authority", "Authority"),
            Column("key_share", "Share (%)", write=_fine),
            Column("pays_present_gbp", "Pays (£)", write=wording.thousands),
            Column("change_to_do_minimum_gbp", "Change (£)", "Its own do-minimum", wording.thousands),
            Column("worse_off", "Worse off", "Its own do-minimum"),
            Column("change_to_do_nothing_gbp", "Change (£)", "Doing nothing", wording.thousands),
            Column("nothing_worse_off", "Worse off", "Doing nothing"),
        ),
        row_heading="authority",
        by="key_name",
        note=f"Present cost of real pounds, to the nearest £1,000. A minus sign is a saving. {words.CASH_ALONE}"
        + " tables/partners.csv has each partner's own lines and its part of those shared."
        + _no_rent(release, chosen),
    )


def _no_rent(release: Release, option_id: str) -> str:
    """What is not charged for the owned sites that an option shares; blank where it shares none."""
    options, sites = release.tables["options"], release.tables["sites"]
    shared = {
        site
        for told in options.loc[options["option_id"] == option_id, "sites"]
        for site in str(told).split()
        if option_id not in STAYING
    }
    owned = sites[sites["site_id"].isin(shared) & (sites["tenure"] == OWNED)]
    if owned.empty:
        return ""
    return f" {words.NO_RENT}: here {wording.joined(tuple(owned['name']))}."


def positions_in_a_building(release: Release) -> tuple[View, ...]:
    """The same for the best shared building, where that is another option."""
    building = best_building(release)
    return () if building == best(release) else (positions(release, building),)


def ranges(release: Release) -> View:
    """Every option shown, against both ways of staying: keys that leave nobody worse off, and shares that would."""
    frame = shown(release, "partners")
    rows = [
        _range(mine, test, release.authority_names)
        for _, mine in frame.groupby("option_id", sort=False)
        for test in words.TESTS
    ]
    table = pd.DataFrame(rows, columns=["option", "test", "fair", "split", "first", "least", "most", "together"])
    first = str(table["first"].iloc[0]) if len(table) else ""
    columns = [
        Column("test", "Against"),
        Column("together", "All partners, present cost (£)", write=wording.thousands),
        Column("fair", "Keys that leave nobody worse off"),
        Column("split", "Some split that does"),
    ]
    if len(release.authority_names) == 2:
        columns += [
            Column("least", "From (%)", f"{first}'s share that does", _fine),
            Column("most", "To (%)", f"{first}'s share that does", _fine),
        ]
    return tabulate(table, "Which splits leave nobody worse off", tuple(columns), row_heading="test", by="option")


def _range(mine: pd.DataFrame, test: str, names: Mapping[str, str]) -> dict[str, object]:
    """One option against one way of staying; `test` is one of words.TESTS."""
    one_key = mine[mine["key"] == mine["key"].iloc[0]]
    fair = mine.loc[mine[f"{test}nobody_worse_off"] == "yes", "key_name"].unique()
    return {
        "option": mine["option"].iloc[0],
        "test": wording.capital(words.TESTS[test]),
        "fair": wording.joined(tuple(fair)) or "None",
        "split": _YES_NO[str(mine[f"{test}split_exists"].iloc[0])],
        "first": names[str(mine["authority"].iloc[0])],
        "least": mine[f"{test}least_share"].iloc[0],
        "most": mine[f"{test}most_share"].iloc[0],
        "together": one_key[words.CHANGES[test]].sum(),
    }


def joiners(release: Release) -> View:
    """What a late joiner pays of the best shared building, and what the others then pay, by key: sums of the years."""
    frame = shown(release, "joiners")
    mine = frame[frame["option_id"] == best_building(release)]
    kept = ["key_name", "name", "before_share", "after_share", "option"]
    amounts = ["before_gbp", "after_gbp", "own_works_gbp", "buy_in_gbp", "change_gbp"]
    sums = mine.groupby(kept, sort=False)[amounts].sum().reset_index()
    return tabulate(
        sums,
        "If a further authority joins" + of_option(mine),
        (
            Column("name", "Authority"),
            Column("before_share", "Before", "Share (%)", _fine),
            Column("after_share", "After", "Share (%)", _fine),
            Column("before_gbp", "Without it", "Shared cost to the end of the period (£)", wording.thousands),
            Column("after_gbp", "With it", "Shared cost to the end of the period (£)", wording.thousands),
            Column("buy_in_gbp", "Buy-in (£)", write=wording.thousands),
            Column("change_gbp", "Change (£)", write=wording.thousands),
        ),
        row_heading="name",
        by="key_name",
        note="Real pounds, undiscounted, to the nearest £1,000, from the year of joining on. The workstations that it "
        "adds, which it pays for, stand in tables/joiners.csv.",
    )


def of_option(rows: pd.DataFrame) -> str:
    """The option that rows speak of, as the end of a caption; blank without rows."""
    return f": {rows['option'].iloc[0]}" if len(rows) else ""
