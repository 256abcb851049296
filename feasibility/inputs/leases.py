"""Lease events of sites from the officer's file: what an event needs, and whether the events can follow one another."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import dates, sheets, sites, typed
from feasibility.tables import Leases, headings

RENT, NOTICE, PENALTY = "rent_gbp_per_m2_per_year", "notice_months", "penalty_gbp"
FIGURES = (RENT, NOTICE, PENALTY)
NEEDS = {"rent": RENT, "review": RENT, "break": NOTICE}
"""The figure that an event cannot do without."""
BELONGS = {RENT: ("rent", "review"), NOTICE: ("break",), PENALTY: ("break",)}
"""The events that a figure may stand beside."""
WITHIN = ("rent_free_end", "rent", "review", "break")
"""What happens between the start of a lease and its end."""
KEY = ["site_id", "event", "date"]


@dataclass(frozen=True)
class Term:
    """A lease of one site by the dates that are known of it, ISO text, blank where not known, and the row of each."""

    start: str
    start_row: int
    expiry: str = ""
    expiry_row: int = 0


def of_file(path: Path, site_ids: Collection[str] | None = None) -> pd.DataFrame:
    """The lease events of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "leases"), site_ids)


def read(raw: pd.DataFrame, where: str, site_ids: Collection[str] | None = None) -> pd.DataFrame:
    """tables.Leases by site and date. `site_ids` are those of the table of sites, None if not known.

    Raises `InputError` for sites that the study lacks, figures that are missing or stand beside an event they do not
    belong to, dates that are none, events that stand twice, leases that overlap, and events outside their lease.
    """
    columns = list(headings(Leases))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame, faults = typed.numbers(raw[columns], FIGURES, show=True, may_be_blank=FIGURES)
    frame, date_faults = dates.days(frame, ["date"])
    unknown = sites.unknown(frame["site_id"], site_ids)
    faults += date_faults + list(unknown.values())
    faults += typed.schema_faults(frame.assign(site_id=sites.told(frame["site_id"], unknown)), Leases, show=True)
    faults += _figure_faults(raw, frame)
    twice = frame.duplicated(KEY, keep=False) & (frame["date"] != "")
    faults += typed.in_rows("date", frame.index[twice], "give one event of a site and day more than once; keep one")
    dated = frame[(frame["date"] != "") & ~frame.duplicated(KEY)]
    for site, events in dated.groupby("site_id", sort=False):
        # On one day the old lease ends before the new one starts.
        ending_first = events.assign(later=events["event"] != "expiry").sort_values(["date", "later"], kind="stable")
        faults += _order_faults(str(site), ending_first)
    faults += typed.in_rows("source", frame.index[frame["source"] == ""], "is blank; say where the event comes from")
    raise_all(InputError, where, faults)
    return (
        frame.astype(dict.fromkeys(FIGURES, float))
        .sort_values(["site_id", "date"], kind="stable")
        .reset_index(drop=True)
    )


def _figure_faults(raw: pd.DataFrame, frame: pd.DataFrame) -> list[str]:
    """Figures that an event lacks, figures that belong to another, and rents that look like pence."""
    faults = []
    for event, column in NEEDS.items():
        lacking = frame.index[(frame["event"] == event) & (raw[column] == "")]
        faults += typed.in_rows(column, lacking, f"is blank; `{event}` needs it")
    for column, events in BELONGS.items():
        known = frame["event"].isin([*WITHIN, "start", "expiry", "earliest_vacation"])
        stray = frame.index[known & ~frame["event"].isin(events) & (raw[column] != "")]
        words = f"belongs to {' and '.join(f'`{event}`' for event in events)} only; clear it, or mend the event"
        faults += typed.in_rows(column, stray, words)
    great = frame.index[frame[RENT] > sites.YEARLY_GBP_PER_M2_MOST]
    words = f"is above £{sites.YEARLY_GBP_PER_M2_MOST:,.0f} a m²: is it pence, or the rent of the whole place?"
    return faults + typed.in_rows(RENT, great, words)


def _order_faults(site: str, events: pd.DataFrame) -> list[str]:
    """Faults in how the events of one site, in the order of their dates, follow one another."""
    terms = _terms(events)
    for before, after in pairwise(terms):
        if not before.start and not after.expiry:
            return [
                f"row {before.expiry_row}, column date: expiry of {site} on {before.expiry} is before its start on "
                f"{after.start} (row {after.start_row}); mend one of the dates, or add the expiry of the second lease"
            ]
    faults = list(_term_faults(site, terms))
    for row, event in events[events["event"].isin(WITHIN)].iterrows():
        words = _outside(str(event["event"]), str(event["date"]), terms)
        faults += [f"row {row}, column date: {event['event']} of {site} on {event['date']} {words}"] if words else []
    held = events.index[events["event"] == "earliest_vacation"]
    if len(held) > 1:
        faults += typed.in_rows("event", held, f"are all the earliest day on which {site} can be given up; keep one")
    return faults


def _terms(events: pd.DataFrame) -> list[Term]:
    """The leases of a site: each expiry ends the oldest lease still running, or one whose start is not known."""
    running: list[Term] = []
    terms: list[Term] = []
    for row, kind, day in zip(events.index, events["event"], events["date"], strict=True):
        if kind == "start":
            running.append(Term(day, row))
        elif kind == "expiry":
            begun = running.pop(0) if running else Term("", 0)
            terms.append(replace(begun, expiry=day, expiry_row=row))
    return sorted([*terms, *running], key=lambda term: term.start or term.expiry)


def _term_faults(site: str, terms: list[Term]) -> Iterator[str]:
    """Leases that overlap, and expiries that end nothing."""
    for before, after in pairwise(terms):
        if not after.start:
            yield (
                f"row {after.expiry_row}, column date: expiry of {site} on {after.expiry} ends no lease: that of row "
                f"{before.expiry_row} ended on {before.expiry}; add the start of the next, or take the row out"
            )
        elif not before.expiry or after.start < before.expiry:
            ends = f"ends (row {before.expiry_row}, {before.expiry})" if before.expiry else "has an expiry"
            yield (
                f"row {after.start_row}, column date: a lease of {site} starts on {after.start}, before that of row "
                f"{before.start_row} {ends}; leases of one place must not overlap"
            )


def _outside(event: str, day: str, terms: list[Term]) -> str:
    """Why an event of a lease cannot fall on a day, or blank. Where no date of a lease is known it may be any day."""
    if not terms or any(_holds(term, event, day) for term in terms):
        return ""
    later = [term for term in terms if term.start >= day]
    ended = [term for term in terms if term.expiry and term.expiry <= day]
    told = []
    if ended:
        told.append(f"on or after its expiry on {ended[-1].expiry} (row {ended[-1].expiry_row})")
    if later:
        told.append(f"on or before its start on {later[0].start} (row {later[0].start_row})")
    words = " and ".join(told).replace("before its", "before the next") if len(told) > 1 else "".join(told)
    return f"falls {words}; mend one of the dates"


def _holds(term: Term, event: str, day: str) -> bool:
    """Whether an event may fall on a day of this lease. A rent may step on the very first day; nothing else may."""
    begun = day >= term.start if event == "rent" else day > term.start
    return begun and (not term.expiry or day < term.expiry)
