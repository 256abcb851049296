"""Between the partners: keys side by side, who is worse off, late joiners and what follows when one leaves."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal.partners import words
from feasibility.options import DO_MINIMUM, DO_NOTHING, STAYING
from feasibility.publication.appendix.view import Column, View, named, option_names, site_names, tabulate
from feasibility.publication.release import Release

_YES_NO = {"yes": "Yes", "no": "No", "with a payment": "Only with a payment beside it"}
_RULES = {rule: wording.capital(text) for rule, text in words.RULES.items()}


def _fine(_: str, value: float) -> str:
    return "" if pd.isna(value) else wording.number(value, wording.FINE_SHARE)


def _count(_: str, value: float) -> str:
    return "" if pd.isna(value) else wording.number(value, wording.COUNT)


def _shown(release: Release, table: str) -> pd.DataFrame:
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
        *missing,
        words.NOT_COUNTED,
    )


def leaving(release: Release) -> tuple[str, ...]:
    """What follows when a partner leaves the best shared building in the first year tried, and when another joins."""
    tables, names, option_id = release.tables, release.authority_names, best_building(release)
    if not option_id:
        return ()
    exits_of = tables["exits"][tables["exits"]["option_id"] == option_id]
    first = exits_of[exits_of["year"] == exits_of["year"].min()]
    agreed = tables["keys"].loc[tables["keys"]["agreed"], "key"]
    joins = words.joiners(tables["joiners"], option_id, str(agreed.iloc[0]), len(names)) if len(agreed) else ()
    return (*words.exits(first, option_id, names, site_names(release)), *joins)


def keys(release: Release) -> View:
    """Every key: what it is worked from and each authority's share."""
    frame = _shown(release, "keys")
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
    """Each partner's present cost under each key against its own do-minimum, for the best shared option or another."""
    frame = _shown(release, "partners")
    mine = frame[frame["option_id"] == (option_id or best(release))]
    return tabulate(
        mine.assign(
            authority=named(mine["authority"], release.authority_names), worse_off=mine["worse_off"].map(_YES_NO)
        ),
        "What each partner pays under each key" + _of(mine),
        (
            Column("authority", "Authority"),
            Column("key_share", "Share (%)", write=_fine),
            Column("own_present_gbp", "Its own lines", "Present cost (£)", wording.thousands),
            Column("shared_present_gbp", "Of shared lines", "Present cost (£)", wording.thousands),
            Column("pays_present_gbp", "Pays", "Present cost (£)", wording.thousands),
            Column("do_minimum_present_gbp", "Its do-minimum", "Present cost (£)", wording.thousands),
            Column("change_to_do_minimum_gbp", "Against it", "Present cost (£)", wording.thousands),
            Column("change_to_do_minimum_real_gbp", "Against it, undiscounted (£)", write=wording.thousands),
            Column("worse_off", "Worse off"),
        ),
        row_heading="authority",
        by="key_name",
        note=f"Real pounds, to the nearest £1,000. A minus sign is a saving. {words.CASH_ALONE}",
    )


def positions_in_a_building(release: Release) -> tuple[View, ...]:
    """The same for the best shared building, where that is another option."""
    building = best_building(release)
    return () if building == best(release) else (positions(release, building),)


def ranges(release: Release) -> View:
    """Every option shown: which keys leave nobody worse off, and the shares that would."""
    frame = _shown(release, "partners")
    rows = [
        {
            "option": of_option["option"].iloc[0],
            "fair": wording.joined(tuple(of_option.loc[of_option["nobody_worse_off"] == "yes", "key_name"].unique()))
            or "None",
            "split": _YES_NO[str(of_option["split_exists"].iloc[0])],
            "first": names_of_first,
            "least_share": of_option["least_share"].iloc[0],
            "most_share": of_option["most_share"].iloc[0],
            "together": of_option[of_option["key"] == of_option["key"].iloc[0]]["change_to_do_minimum_gbp"].sum(),
        }
        for _, of_option in frame.groupby("option_id", sort=False)
        for names_of_first in [release.authority_names[str(of_option["authority"].iloc[0])]]
    ]
    table = pd.DataFrame(rows, columns=["option", "fair", "split", "first", "least_share", "most_share", "together"])
    first = str(table["first"].iloc[0]) if len(table) else ""
    columns = [
        Column("option", "Option"),
        Column("together", "All partners against their do-minimum, present cost (£)", write=wording.thousands),
        Column("fair", "Keys that leave nobody worse off"),
        Column("split", "Some split that does"),
    ]
    if len(release.authority_names) == 2:
        columns += [
            Column("least_share", "From (%)", f"{first}'s share that does", _fine),
            Column("most_share", "To (%)", f"{first}'s share that does", _fine),
        ]
    return tabulate(table, "Which splits leave nobody worse off", tuple(columns), row_heading="option")


