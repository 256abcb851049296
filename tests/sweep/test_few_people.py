"""Staff files of a sweep that differ in a few persons."""

import pandas as pd

from feasibility.sweep import few_people

STAFF = pd.DataFrame({"employer": ["a"] * 6, "days": [5, 5, 4, 3, 2, 1]}, index=[f"s-{k}" for k in range(6)])


def told(other: pd.DataFrame) -> list[str]:
    return few_people.faults(few_people.records(other), {"first": few_people.records(STAFF)}, 5)


def test_one_person_less_or_one_who_differs_is_refused() -> None:
    # A sweep with one person less would show that person's travel to every site, to the penny.
    assert len(told(STAFF.iloc[1:])) == 1
    assert "fewer than 5 persons from those of cell first" in told(STAFF.assign(days=[5, 5, 4, 3, 2, 5]))[0]


def test_the_same_staff_in_another_order_or_by_other_names_and_quite_other_staff_are_not() -> None:
    assert told(STAFF.iloc[::-1].set_axis([f"t-{k}" for k in range(6)])) == []
    assert told(STAFF.assign(employer="b")) == []  # all six differ
