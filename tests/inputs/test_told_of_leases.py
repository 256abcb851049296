"""Faults of the table of lease events; and what is read from a good one."""

import pytest

from feasibility.errors import InputError
from feasibility.inputs import leases
from feasibility.tables import Leases, checked
from tests.inputs.test_told_of_factors import table

HEADING = "site_id,event,date,rent_gbp_per_m2_per_year,notice_months,penalty_gbp,status,source\n"
KNOWN = ("hall-w", "hall-e", "mid")
TAIL = "assumed,Made up\n"


def event(site: str, kind: str, date: str, rent: str = "", notice: str = "", penalty: str = "") -> str:
    return f"{site},{kind},{date},{rent},{notice},{penalty},{TAIL}"


def faults(rows: str, known: tuple[str, ...] | None = KNOWN) -> list[str]:
    with pytest.raises(InputError) as told:
        leases.read(table(HEADING + rows), "leases.csv", known)
    return list(told.value.faults)


def reads(rows: str) -> int:
    return len(leases.read(table(HEADING + rows), "leases.csv", KNOWN))


START, EXPIRY = event("mid", "start", "2010-03-25"), event("mid", "expiry", "2020-03-24")


def test_good_events_come_by_site_and_date():
    rows = EXPIRY + START + event("mid", "rent_free_end", "2010-09-25") + event("mid", "rent", "2010-03-25", "120")
    rows += event("mid", "break", "25/03/2015", notice="6", penalty="10000") + event(
        "mid", "review", "2015-03-25", "130"
    )
    rows += event("hall-w", "earliest_vacation", "2012-04-01 00:00:00")
    read = leases.read(table(HEADING + rows), "leases.csv", KNOWN)
    checked(read, Leases, "leases.csv")
    assert list(zip(read["event"], read["date"], strict=True)) == [
        ("earliest_vacation", "2012-04-01"),
        ("start", "2010-03-25"),
        ("rent", "2010-03-25"),
        ("rent_free_end", "2010-09-25"),
        ("break", "2015-03-25"),
        ("review", "2015-03-25"),
        ("expiry", "2020-03-24"),
    ]
    given = read.set_index("event")
    assert given.loc["break", ["notice_months", "penalty_gbp"]].tolist() == [6, 10_000]
    assert given["rent_gbp_per_m2_per_year"].dropna().to_dict() == {"rent": 120, "review": 130}


def test_every_fault_at_once():
    rows = (
        event("hall-x", "start", "2010-01-01")  # 2
        + event("mid", "breaks", "2010-01-01")  # 3
        + event("hall-w", "start", "2010-13-01")  # 4
        + event("hall-w", "expiry", "")  # 5
        + event("hall-e", "rent", "2011-01-01")  # 6: no amount
        + event("hall-e", "start", "2010-01-01", rent="100", notice="3")  # 7: figures of other events
        + event("hall-e", "break", "2012-01-01")  # 8: no notice
        + event("hall-e", "review", "2013-01-01", rent="12000")  # 9
        + event("hall-e", "break", "2013-06-01", notice="90", penalty="ten")  # 10
        + event("hall-e", "expiry", "2020-01-01").replace("Made up", "")  # 11
        + event("hall-w", "earliest_vacation", "2011-01-01") * 2  # 12, 13
    )
    assert faults(rows) == [
        'row 10, column penalty_gbp: found "ten"; write a number such as 1250 or 12.5, without unit or pound sign',
        'row 4, column date: found "2010-13-01", a day that no calendar has; write year, month, day, such as '
        "2012-04-01",
        "column date: row 5: is blank; write year, month, day, such as 2012-04-01",
        'row 2, column site_id: found "hall-x", which the table of sites lacks; is it hall-w?',
        'row 3, column event: found "breaks"; must be one of start, rent_free_end, rent, review, break, expiry, '
        "earliest_vacation",
        "row 10, column notice_months: found 90; must be 60 or less",
        "column rent_gbp_per_m2_per_year: row 6: is blank; `rent` needs it",
        "column notice_months: row 8: is blank; `break` needs it",
        "column rent_gbp_per_m2_per_year: row 7: belongs to `rent` and `review` only; clear it, or mend the event",
        "column notice_months: row 7: belongs to `break` only; clear it, or mend the event",
        "column rent_gbp_per_m2_per_year: row 9: is above £2,000 a m²: is it pence, or the rent of the whole place?",
        "column date: rows 12-13: give one event of a site and day more than once; keep one",
        "column source: row 11: is blank; say where the event comes from",
    ]


