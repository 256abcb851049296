"""Services a day worked out from the headways that the `source` of a train, tube, DLR or tram line states.

`Mon-Fri 8 an hour, 14 in the peaks, 6 after 20:00; Sat 8; Sun none`: one rate an hour between the first and the last
departure, and others in the hours told, of which the later word counts. `Mon-Fri 3 in each peak` are three in
07:00-10:00 and three in 16:00-19:00, each way. Peaks are of weekdays; on Sundays nothing leaves before 07:00.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

PEAKS = ((7.0, 10.0), (16.0, 19.0))
PEAK_HOURS = 3.0
SUNDAY_FROM = 7.0
DAYS = ("weekday", "saturday", "sunday")
STATED = re.compile(r"\(Mon-Fri ([^;()]+); Sat ([^;()]+); Sun ([^;()]+)\)")
RATE = re.compile(
    r"(?P<rate>\d+(?:\.\d+)?)(?: (?P<when>an hour|in the peaks|in each peak|before|after)(?: (?P<clock>\d\d:\d\d))?)?"
)


@dataclass(frozen=True)
class Rate:
    """So many an hour in each of some stretches of the day, told by when they begin and end."""

    per_hour: float
    when: str
    stretches: tuple[tuple[float, float], ...]


def hour(clock: str) -> float:
    """`24:30` as hours after midnight."""
    hours, minutes = clock.split(":")
    return int(hours) + int(minutes) / 60


def stated(source: str) -> dict[str, list[Rate]] | None:
    """The rates of each kind of day, in the order told; None where the source states no headways."""
    said = STATED.search(source)
    return dict(zip(DAYS, map(_rates, said.groups()), strict=True)) if said else None


def _rates(words: str) -> list[Rate]:
    if words == "none":
        return []
    return [_rate(part) for part in words.split(", ")]


def _rate(words: str) -> Rate:
    said = RATE.fullmatch(words)
    if said is None:
        raise ValueError(f"no headway: {words}")
    number, when, clock = float(said["rate"]), said["when"] or "an hour", said["clock"]
    if (clock is not None) != (when in ("before", "after")):
        raise ValueError(f"no headway: {words}")
    if when == "before":
        return Rate(number, when, ((0.0, hour(clock)),))
    if when == "after":
        return Rate(number, when, ((hour(clock), 48.0),))
    if when == "an hour":
        return Rate(number, when, ((0.0, 48.0),))
    return Rate(number / PEAK_HOURS if when == "in each peak" else number, when, PEAKS)


def services(rates: list[Rate], first: float, last: float) -> int:
    """A day, one way: each rate over its hours, and the first one itself, unless peaks alone are told by number."""
    if not rates:
        return 0
    edges = {first, last, *(edge for rate in rates for stretch in rate.stretches for edge in stretch)}
    total = 0.0
    for start, end in pairwise(sorted(edge for edge in edges if first <= edge <= last)):
        told = [rate for rate in rates if any(begin <= start and end <= until for begin, until in rate.stretches)]
        total += (end - start) * (told[-1].per_hour if told else 0.0)
    return round(total + any(rate.when != "in each peak" for rate in rates))


def expected(source: str, first_departure: str, last_departure: str) -> dict[str, float | None] | None:
    """Services of each kind of day and those an hour in the peaks (None where like the rest of the day)."""
    rates = stated(source)
    if rates is None:
        return None
    first, last = hour(first_departure), hour(last_departure)
    peak = [rate.per_hour for rate in rates["weekday"] if rate.stretches == PEAKS]
    return {
        "weekday_services": services(rates["weekday"], first, last),
        "saturday_services": services(rates["saturday"], first, last),
        "sunday_services": services(rates["sunday"], max(first, SUNDAY_FROM), last),
        "peak_per_hour": round(peak[-1], 2) if peak else None,
    }
