"""What happens to the lease of a place, and when."""

import pandas as pd

from feasibility import wording
from feasibility.costs.words import least_firm
from feasibility.publication.disclosure import WITHHELD
from feasibility.publication.release import Release
from feasibility.publication.views.dates import day
from feasibility.publication.views.withheld import IN_EXEMPT_PART

_EVENTS = {
    "start": "begins", "rent_free_end": "rent-free until", "rent": "rent steps", "review": "review", "break": "break",
    "expiry": "ends", "earliest_vacation": "may be given up from",
}  # fmt: skip


def in_words(release: Release, site_id: str) -> str:
    """The events of a place by date, in a sentence: `Begins 25 December 2010; review 25 December 2015 to £130.00 a m²`.

    Where the edition holds no lease at all, that they are in the exempt part; else that none is stated.
    """
    table = release.tables["lease_events"]
    events = table[table["site_id"] == site_id]
    if len(events) and (events["date"] == WITHHELD).all():
        return IN_EXEMPT_PART
    if events.empty:
        return IN_EXEMPT_PART if release.commercial_withheld and table.empty else "None is stated."
    dated = events.sort_values("date", kind="stable")
    return f"{wording.capital('; '.join(_event(release, event) for _, event in dated.iterrows()))}."


def status(release: Release, site_id: str) -> str:
    """Status of the least firm event of a place; blank where none is stated."""
    table = release.tables["lease_events"]
    events = table[table["site_id"] == site_id]
    return "" if events.empty else least_firm(events["status"])


def _event(release: Release, event: "pd.Series[object]") -> str:
    said = f"{_EVENTS.get(str(event['event']), str(event['event']))} {day(event['date'])}"
    rent, notice, penalty = (
        float(str(event[name])) for name in ("rent_gbp_per_m2_per_year", "notice_months", "penalty_gbp")
    )
    more = [f"to {wording.pounds(rent)} a m²"] if pd.notna(rent) else []
    more += [f"notice of {wording.counted(int(notice), 'month')}"] if pd.notna(notice) else []
    more += [f"penalty {wording.pounds(penalty)}"] if pd.notna(penalty) else []
    asks_rent = event["event"] in ("rent", "review") and pd.isna(rent)
    more += ["rent in the exempt part"] if asks_rent and release.commercial_withheld else []
    return f"{said} ({', '.join(more)})" if more else said