def exits(release: Release) -> View:
    """What follows when a partner leaves the best shared building: by leaver, year and rule, under the agreed key."""
    frame = _shown(release, "exits")
    agreed = frame.loc[frame["agreed"], "key"].unique()
    mine = frame[(frame["option_id"] == best_building(release)) & frame["key"].isin(agreed)]
    mine = mine.assign(ends_by=[words.named_sites(str(text), site_names(release)) for text in mine["ends_by"]])
    told = [
        f"{release.authority_names[str(leaver)]} leaves in year {year}" for leaver, year in
        zip(mine["leaver"], mine["year"], strict=True)
    ]  # fmt: skip
    said = {
        text: f"{count} workstations empty; paid until {until} ({ends}); empty space "
        f"{wording.pounds(empty, nearest_1000=True)}, unused fit-out {wording.pounds(unused, nearest_1000=True)}."
        for text, count, until, ends, empty, unused in zip(
            told, mine["workstations_empty"], mine["held_until"], mine["ends_by"], mine["empty_space_gbp"],
            mine["unused_fit_out_gbp"], strict=True,
        )
    }  # fmt: skip
    return tabulate(
        mine.assign(told=told, rule=mine["rule"].map(_RULES)),
        "If a partner leaves" + _of(mine),
        (
            Column("rule", "Rule"),
            Column("together_gbp", "Pot had it stayed (£)", write=wording.thousands),
            Column("sub_let_gbp", "Sub-let (£)", write=wording.thousands),
            Column("break_penalty_gbp", "Break penalty (£)", write=wording.thousands),
            Column("split_systems_gbp", "Splitting systems (£)", write=wording.thousands),
            Column("leaver_pays_gbp", "Leaver pays (£)", write=wording.thousands),
            Column("rest_pay_gbp", "Rest pay (£)", write=wording.thousands),
            Column("rest_change_gbp", "Rest: against its staying (£)", write=wording.thousands),
        ),
        row_heading="rule",
        by="told",
        said=said,
        note="Real pounds, undiscounted, to the nearest £1,000, from the day of leaving until the space can be given "
        "up. The partner says so and goes on 1 April of the year.",
    )


def joiners(release: Release) -> View:
    """What a late joiner pays of the best shared building, and what the others then pay, by key: sums of the years."""
    frame = _shown(release, "joiners")
    mine = frame[frame["option_id"] == best_building(release)]
    kept = ["key_name", "name", "before_share", "after_share", "option"]
    amounts = ["before_gbp", "after_gbp", "own_works_gbp", "buy_in_gbp", "change_gbp"]
    sums = mine.groupby(kept, sort=False)[amounts].sum().reset_index()
    return tabulate(
        sums,
        "If a further authority joins" + _of(mine),
        (
            Column("name", "Authority"),
            Column("before_share", "Before", "Share (%)", _fine),
            Column("after_share", "After", "Share (%)", _fine),
            Column("before_gbp", "Without it", "Shared cost to the end of the period (£)", wording.thousands),
            Column("after_gbp", "With it", "Shared cost to the end of the period (£)", wording.thousands),
            Column("own_works_gbp", "Added workstations (£)", write=wording.thousands),
            Column("buy_in_gbp", "Buy-in (£)", write=wording.thousands),
            Column("change_gbp", "Change (£)", write=wording.thousands),
        ),
        row_heading="name",
        by="key_name",
        note="Real pounds, undiscounted, to the nearest £1,000, from the year of joining on.",
    )


def _of(rows: pd.DataFrame) -> str:
    return f": {rows['option'].iloc[0]}" if len(rows) else ""
