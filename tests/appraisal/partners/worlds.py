"""Two partners who may share a hub, in round pounds over five years beside year 0; nothing discounted unless asked.

By option, cash over the six years:

- do-nothing: Bexley 600, Bromley 1,200, each alone, 25 and 50 a quarter
- do-minimum: Bexley 660, Bromley 1,260: 60 more for each in quarter 0
- hub: 60 for each alone; shared 1,680 = occupancy of 60 a quarter from quarter 4 (20 quarters: 1,200), fit-out 200 with
  20 of bias and 20 of VAT in quarter 3 (240), joined systems 100 in quarter 3, upkeep of 7 a quarter (140)
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from feasibility.appraisal.partners import OptionFacts, PartnerFacts
from feasibility.costs.accounts import Accounts, gathered
from feasibility.costs.lines import SHARED, Book, Line
from feasibility.costs.timeline import Timeline
from feasibility.tables import Leases, empty

TIMELINE = Timeline(2010, 5)
LATER = TIMELINE.each_quarter(4)
NAMES = {"bexley": "Bexley", "bromley": "Bromley"}
LEVEL = (1.0,) * 24


def line(line_id: str, payer: str, yearly: float, timing: Sequence[float] = (), **others: object) -> Line:
    """A yearly charge in every quarter, unless another timing is given."""
    told = Line(
        line_id=line_id, line=line_id, group="occupancy", place="all", payer=payer, kind="revenue", driver="always",
        unit="year", per_driver=1.0, rate_gbp=yearly, timing=tuple(timing) or TIMELINE.each_quarter(),
        status="assumed", basis="made up",
    )  # fmt: skip
    return replace(told, **others)


def works(line_id: str, payer: str, gbp: float, quarter: int, **others: object) -> Line:
    """A payment once."""
    return line(line_id, payer, gbp, TIMELINE.once(quarter), **{"kind": "capital", "group": "works", **others})


STAYING = {
    "do-nothing": (line("now-a", "bexley", 100), line("now-b", "bromley", 200)),
    "do-minimum": (
        line("now-a", "bexley", 100), line("now-b", "bromley", 200),
        works("mend-a", "bexley", 60, 0), works("mend-b", "bromley", 60, 0),
    ),
}  # fmt: skip
HUB = (
    works("leave-a", "bexley", 60, 4, group="transition"),
    works("leave-b", "bromley", 60, 4, group="transition"),
    line("rent", SHARED, 240, LATER, place="hub"),
    works("fit-out", SHARED, 200, 3, place="hub", bias_share=0.1, vat_share=0.1),
    works("systems", SHARED, 100, 3, group="systems"),
    line("upkeep", SHARED, 28, LATER, group="systems"),
    # No cash: the opportunity cost of space, and staff time.
    line("owned", SHARED, 999, place="hub", cash=False),
    line("time", "staff", 999, group="travel", cash=False, economic=True),
)


def accounts(options: Mapping[str, Sequence[Line]] | None = None, factors: Sequence[float] = LEVEL) -> Accounts:
    """Doing nothing, the do-minimum, and the hub or the options given."""
    books = {
        o: Book(TIMELINE, tuple(factors), tuple(lines))
        for o, lines in ({**STAYING, **(options or {"hub": HUB})}).items()
    }
    return gathered((o, book, {line.line_id: line.per_driver for line in book.lines}, ()) for o, book in books.items())


def facts(**others: object) -> PartnerFacts:
    """Bromley has twice the contacts. The pooled hub takes 30 workstations; apart they need 12 and 24."""
    stay = OptionFacts("now", {}, 0)
    told = PartnerFacts(
        names=NAMES, contacts={"bexley": 1000.0, "bromley": 2000.0}, heads={"bexley": 20, "bromley": 30},
        workstations_apart={"bexley": 12, "bromley": 24}, population={"bexley": 300.0, "bromley": 300.0},
        options={"do-nothing": stay, "do-minimum": stay, "hub": OptionFacts("pooled", {"hub": 30}, 32)},
        leases=empty(Leases), suppression_heads_min=10,
    )  # fmt: skip
    return replace(told, **others)


def lease(*events: tuple[str, str, float, float], site_id: str = "hub") -> pd.DataFrame:
    """Events of one site: what, when, months of notice, penalty."""
    rows = [
        {"site_id": site_id, "event": event, "date": day, "rent_gbp_per_m2_per_year": float("nan"),
         "notice_months": notice, "penalty_gbp": penalty, "status": "assumed", "source": "made up"}
        for event, day, notice, penalty in events
    ]  # fmt: skip
    return pd.DataFrame(rows)


def supplied(**shares: float) -> pd.DataFrame:
    """A key called `told`, by authority."""
    return pd.DataFrame(
        [{"key": "told", "authority": a, "share": s, "source": "An agreement", "date": "2010", "status": "sourced"}
         for a, s in shares.items()]
    )  # fmt: skip
