"""Appendices J to N: assumptions, risks, equality, programme, glossary."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from feasibility.publication.appendices import j_assumptions, k_risks, l_equality, m_programme, n_glossary
from feasibility.publication.figures import programme_chart
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Figure, Terms
from feasibility.publication.views import equality, programme, risks
from tests.publication.example_release import HOSTILE_NOTE, HOSTILE_SITE, example_release
from tests.publication.example_reported import nothing_reported
from tests.publication.test_appendices_a_d import cells, words

PARTS = (j_assumptions, k_risks, l_equality, m_programme, n_glossary)


@pytest.fixture
def release() -> Release:
    return example_release()


def without(release: Release) -> Release:
    return replace(release, tables={**release.tables, **nothing_reported()})


@pytest.mark.parametrize("module", PARTS)
def test_each_part_has_its_letter_and_anchor(release: Release, module):
    part = module.part(release)
    assert part.key == f"appendix-{part.letter.lower()}"
    assert module.__name__.rpartition(".")[2].startswith(part.letter.lower())


def test_figures_are_counted_by_where_they_come_from(release: Release):
    register = release.tables["assumptions"]
    register.loc[0, "source"] = "not in the register: the scenario's value or the programme's default"
    part = j_assumptions.part(release)
    counts = {row[0].partition(":")[0]: row[1:] for row in cells(part, "Figures of the run").values()}
    # the first setting is in no register, the second is, and the third is 8.00 where 9.95 is registered
    assert [counts[origin][0] for origin in ("Supplied", "Registered", "Changed", "Defaulted")] == ["0", "1", "1", "1"]
    assert counts["Registered"] == ("1", "0", "1", "0", "1", "1")  # assumed, key, and validated by a board member
    assert "refuses it final status" in words(part)
    assert cells(part, "Key settings")["costs.years"] == ("costs.years", "10 years", "5 to 15", "assumed", "Property")
    assert release.heading.licence_lines[1] in words(part)


def test_risks_stand_with_the_score_stated_and_the_score_now(release: Release):
    part = k_risks.part(release)
    row = cells(part, "Risk register")[f"Fewer move to the web {HOSTILE_NOTE}"]
    assert row[1:4] == ("Low by high: 3", "Medium by high: 6", "Red")  # 1 x 3, then 2 x 3
    assert cells(part, "Risk register")["Too few spaces"][1] == "not stated"
    assert "3 risks are open: 1 red, 1 amber and 1 green. 1 of 4 stand in no earlier register" in words(part)
    assert "Too few spaces" not in cells(part, "Risks scored otherwise")  # new, not re-scored


def test_the_matrix_places_each_open_risk_once(release: Release):
    rows = cells(k_risks.part(release), "Open risks")
    assert rows["High impact"] == ("High impact", "none", "1 red: take-up", "none")
    assert rows["Medium impact"] == ("Medium impact", "1 green: parking", "1 amber: governance", "none")
    everything = " ".join(cell for row in rows.values() for cell in row[1:])
    assert sorted(re.findall(r": (\S+)", everything)) == ["governance", "parking", "take-up"]  # the closed one is out


@pytest.mark.parametrize(
    ("probability", "impact", "said"),
    [
        ("L", "L", "Low by low: 1"),
        ("H", "M", "High by medium: 6"),
        ("H", "H", "High by high: 9"),
        ("", "", "not stated"),
    ],
)
def test_scores_are_probability_times_impact(probability: str, impact: str, said: str):
    assert risks.scored(probability, impact) == said


def test_issues_dependencies_decisions_and_lessons_stand_apart(release: Release):
    part = k_risks.part(release)
    assert cells(part, "Issues")[f"Two telephone systems {HOSTILE_NOTE}"][3:] == ("1 Jun 2010", "1 Jul 2010", "Amber")
    assert "A third partner may join" in cells(part, "Dependencies")
    assert "Three kilometres" in cells(part, "Decisions")
    assert "Ask for leases first" in cells(part, "Lessons")


def test_colours_are_told_with_their_thresholds_where_the_release_has_them(release: Release):
    ruled = replace(release, rag_rules=(("Risks", "a score of 6 or more is red"),))
    for module in (k_risks, m_programme):
        assert Terms(ruled.rag_rules) in module.part(ruled).blocks
        assert not any(isinstance(block, Terms) for block in module.part(release).blocks)


def test_the_screening_says_what_is_not_known(release: Release):
    part = l_equality.part(release)
    rows = cells(part, "Screening by group")
    assert next(iter(rows)) == "Caring and part-time work"  # adverse stands first
    assert rows["Disability"][2:4] == ("Nothing is known.", "Not known")
    assert equality.unsaid(release)[:2] == ("gender reassignment", "marriage and civil partnership")
    assert "section 149" in words(part)
    assert f"Visits stay at the libraries {HOSTILE_NOTE}." in words(part)


def test_groups_whose_journeys_grow_more_than_those_of_all_staff_are_named(release: Release):
    part = l_equality.part(release)
    # part time +4.4, all staff +3.4: one minute more, just enough; full time +3.1: less
    assert cells(part, "Groups whose journeys")["Part time"][3:] == ("+4.4", "+3.4", "+1.0")
    assert "Full time" not in cells(part, "Groups whose journeys")
    assert "2 groups cannot be shown" in words(part)  # both of the band of grades are suppressed
    bands = release.tables["journey_bands"]
    bands.loc[bands["group"] == "part time", "change_minutes_mean"] = 4.3  # 0.9 more may be rounding
    assert "no group that can be shown has journeys that grow by more" in words(l_equality.part(release))


def test_the_programme_says_who_decides_and_how_each_milestone_stands(release: Release):
    part = m_programme.part(release)
    gateways = cells(part, "Gateways")
    assert gateways[f"Both chief executives sign {HOSTILE_NOTE}"][1:] == (
        "Chief executives", "7 Jul 2010", "Done, 7 days late",
    )  # fmt: skip
    assert "Method agreed" not in gateways
    milestones = cells(part, "Milestones")
    assert milestones["Method agreed"][1:5] == ("no", "30 Sep 2010", "30 Nov 2010", "Red, 61 days late")
    assert milestones["Plan for co-location"][2:5] == ("not dated", "not dated", "Not dated")
    assert "4 milestones, 3 of them gateways" in words(part)
    assert "Whether to go on to a lease." in words(part)


def test_the_chart_of_the_programme_has_a_mark_and_a_state_for_each_milestone(release: Release):
    chart = programme_chart.chart(release)
    assert chart is not None
    drawn = ElementTree.fromstring(chart.svg)
    parts = [element.get("data-part") for element in drawn.iter()]
    # two gateways are dated, one done a week late: hollow and filled; the milestone without sign-off is late too
    assert (parts.count("gateway"), parts.count("milestone")) == (3 + 1, 2 + 3)  # and the key: one, and three
    assert (parts.count("stage"), parts.count("state")) == (3, 4)  # the last stage has no date, and so no bar
    assert "Red, 61 days late" in "".join(drawn.itertext())
    assert "<script" not in chart.svg
    assert (
        "Planning: Method agreed, planned 30 Sep 2010, expected 30 Nov 2010 (red, 61 days late)." in chart.description
    )
    assert chart.svg == programme_chart.chart(example_release()).svg
    figure = next(block for block in m_programme.part(release).blocks if isinstance(block, Figure))
    assert figure.chart.svg == chart.svg


def test_a_programme_without_days_has_no_chart(release: Release):
    table = release.tables["programme"].assign(planned_date="", forecast_date="", done_date="")
    undated = replace(release, tables={**release.tables, "programme": table})
    assert programme_chart.chart(undated) is None
    assert not any(isinstance(block, Figure) for block in m_programme.part(undated).blocks)


def test_milestones_stand_by_stage_and_by_day(release: Release):
    assert list(programme.rows(release)["milestone_id"]) == ["sign", "method", "build", "plan"]
    assert list(programme.rows(release)["expected"]) == ["2010-07-07", "2010-11-30", "2011-03-31", ""]


@pytest.mark.parametrize(
    ("module", "said"),
    [
        (k_risks, "No register of risks was supplied"),
        (l_equality, "No equality screening was supplied"),
        (m_programme, "No programme was supplied"),
    ],
)
def test_what_was_not_supplied_is_said(release: Release, module, said: str):
    assert said in words(module.part(without(release)))


def test_residents_are_asked_after_where_the_mandate_is_silent(release: Release):
    assert "that must be asked" in words(l_equality.part(without(release)))


def test_the_glossary_is_in_the_order_of_the_alphabet_and_names_nothing_twice(release: Release):
    (terms,) = n_glossary.part(release).blocks
    names = [word.lower() for word, _ in terms.rows]
    assert names == sorted(set(names))
    assert {"red, amber, green", "gateway", "ptal", "uprn", "swing weight"} <= set(names)
    assert all(meaning.endswith(".") for _, meaning in terms.rows)


def test_hostile_text_stays_text(release: Release):
    for module in PARTS:
        module.part(release)  # blocks hold plain text: every form escapes it
    chart = programme_chart.chart(release)
    assert chart is not None
    assert "onerror=alert(2)>" not in chart.svg
    assert HOSTILE_SITE in words(l_equality.part(release))
