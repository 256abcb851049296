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
NOT_COUNTED = (
    f"{CASH_ALONE} "
    "No rent passes between partners for space that one of them owns. A new home for a partner that leaves, and for "
    "those who stay after a break, is left out as well."
)
RULES = {
    "share-until-break": "it pays its share until the space can be given up",
    "notice-only": "it pays its share for the months of notice",
    "rest-bear-all": "it pays nothing from the day it leaves",
}
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

    `partners` and `keys` are tables.partners.PartnersTable and KeysTable. The agreed key comes first.
    """
    mine = partners[partners["option_id"] == option_id]
    agreed = list(keys.loc[keys["agreed"], "key"].unique())
    order = dict.fromkeys([*(key for key in agreed if (mine["key"] == key).any()), *mine["key"]])
    by_key = {key: mine[mine["key"] == key] for key in order}
    fair = [key for key, rows in by_key.items() if (rows["worse_off"] == "no").all()]
    first = next(iter(by_key), None)
    if first is None:
        return ()
    told = [_under(first, by_key[first], title, names)]
    others = tuple(key_name(key, len(names)) for key in fair if key != first)
    if others:
        told.append(f"Nobody pays more than its own do-minimum under {wording.joined(others)}.")
    if by_key[first]["split_exists"].iloc[0] == "no":
        # Somebody loses under every key: what they lose together says it all.
        return (*told, _range(by_key[first], names))
    told += [_worse(key, rows, names) for key, rows in by_key.items() if key not in {*fair, first}]
    return (*told, _range(by_key[first], names))


def _under(key: str, rows: pd.DataFrame, title: str, names: Mapping[str, str]) -> str:
    parts = tuple(_against(row, names) for _, row in rows.iterrows())
    return f"{title}: under {key_name(key, len(names))}, {wording.joined(parts)}."


def _against(row: Row, names: Mapping[str, str]) -> str:
    gbp, name = float(row["change_to_do_minimum_gbp"]), names[str(row["authority"])]
    if abs(gbp) < LEAST_GBP:
        return f"{name} comes out level with its own do-minimum"
    amount = wording.pounds(abs(gbp), nearest_1000=True)
    return f"{name} pays {amount} {'more' if gbp > 0 else 'less'} than its own do-minimum"


def _worse(key: str, rows: pd.DataFrame, names: Mapping[str, str]) -> str:
    bad = rows[rows["worse_off"] == "yes"]
    return f"Under {key_name(key, len(names))}, {wording.joined(tuple(_against(r, names) for _, r in bad.iterrows()))}."


def _range(rows: pd.DataFrame, names: Mapping[str, str]) -> str:
    first = rows.iloc[0]
    if first["split_exists"] == BY_PAYMENT:
        return (
            "The partners together pay no more than their do-minimum, but no division of the shared cost alone leaves "
            "nobody worse off: one would have to pay the other as well."
        )
    if first["split_exists"] == "no":
        over = wording.pounds(float(rows["change_to_do_minimum_gbp"].sum()), nearest_1000=True)
        return (
            f"No division of the shared cost leaves nobody worse off: together they pay {over} more than by doing the "
            "minimum."
        )
    if pd.isna(first["least_share"]):
        return "Some division of the shared cost leaves nobody worse off."
    least, most = (wording.number(float(first[c]), wording.FINE_SHARE) for c in ("least_share", "most_share"))
    return (
        f"Neither is worse off while {names[str(first['authority'])]}'s share of the shared cost stands from "
        f"{least} to {most}."
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


def exits(
    table: pd.DataFrame, option_id: str, names: Mapping[str, str], sites: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """What follows for the rest when each partner leaves one option: a sentence a leaver and year, by the agreed rule.

    `table` is tables.partners.ExitsTable; `sites` gives each site's name.
    """
    mine = table[(table["option_id"] == option_id) & table["agreed"]]
    rest_bear = table[(table["option_id"] == option_id) & (table["rule"] == "rest-bear-all")]
    worst = rest_bear.set_index(["key", "leaver", "year"])["rest_change_gbp"]
    mine = mine.assign(ends_by=[named_sites(str(text), sites or {}) for text in mine["ends_by"]])
    return tuple(
        _exit(row, float(worst[(row["key"], row["leaver"], row["year"])]), names) for _, row in mine.iterrows()
    )


def named_sites(ends_by: str, sites: Mapping[str, str]) -> str:
    """How the sites can be given up, with their names for their ids: `Wyncham House: break on 25 March 2015`."""
    told = (part.partition(": ") for part in ends_by.split("; "))
    return "; ".join(f"{sites.get(site_id, site_id)}{colon}{how}" for site_id, colon, how in told)


def _exit(row: Row, bearing_all_gbp: float, names: Mapping[str, str]) -> str:
    leaver, gbp = names[str(row["leaver"])], float(row["rest_change_gbp"])
    rest = wording.joined(tuple(name for a, name in names.items() if a != row["leaver"]))
    empty = wording.counted(int(row["workstations_empty"]), "workstation")
    stands = "stands" if int(row["workstations_empty"]) == 1 else "stand"
    alone = f"; were it to pay nothing from that day, {wording.pounds(bearing_all_gbp, nearest_1000=True)} more"
    return (
        f"If {leaver} leaves in year {int(row['year'])}, {empty} {stands} empty and shared cost runs until "
        f"{row['held_until']} ({row['ends_by']}). Where {RULES[str(row['rule'])]}, "
        f"{rest} {_more(gbp)} than if it had stayed"
        f"{alone if row['rule'] != 'rest-bear-all' else ''}."
    )


def _more(gbp: float) -> str:
    if abs(gbp) < LEAST_GBP:
        return "pays no more"
    return f"pays {wording.pounds(abs(gbp), nearest_1000=True)} {'more' if gbp > 0 else 'less'}"


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
