"""Runs whose files about people are alike but for a few: nothing is subtracted that would tell of those few."""

from collections import Counter

import pandas as pd
from pydantic import ValidationError

from feasibility.compare import asking
from feasibility.compare.asking import Asker
from feasibility.compare.changed import Changed
from feasibility.compare.reading import Published
from feasibility.compare.studies import Study
from feasibility.errors import FeasibilityError
from feasibility.question import Question
from feasibility.tables import BASES

UNKNOWN = (
    "files about people differ and are not at hand, so that it is not known of how many the difference speaks; name "
    "the scenarios with --scenarios"
)
JOURNEY = ("mode_before", "minutes_before", "km_before", "mode_after", "minutes_after", "km_after")
CANNOT_TELL = "files about people differ, and cannot be held against each other in one study; compare other runs"


def private_files_differ(first: Published, other: Published) -> bool:
    """Whether the staff, or a matrix of their minutes, is not the same file."""
    roles = {role for role in (*first.inputs, *other.inputs) if role == "staff" or role.startswith("travel.matrix.")}
    return any(first.inputs.get(role, {}).get("sha256") != other.inputs.get(role, {}).get("sha256") for role in roles)


def reason(first: Study, other: Study, inputs: tuple[Changed, ...], asker: Asker) -> str:
    """Why nothing may be subtracted, blank where it may: fewer people differ than either run publishes figures of.

    People differ whose employer, days and journeys are together in one study only, when nothing but the files about
    people is changed.
    """
    private = [each for each in inputs if each.private]
    least = max(first.run.suppression_heads_min, other.run.suppression_heads_min)
    try:
        one, two = (_records(asking.measured(first, other, chosen, asker)) for chosen in ((), private))
    except (FeasibilityError, ValidationError):
        return CANNOT_TELL
    people = max((one - two).total(), (two - one).total())
    if people == 0 or people >= least:
        return ""
    return f"the files about people differ in fewer than {least} of them, whom a difference would tell of"


def _records(asked: Question) -> "Counter[tuple[str, ...]]":
    """What totals rest on of each person, and how many share it. Private."""
    staff = pd.DataFrame(asked.inputs.staff)[["employer", "days_on_site_per_week"]]
    journeys = [_journeys(asked.travel.by_basis[basis]) for basis in BASES]
    together = pd.concat([staff, *journeys], axis="columns").astype(str)
    return Counter(tuple(row) for row in together.itertuples(index=False, name=None))


def _journeys(of_basis: pd.DataFrame) -> pd.DataFrame:
    return of_basis.set_index(["staff_key", "site_id"])[list(JOURNEY)].unstack("site_id")  # noqa: PD010 - blanks stand
