"""Quarters and financial years, and when yearly and single payments fall in them."""

from datetime import date

import pytest

from feasibility.costs.timeline import Timeline

TEN = Timeline(2010, 10)
TWO = Timeline(2010, 1)


def test_year_nought_and_the_years_after_it():
    assert (TEN.years, TEN.quarters) == (11, 44)
    assert (TWO.years, TWO.quarters) == (2, 8)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2010, 3, 31), -1),
        (date(2010, 4, 1), 0),
        (date(2010, 6, 30), 0),
        (date(2010, 7, 1), 1),
        (date(2010, 12, 31), 2),
        (date(2011, 1, 1), 3),
        (date(2011, 3, 31), 3),
        (date(2011, 4, 1), 4),
        (date(2012, 3, 31), 7),
        (date(2012, 4, 1), 8),  # after two years: not on the timeline
        (date(2009, 4, 1), -4),
    ],
)
def test_the_quarter_of_a_day(day, quarter):
    assert TWO.quarter_on(day) == quarter


def test_labels_are_those_of_councils():
    assert [TEN.year_label(year) for year in (0, 1, 10)] == ["2010-11", "2011-12", "2020-21"]
    assert TEN.label(0) == "2010-11 Q1"
    assert TEN.label(3) == "2010-11 Q4"
    assert TEN.label(43) == "2020-21 Q4"
    assert Timeline(1999, 1).year_label(0) == "1999-00"
    assert len({TEN.label(quarter) for quarter in range(TEN.quarters)}) == 44


def test_a_quarter_stands_in_its_year():
    assert [TEN.year_of(quarter) for quarter in (0, 3, 4, 43)] == [0, 0, 1, 10]
    for quarter in range(TEN.quarters):
        assert TEN.label(quarter).startswith(TEN.year_label(TEN.year_of(quarter)))


@pytest.mark.parametrize(
    ("first", "end", "years"),
    [(0, None, 2), (4, None, 1), (6, None, 0.5), (8, None, 0), (0, 4, 1), (2, 6, 1), (3, 3, 0), (5, 4, 0), (0, 99, 2)],
)
def test_a_yearly_charge_is_a_quarter_of_it_each_quarter(first, end, years):
    timing = TWO.each_quarter(first, end)
    assert len(timing) == 8
    assert set(timing) <= {0.0, 0.25}
    assert sum(timing) == years
    assert not any(timing[:first])


@pytest.mark.parametrize(("quarter", "at"), [(0, 0), (5, 5), (7, 7), (-3, 0)])
def test_a_single_payment(quarter, at):
    timing = TWO.once(quarter)
    assert sum(timing) == 1
    assert timing[at] == 1  # what was due before the programme is due at its start


def test_a_payment_after_the_timeline_is_not_counted():
    assert TWO.once(8) == (0.0,) * 8