def test_two_leases_of_one_place_that_overlap():
    # the second starts five years before the first has ended
    rows = START + EXPIRY + event("mid", "start", "2015-01-01") + event("mid", "expiry", "2025-01-01")
    (fault,) = faults(rows)
    assert fault == (
        "row 4, column date: a lease of mid starts on 2015-01-01, before that of row 2 ends (row 3, 2020-03-24); "
        "leases of one place must not overlap"
    )


def test_a_second_start_while_the_first_lease_has_no_end():
    (fault,) = faults(START + event("mid", "start", "2015-01-01"))
    assert fault == (
        "row 3, column date: a lease of mid starts on 2015-01-01, before that of row 2 has an expiry; leases of one "
        "place must not overlap"
    )


@pytest.mark.parametrize(
    "rows",
    [
        START + EXPIRY + event("mid", "start", "2020-03-25") + event("mid", "expiry", "2025-01-01"),  # the day after
        START + event("mid", "start", "2020-03-24") + EXPIRY,  # the very day: the old one ends first
        START + EXPIRY + event("hall-w", "start", "2015-01-01"),  # another place
        EXPIRY
        + event("mid", "start", "2021-01-01")
        + event("mid", "expiry", "2031-01-01"),  # the first's start unknown
    ],
)
def test_leases_that_follow_one_another_are_no_overlap(rows):
    assert reads(rows) == rows.count("\n")


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (event("mid", "break", "2009-03-25", notice="6"), "break of mid on 2009-03-25 falls on or before its start on "
         "2010-03-25 (row 2)"),
        (event("mid", "break", "2020-03-25", notice="6"), "break of mid on 2020-03-25 falls on or after its expiry on "
         "2020-03-24 (row 3)"),
        (event("mid", "break", "2020-03-24", notice="6"), "break of mid on 2020-03-24 falls on or after its expiry"),
        (event("mid", "rent_free_end", "2010-01-01"), "rent_free_end of mid on 2010-01-01 falls on or before its"),
        (event("mid", "rent", "2010-03-24", rent="90"), "rent of mid on 2010-03-24 falls on or before its start"),
        (event("mid", "review", "2021-03-24", rent="90"), "review of mid on 2021-03-24 falls on or after its expiry"),
    ],
)  # fmt: skip
def test_an_event_outside_its_lease(row, says):
    (fault,) = faults(START + EXPIRY + row)
    assert fault.startswith(f"row 4, column date: {says}")
    assert fault.endswith("; mend one of the dates")


@pytest.mark.parametrize(
    "row",
    [
        event("mid", "break", "2010-03-26", notice="0"),  # the first day after the start
        event("mid", "break", "2020-03-23", notice="6"),  # the last day before the end
        event("mid", "rent", "2010-03-25", rent="0"),  # rent may be stated on the first day
        event("hall-w", "break", "1999-01-01", notice="6"),  # no lease of that place is known
    ],
)
def test_an_event_within_its_lease(row):
    assert reads(START + EXPIRY + row) == 3


def test_a_break_between_two_leases_belongs_to_neither():
    rows = START + EXPIRY + event("mid", "start", "2022-01-01") + event("mid", "expiry", "2032-01-01")
    (fault,) = faults(rows + event("mid", "break", "2021-01-01", notice="6"))
    assert fault == (
        "row 6, column date: break of mid on 2021-01-01 falls on or after its expiry on 2020-03-24 (row 3) and on or "
        "before the next start on 2022-01-01 (row 4); mend one of the dates"
    )


def test_an_end_before_the_start_is_told_once_and_not_again_by_its_break():
    rows = event("mid", "start", "2015-01-01") + event("mid", "expiry", "2012-01-01")
    assert faults(rows + event("mid", "break", "2013-01-01", notice="6")) == [
        "row 3, column date: expiry of mid on 2012-01-01 is before its start on 2015-01-01 (row 2); mend one of the "
        "dates, or add the expiry of the second lease"
    ]


def test_an_end_that_ends_nothing():
    assert faults(START + EXPIRY + event("mid", "expiry", "2023-01-01")) == [
        "row 4, column date: expiry of mid on 2023-01-01 ends no lease: that of row 3 ended on 2020-03-24; add the "
        "start of the next, or take the row out"
    ]


def test_one_earliest_day_of_leaving_for_a_place():
    rows = event("mid", "earliest_vacation", "2012-01-01") + event("mid", "earliest_vacation", "2013-01-01")
    assert faults(rows) == ["column event: rows 2-3: are all the earliest day on which mid can be given up; keep one"]
