"""What follows when a partner leaves, in sentences: the cheaper course of the rest first, and what the other costs."""

from collections.abc import Mapping
from typing import Any, TypeAlias

import pandas as pd

from feasibility import wording
from feasibility.appraisal.partners.words import LEAST_GBP
from feasibility.tables.partners import GIVE_UP, STAY_ON

RULES = {
    "share-until-break": "it pays its share until the space can be given up",
    "notice-only": "it pays its share for the months of notice",
    "rest-bear-all": "it pays nothing from the day it leaves",
}
COURSES = {
    GIVE_UP: "give the space up",
    STAY_ON: "stay on to the end of the period",
}
NOT_COUNTED = (
    "Both courses run to the end of the period. Space found elsewhere is charged at the option's own mean cost of a "
    "workstation a year, its works among it; no such space has been looked for. A new home for the partner that leaves "
    "is left out."
)
Row: TypeAlias = "pd.Series[Any]"


def exits(
    table: pd.DataFrame, option_id: str, names: Mapping[str, str], sites: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """What follows for the rest when each partner leaves one option: a sentence a leaver and year, by the agreed rule.

    `table` is tables.partners.ExitsTable; `sites` gives each site's name.
    """
    mine = table[table["option_id"] == option_id]
    mine = mine.assign(ends_by=[named_sites(str(text), sites or {}) for text in mine["ends_by"]])
    worst = mine[(mine["rule"] == "rest-bear-all") & mine["cheaper"]].set_index(["key", "leaver", "year"])
    told = []
    for (key, leaver, year), rows in mine[mine["agreed"]].groupby(["key", "leaver", "year"], sort=False):
        told.append(_exit(rows, worst.loc[(key, leaver, year)], names))
    return tuple(told)


def named_sites(ends_by: str, sites: Mapping[str, str]) -> str:
    """How the sites can be given up, with their names for their ids: `Wyncham House: break on 25 March 2015`."""
    told = (part.partition(": ") for part in ends_by.split("; "))
    return "; ".join(f"{sites.get(site_id, site_id)}{colon}{how}" for site_id, colon, how in told)


def _exit(rows: pd.DataFrame, bearing_all: Row, names: Mapping[str, str]) -> str:
    best = rows[rows["cheaper"]].iloc[0]
    leaver = names[str(best["leaver"])]
    others = tuple(name for a, name in names.items() if a != best["leaver"])
    rest, they, pay = wording.joined(others), *(("it", "pays") if len(others) == 1 else ("they", "pay"))
    parts = [f"If {leaver} leaves in year {int(best['year'])}, {_empty(best)}. {_way_out(rows)}"]
    if len(rows) == 1:
        told = f"{rest} {pay} {_more(best, leaver, they)}"
    else:
        other = rows[~rows["cheaper"]].iloc[0]
        told = (
            f"the cheaper course for {rest} is to {_course(best)}: {they} then {pay} {_more(best, leaver, they)}. "
            f"To {_course(other)} would be {_more(other, leaver, they)}"
        )
    parts.append(f"Where {RULES[str(best['rule'])]}, {told}.")
    if best["rule"] != "rest-bear-all":
        change = (
            "" if bearing_all["course"] == best["course"] else f"; the cheaper course is then to {_course(bearing_all)}"
        )
        more = _more(bearing_all, leaver, they)
        parts.append(f"Were {leaver} to pay nothing from that day, {rest} {pay} {more}{change}.")
    return " ".join(parts)


def _empty(row: Row) -> str:
    count = int(row["workstations_empty"])
    if not count:
        return "no workstation stands empty"
    return f"{wording.counted(count, 'workstation')} {'stands' if count == 1 else 'stand'} empty"


def _way_out(rows: pd.DataFrame) -> str:
    if len(rows) == 1:
        return "What is shared runs to the end of the period."
    return f"First way out of the space: {rows['ends_by'].iloc[0]}."


def _course(row: Row) -> str:
    if row["course"] == STAY_ON:
        return COURSES[STAY_ON]
    count = round(float(row["workstations_elsewhere"]))
    rate = wording.pounds(float(row["elsewhere_gbp_per_workstation_per_year"]))
    return f"{COURSES[GIVE_UP]} and find {wording.counted(count, 'workstation')} elsewhere at {rate} each a year"


def _more(row: Row, leaver: str, they: str) -> str:
    """The change of the rest, as it follows `pays`; with the reason where it is in their favour."""
    gbp = float(row["rest_change_gbp"])
    if abs(gbp) < LEAST_GBP:
        return f"about as much as if {leaver} had stayed"
    amount = wording.pounds(abs(gbp), nearest_1000=True)
    if gbp > 0:
        return f"{amount} more than if {leaver} had stayed"
    return f"{amount} less than if {leaver} had stayed, because {why_less(row, leaver, they)}"


def why_less(row: Row, leaver: str, they: str) -> str:
    """Why a departure comes out in favour of those who stay."""
    forgone = (1 - float(row["key_share"])) * float(row["given_up_gbp"]) - float(row["elsewhere_gbp"])
    if forgone > float(row["rest_sub_let_gbp"]):
        return f"by this key {they} would have paid for more space than {they} would need alone"
    if float(row["rest_sub_let_gbp"]) > 0:
        return f"sub-tenants would pay more for the empty space than {leaver} did"
    return "what is shared brings in more than it costs"
