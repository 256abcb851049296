"""Counts of people in fives, minutes of small groups whole, and what each edition may tell."""

import pandas as pd
import pytest

from feasibility.publication import disclosure
from feasibility.publication.disclosure import people
from feasibility.publication.disclosure.rounding import stepped
from feasibility.scenario.publication import Publication
from feasibility.tables import PUBLISHED, headings


def test_every_column_of_the_published_tables_that_counts_people_is_known():
    """A new column of heads must be rounded, or stand in a table of posts that are needed, which nobody holds yet."""
    counts = {(name, column) for name, schema in PUBLISHED.items() if name != "people" for column in headings(schema)
              if "heads" in column.split("_") or column in {"leavers", "recipients"}}  # fmt: skip
    assert counts == {(name, column) for name, columns in people.COUNTS.items() for column in columns}


@pytest.mark.parametrize(("heads", "told"), [(10, 10), (12, 10), (13, 15), (12.5, 15), (0, 0)])
def test_counts_are_to_the_nearest_five(heads, told):
    table = pd.DataFrame({"heads": [float(heads)]})
    assert people.rounded("areas", table)["heads"].tolist() == [told]


def test_a_blank_stays_a_blank_and_whole_numbers_stay_so():
    areas = people.rounded("areas", pd.DataFrame({"heads": [float("nan"), 12.0]}))
    assert areas["heads"].isna().tolist() == [True, False]
    journeys = pd.DataFrame({"heads": [36, 64], "heads_measured": [36.0, float("nan")]})
    told = people.rounded("journeys", journeys)
    assert told["heads"].tolist() == [35, 65]
    assert told["heads"].dtype == journeys["heads"].dtype


@pytest.mark.parametrize("table", ["area_changes", "journey_bands"])
def test_one_person_more_or_less_in_an_area_is_not_seen(table):
    """Eleven people and one more of them with a journey of 34 minutes longer than the mean of 20: in no figure."""
    one = pd.DataFrame({"heads": [11.0], "before_minutes_mean": [20.0], "change_minutes_mean": [1.0]})
    two = pd.DataFrame({"heads": [12.0], "before_minutes_mean": [20.4], "change_minutes_mean": [1.4]})
    pd.testing.assert_frame_equal(people.rounded(table, one), people.rounded(table, two))


def test_employers_less_everybody_tell_of_no_single_person():
    """36, 64 and 100 are 35, 65 and 100; 37, 64 and 101 are the same."""
    first, second = (pd.DataFrame({"heads": h, "heads_measured": [float(x) for x in h]})
                     for h in ([36, 64, 100], [37, 64, 101]))  # fmt: skip
    pd.testing.assert_frame_equal(people.rounded("journeys", first), people.rounded("journeys", second))


def counts_behind(share: float, heads: int) -> set[int]:
    """Every count that a published share may stand for, by one who knows that it is of `heads` staff exactly."""
    of = pd.Series([float(heads)] * (heads + 1))
    told = stepped(pd.Series(range(heads + 1)) / heads, of)
    return set(told.index[(told - share).abs() < 1e-9])


@pytest.mark.parametrize("heads", range(10, 141))
def test_no_share_counts_staff_finer_than_in_fives(heads):
    """Each share stands for three counts at least where it is none or all of the staff, and for four in between."""
    shares = pd.Series(range(heads + 1)) / heads
    for share in stepped(shares, pd.Series([float(heads)] * (heads + 1))).unique():
        behind = counts_behind(share, heads)
        assert len(behind) >= (3 if share in (0, 1) else 4), (heads, share, behind)


@pytest.mark.parametrize(
    ("heads", "share", "told"),
    [
        (10, 0.2, 0.0),  # two of ten: in steps of five points they would be two, and nobody else
        (10, 0.3, 0.5),  # a half is five staff
        (35, 0.12, 0.2),  # a fifth is seven
        (65, 0.13, 0.1),  # a tenth is six and a half
        (100, 0.13, 0.15),  # five points are five staff: as ever
        (400, 0.13, 0.15),
    ],
)
def test_shares_of_few_staff_come_in_wider_steps(heads, share, told):
    row = {"option_id": "x", "area_id": "a", "heads": [float(heads)], "change_minutes_mean": 1.0,
           "before_minutes_mean": 1.0, "worse_15_share": share}  # fmt: skip
    cleared = pd.DataFrame({"area_id": ["a"], "suppressed": [False]})
    areas = disclosure.area_changes(pd.DataFrame(row), cleared)
    bands = disclosure.bands(
        pd.DataFrame(row).assign(band="b", group="g", heads_measured=float(heads)).drop(columns="area_id"), 10
    )
    employers = disclosure.journeys(
        pd.DataFrame(row).assign(employer="all", basis="usual", heads_measured=float(heads)), 10
    )
    for table in (areas, bands, employers):
        assert table["worse_15_share"].tolist() == pytest.approx([told])


def test_the_middle_journey_is_a_persons_own_and_is_shown_in_whole_minutes():
    journeys = pd.DataFrame({"heads": [36], "heads_measured": [36.0], "before_minutes_median": [20.5],
                             "change_minutes_p90": [7.6], "before_minutes_mean": [25.7]})  # fmt: skip
    told = people.rounded("journeys", journeys)
    assert told[["before_minutes_median", "change_minutes_p90", "before_minutes_mean"]].iloc[0].tolist() == [
        20,
        8,
        25.7,
    ]


def test_only_the_key_of_staff_counts_people():
    keys = pd.DataFrame({"key": ["heads", "contacts"], "quantity": [36.0, 40_001.0]})
    assert people.keys(keys)["quantity"].tolist() == [35.0, 40_001.0]


class TestTerms:
    def test_the_public_edition_rounds_and_withholds(self):
        terms = disclosure.terms(Publication(), "public")
        assert (terms.heads_min, terms.rounded, terms.prices_withheld, terms.marking) == (10, True, True, "")

    def test_prices_that_are_not_commercial_stand_in_public(self):
        terms = disclosure.terms(Publication(commercial="public"), "public")
        assert (terms.rounded, terms.prices_withheld) == (True, False)

    def test_the_exempt_edition_is_marked_and_exact(self):
        terms = disclosure.terms(Publication(exempt_words="Part 2"), "exempt")
        assert (terms.heads_min, terms.rounded, terms.prices_withheld) == (5, False, False)
        assert terms.marking == "Part 2"

    def test_the_method_note_says_what_is_rounded_where(self):
        public, exempt = (disclosure.privacy(disclosure.terms(Publication(), e), 10) for e in ("public", "exempt"))
        assert "Fewer than 10" in public
        assert "nearest five" in public
        assert "exempt edition alone" in public
        assert "Fewer than 5" in exempt
        assert "nearest five" not in exempt


def test_sentences_of_findings_by_edition():
    found = ("It leaves a lead of £323,482 at £175.50 a m² a year.",)
    public, shown, exempt = (disclosure.said(found, disclosure.terms(each, edition)) for each, edition in (
        (Publication(), "public"), (Publication(commercial="public"), "public"), (Publication(), "exempt"),
    ))  # fmt: skip
    assert public == ("It leaves a lead of £323,000 at an exempt price a m² a year.",)
    assert shown == ("It leaves a lead of £323,000 at £175.50 a m² a year.",)
    assert exempt == found
