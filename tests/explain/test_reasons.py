"""What a single site lacks, and what a wider corridor would bring."""

import pandas as pd

from feasibility.appraisal import asked_again
from feasibility.enumeration import enumerate_all
from feasibility.explain.corridor import left_out
from feasibility.explain.reasons import with_repairs
from feasibility.pricing import priced
from tests.priced_world import evidence, listed, settings

CROWDED = settings(authority={
    "bexley": {"name": "Bexley", "code": "B", "contacts_per_year": 400_000.0},
    "bromley": {"name": "Bromley", "code": "R", "contacts_per_year": 600_000.0},
})  # fmt: skip


def test_a_single_site_that_is_too_small_is_told_its_floor():
    given = evidence()
    found = priced(CROWDED, given)
    needed = found.problems["pooled"].workstations_needed
    assert needed > 30
    asked = enumerate_all(found.problems, listed(CROWDED, given))
    told = {item.option.option_id: item.reason for item in with_repairs(asked, CROWDED, given, found)}
    # new has 300 m² and holds 30 at 10 m² each.
    short = needed - 30
    assert told["new--pooled"] == (
        f"holds 30 workstations of {needed} needed: {short} short; {short * 10:,} m² more would do"
    )
    assert "would do" not in told["old-b--new--pooled"]


def test_the_nearest_site_outside_that_holds_everybody_is_said_and_not_tried():
    known = asked_again.known(settings(), evidence())
    needed = min(known.need.workstations.values())
    assert needed <= 28  # far holds 28 at 280 m²
    standing = pd.DataFrame(
        {"side": "bexley", "border_km": [1.0, 1.0, 1.0, 4.72], "considered": [True, True, True, False]},
        index=["old-b", "old-r", "new", "far"],
    )
    (line,) = left_out(known, standing)
    assert line.startswith(
        "Not tried, for journeys there are not measured: boundary.corridor_km = 4.8 instead of 3 brings"
    )
    assert left_out(known, standing.assign(side="outside")) == []
