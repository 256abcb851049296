"""What stands between the partners, in sentences."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

import pandas as pd

from feasibility import wording
from feasibility.appraisal.partners.keys import EQUAL
from feasibility.tables.partners import BY_PAYMENT

LEAST_GBP = 500.0
"""Pounds in sentences are to the nearest £1,000: what would read as £0 is called about level."""
CASH_ALONE = "These are council cash alone: the value of staff travel time is no cash to a partner and is left out."
NO_RENT = "No rent passes between partners for space that one of them owns"
NOT_COUNTED = f"{CASH_ALONE} {NO_RENT}."
TESTS = {"": "its own do-minimum", "nothing_": "doing nothing"}
"""How the columns of a test begin in tables.partners.PartnersTable, and what the option is held against."""
CHANGES = {"": "change_to_do_minimum_gbp", "nothing_": "change_to_do_nothing_gbp"}
Row: TypeAlias = "pd.Series[Any]"


def key_name(key: str, partners: int) -> str:
    """A key as a reader sees it: `contacts`, `50:50`."""
    return {
        "contacts": "contacts",
        "heads": "staff",
        "area": "workstations needed alone",
        "population": "population",
        EQUAL: "50:50" if partners == 2 else "equal shares",
    }.get(key, key)


def positions(
    partners: pd.DataFrame, keys: pd.DataFrame, option_id: str, title: str, names: Mapping[str, str]
) -> tuple[str, ...]:
    """Who is worse off of one option under which key, and which splits leave nobody so.

    Both tests: each partner's own do-minimum, and doing nothing. `partners` and `keys` are
    tables.partners.PartnersTable and KeysTable. The agreed key comes first.
    """
    mine = partners[partners["option_id"] == option_id]
    agreed = list(keys.loc[keys["agreed"], "key"].unique())
    order = dict.fromkeys([*(key for key in agreed if (mine["key"] == key).any()), *mine["key"]])
    by_key = {key: mine[mine["key"] == key] for key in order}
    first = next(iter(by_key), None)
    if first is None:
        return ()
    told = [f"{title}: under {key_name(first, len(names))}, {_under(by_key[first], names)}."]
    fair = {test: [key for key, rows in by_key.items() if (rows[f"{test}worse_off"] == "no").all()] for test in TESTS}
    for test, than in TESTS.items():
        others = tuple(key_name(key, len(names)) for key in fair[test] if key != first)
        if others:
            told.append(f"Nobody pays more than {_by(test, than)} under {wording.joined(others)}.")
    # Where somebody loses under every key, what they lose together says it all.
    if any(by_key[first][f"{test}split_exists"].iloc[0] != "no" for test in TESTS):
        for key, rows in by_key.items():
            if key != first and (rows["worse_off"] == "yes").any():
                told.append(f"Under {key_name(key, len(names))}, {_worse(rows, names)}.")
    return (*told, *(_range(by_key[first], names, test) for test in TESTS))


def _by(test: str, than: str) -> str:
    return f"by {than}" if test else than


def _under(rows: pd.DataFrame, names: Mapping[str, str]) -> str:
    """What each partner pays against both ways of staying."""
    told = []
    for test, than in TESTS.items():
        parts = tuple(_pays(float(row[CHANGES[test]]), names[str(row["authority"])]) for _, row in rows.iterrows())
        told.append(f"against {than} {wording.joined(parts)}")
    return "; ".join(told)


def _pays(gbp: float, name: str) -> str:
    if abs(gbp) < LEAST_GBP:
        return f"{name} comes out level"
    return f"{name} pays {wording.pounds(abs(gbp), nearest_1000=True)} {'more' if gbp > 0 else 'less'}"


def _worse(rows: pd.DataFrame, names: Mapping[str, str]) -> str:
    bad = rows[rows["worse_off"] == "yes"]
    return wording.joined(
        tuple(
            f"{_pays(float(row[CHANGES['']]), names[str(row['authority'])])} than {TESTS['']}"
            for _, row in bad.iterrows()
        )
    )


def _range(rows: pd.DataFrame, names: Mapping[str, str], test: str) -> str:
    """Which splits pass one test."""
    first, than = rows.iloc[0], TESTS[test].removeprefix("its own ")
    against, staying = (
        f"Against {'doing nothing' if test else 'the do-minimum'}",
        "their do-minimum" if not test else than,
    )
    if first[f"{test}split_exists"] == BY_PAYMENT:
        return (
            f"{against}, the partners together pay no more than by {staying}, but no division of the shared cost alone "
            "leaves nobody worse off: one would have to pay the other as well."
        )
    if first[f"{test}split_exists"] == "no":
        over = wording.pounds(float(rows[CHANGES[test]].sum()), nearest_1000=True)
        return (
            f"{against}, no division of the shared cost leaves nobody worse off: together they pay {over} more than by "
            f"{staying}."
        )
    if pd.isna(first[f"{test}least_share"]):
        return f"{against}, some division of the shared cost leaves nobody worse off."
    least, most = (wording.number(float(first[test + c]), wording.FINE_SHARE) for c in ("least_share", "most_share"))
    return (
        f"{against}, neither is worse off while {names[str(first['authority'])]}'s share of the shared cost stands "
        f"from {least} to {most}."
    )


def two_tests(partners: pd.DataFrame) -> tuple[str, ...]:
    """Once: how far the two tests lie apart, and what no figure says of the do-minimum. Without rows, nothing."""
    if partners.empty:
        return ()
    first = partners.iloc[0]
    rows = partners[(partners["option_id"] == first["option_id"]) & (partners["key"] == first["key"])]
    gbp = float((rows["do_minimum_present_gbp"] - rows["do_nothing_present_gbp"]).sum())
    if abs(gbp) < LEAST_GBP:
        return ("The do-minimum and doing nothing come to about the same cash, so the two tests are alike.",)
    easier = "the do-minimum is the easier test" if gbp > 0 else "doing nothing is the easier test"
    return (
        f"The do-minimum takes {wording.pounds(abs(gbp), nearest_1000=True)} {'more' if gbp > 0 else 'less'} cash than "
        f"doing nothing, so {easier} for an option. What the do-minimum brings, a repaired building, is not priced.",
    )


def left_out(keys: pd.DataFrame, names: Mapping[str, str]) -> tuple[str, ...]:
    """A sentence for each key that is left out, and why."""
    missing = keys[keys["key_share"].isna()].drop_duplicates("key")
    return tuple(
        f"{wording.capital(key_name(str(row['key']), len(names)))} as a key: {_small(str(row['basis']))}"
        for _, row in missing.iterrows()
    )


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def joiners(table: pd.DataFrame, option_id: str, key: str, partners: int) -> tuple[str, ...]:
    """What a joiner pays under a key and what it changes for the others; without any where nobody joins.

    `table` is tables.partners.JoinersTable.
    """
    mine = table[(table["option_id"] == option_id) & (table["key"] == key)]
    if mine.empty:
        return ()
    sums = mine.groupby("name", sort=False)[["change_gbp", "buy_in_gbp"]].sum()
    joiner = mine.loc[mine["authority"] == "", "name"].iloc[0]
    own, year = sums.loc[joiner], str(mine["year"].iloc[0])
    others = tuple(_other(str(name), float(gbp)) for name, gbp in sums["change_gbp"].items() if name != joiner)
    bought = float(own["buy_in_gbp"])
    of_which = f", {wording.pounds(bought, nearest_1000=True)} of it to buy in" if bought >= LEAST_GBP else ""
    return (
        f"If {joiner} joins in {year}, under {key_name(key, partners)} it pays "
        f"{wording.pounds(float(own['change_gbp']), nearest_1000=True)} of shared cost by the end of the "
        f"period{of_which}; {wording.joined(others)}.",
        *_short(mine.iloc[0]),
    )


def _other(name: str, gbp: float) -> str:
    if abs(gbp) < LEAST_GBP:
        return f"{name} pays as before"
    return f"{name} pays {wording.pounds(abs(gbp), nearest_1000=True)} {'more' if gbp > 0 else 'less'}"


def _short(row: Row) -> Iterable[str]:
    if pd.isna(row["workstations_short"]):
        return ()
    needed, held = int(row["workstations_needed"]), int(row["workstations_available"])
    short = int(row["workstations_short"])
    words = f"{wording.counted(short, 'workstation')} short" if short else "enough"
    return (f"{wording.counted(needed, 'workstation')} are then needed where {held} can be had: {words}.",)
