"""Journeys that people of the area know, leg by leg, beside what others publish."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from feasibility import wording
from feasibility.tables import KnownJourneysTable, checked, empty
from feasibility.travel.transit.legs import FINISH, START, WALK, Leg

WAYS = {"car": "by car", "walk": "on foot", "cycle": "by cycle", "transit": "public transport"}
ON_FOOT = WAYS[WALK]
Step = tuple[str, str, str, float]
"""By, from, to, minutes."""


def table(known: pd.DataFrame, legs: Mapping[str, Sequence[Leg]], minutes: Mapping[str, float]) -> pd.DataFrame:
    """tables.KnownJourneysTable from tables.KnownJourneys by id.

    `legs` gives those of the journeys by public transport that have legs; `minutes` door to door those of the rest. A
    wait and the change before it are a leg of their own. Where no journey is found its minutes are blank.
    """
    rows = []
    for key, journey in known.iterrows():
        steps = list(_steps(legs[str(key)])) if legs.get(str(key)) else [_whole(journey, minutes.get(str(key)))]
        names = {START: str(journey["from_name"]), FINISH: str(journey["to_name"])}
        total = sum(step[3] for step in steps)
        rows += [
            {
                "journey": journey["journey"], "mode": journey["mode"], "leg": number, "by": by,
                "from_place": names.get(start, start), "to_place": names.get(end, end), "minutes": spent,
                "total_minutes": total, "published_minutes": journey["published_minutes"],
                "published_by": journey["published_by"], "why_plausible": journey["why"],
            }
            for number, (by, start, end, spent) in enumerate(steps, start=1)
        ]  # fmt: skip
    return checked(pd.DataFrame(rows) if rows else empty(KnownJourneysTable), KnownJourneysTable, "known journeys")


def _steps(legs: Sequence[Leg]) -> Iterator[Step]:
    for leg in legs:
        if leg.how == WALK:
            yield ON_FOOT, leg.start, leg.end, leg.minutes
            continue
        lost = leg.change_minutes + leg.wait_minutes
        if lost > 0:
            yield ("change and wait" if leg.change_minutes else "wait"), leg.start, leg.start, lost
        yield _ride(leg), leg.start, leg.end, leg.minutes


def _ride(leg: Leg) -> str:
    """Whichever comes first of the lines: `bus 51 or 269`; names of several words stand apart."""
    if all(" " not in name for name in leg.lines):
        return " ".join((leg.how, wording.joined(leg.lines, "or"))).strip()
    return f"{leg.how}: {'; or '.join(leg.lines)}"


def _whole(journey: "pd.Series[object]", minutes: float | None) -> Step:
    return WAYS[str(journey["mode"])], START, FINISH, float("nan") if minutes is None else float(minutes)
