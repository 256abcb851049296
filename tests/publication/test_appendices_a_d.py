"""Appendices A to D: mandate and method, long list, a page a place, scoring."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility import tables
from feasibility.enumeration import AGAINST_RULES, TOO_LATE
from feasibility.publication.appendices import a_mandate, b_long_list, c_sites, d_scoring
from feasibility.publication.disclosure import WITHHELD, prices
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Figure, NewPage, Paragraph, Part, Subheading, Table, Terms
from feasibility.publication.views import site_sheet, site_tests
from feasibility.publication.views.withheld import IN_EXEMPT_PART
from feasibility.tables.reporting import SITE_FACTS
from tests.publication.example_release import HOSTILE_NOTE, HOSTILE_SITE, example_release
from tests.publication.example_reported import nothing_reported

PRICES = [
    "rent_gbp_per_m2_per_year", "rateable_value_gbp_per_m2", "service_charge_gbp_per_m2_per_year", "fit_out_gbp_per_m2",
]  # fmt: skip


@pytest.fixture
def release() -> Release:
    return example_release()


def words(part: Part) -> str:
    """Everything that a part says, but for its pictures."""
    said = []
    for block in part.blocks:
        if isinstance(block, Table):
            view = block.view
            said += [view.caption, view.note, *(head.text for head in (*view.over, *view.columns))]
            said += [cell for group in view.groups for row in group.rows for cell in row]
            said += [group.title for group in view.groups]
        elif isinstance(block, Terms):
            said += [text for row in block.rows for text in row]
        else:
            said += list(getattr(block, "items", ())) or [getattr(block, "text", "")]
    return "\n".join(said)


def cells(part: Part, caption: str) -> dict[str, tuple[str, ...]]:
    """Rows of the table whose caption begins so, by their first cell."""
    view = next(b.view for b in part.blocks if isinstance(b, Table) and b.view.caption.startswith(caption))
    return {row[0]: row for group in view.groups for row in group.rows}


def with_facts(release: Release, **values: str) -> Release:
    """The release with facts of Ruxley: fact to value, all sourced."""
    rows = [
        {"site_id": "ruxley", "fact": fact, "value": value, "commercial": "no", "status": "sourced", "source": "Visit",
         "date": "2010"}
        for fact, value in values.items()
    ]  # fmt: skip
    facts = pd.concat([release.tables["site_facts"], pd.DataFrame(rows)], ignore_index=True)
    return replace(release, tables={**release.tables, "site_facts": facts})


def with_sites(release: Release, site_id: str, **values: object) -> Release:
    sites = release.tables["sites"].copy()
    for name, value in values.items():
        sites.loc[sites["site_id"] == site_id, name] = value
    return replace(release, tables={**release.tables, "sites": sites})


# Mandate and method


def test_the_mandate_stands_part_by_part_and_the_method_in_full(release: Release):
    part = a_mandate.part(release)
    said = words(part)
    assert (part.letter, part.key) == ("A", "appendix-a")
    assert f"Find a shared place {HOSTILE_NOTE}." in said
    assert "What the study is not" in said
    assert "The web site." in said
    headings = [block.text for block in part.blocks if isinstance(block, Subheading)]
    for title, text in (*release.method, *release.travel_rules):
        assert title in headings
        assert text in said
    for title in ("Method statement", "Scope", "Data", "Steps", "Proof", "Limits"):
        assert title in headings
    for warning in release.warnings:
        assert warning in said


def test_a_study_without_a_mandate_says_so(release: Release):
    said = words(a_mandate.part(replace(release, tables={**release.tables, **nothing_reported()})))
    assert "No mandate was supplied" in said
    assert "Nothing is stated under" not in said  # one sentence is enough where there is nothing at all


def test_parts_that_a_mandate_leaves_out_are_named(release: Release):
    mandate = release.tables["mandate"]
    partial = replace(release, tables={**release.tables, "mandate": mandate[mandate["part"] != "access"]})
    assert "Nothing is stated under: How residents are still served face to face." in words(a_mandate.part(partial))


# The tests of a place


def test_a_place_is_green_where_every_factor_is_passed_on_firm_figures(release: Release):
    found = site_tests.tested(release)["kings-house"]
    assert {key: finding.word for key, finding in found.items()} == dict.fromkeys(found, "Pass")
    assert site_tests.rag(found) == "Green"


def test_a_place_is_amber_where_a_factor_is_not_known(release: Release):
    found = site_tests.tested(release)["ruxley"]  # no lease, and nothing of steps or network
    assert [key for key, finding in found.items() if finding.state == "Not known"] == ["had", "step_free", "network"]
    assert site_tests.rag(found) == "Amber"
    assert site_tests.why(found) == "Not known: availability, step-free and network."


def test_a_pass_on_an_illustrative_figure_is_amber(release: Release):
    found = site_tests.tested(with_sites(release, "kings-house", nia_status="illustrative"))["kings-house"]
    assert found["room"].word == "Pass, illustrative"
    assert site_tests.rag(found) == "Amber"
    assert site_tests.why(found) == "On illustrative figures: room."


def test_a_place_is_red_where_one_factor_fails(release: Release):
    found = site_tests.tested(with_sites(release, "kings-house", step_free="no"))["kings-house"]
    assert site_tests.rag(found) == "Red"
    assert site_tests.why(found) == "Step-free fails. No."


def test_a_place_outside_the_corridor_is_red_with_its_reason(release: Release):
    found = site_tests.tested(release)["mottingham"]
    assert found["area"].state == "Fail"
    assert "corridor 3.0 km" in found["area"].why
    assert found["reach"].state == "Not known"


def test_room_is_judged_against_what_the_moves_need(release: Release):
    # the moves of the example need 60 (single sites) and 64 (the pair)
    def room(places: int) -> str:
        changed = with_sites(release, "ruxley", workstations_available=places)
        return site_tests.tested(changed)["ruxley"]["room"].why

    assert room(64) == "Holds 64 workstations; 60 to 64 are needed."
    assert room(60) == "Holds 60 of 60 to 64 workstations: enough in some ways of working."
    assert room(59) == "Holds 59 of 60 workstations: enough beside another place."
    assert site_tests.tested(release)["depot"]["room"].state == "Fail"  # 20, and no pair with it can be had


@pytest.mark.parametrize(
    ("reason", "factor", "state"),
    [
        (f"ruxley: {TOO_LATE}", "had", "Fail"),
        (f"kings-house: {TOO_LATE}", "had", "Not known"),
        (f"{AGAINST_RULES}: only sites whose tenure is owned open", "tenure", "Fail"),
        ("holds 20 workstations of 60 needed: 40 short", "tenure", "Pass"),
    ],
)
def test_reasons_of_options_bear_on_the_place_they_speak_of(release: Release, reason: str, factor: str, state: str):
    options = release.tables["options"].copy()
    uses = options["sites"].str.split(" ").map(lambda site_ids: "ruxley" in site_ids)
    options.loc[uses, ["verdict", "reason"]] = ["cannot be had", reason]
    changed = replace(release, tables={**release.tables, "options": options})
    assert site_tests.tested(changed)["ruxley"][factor].state == state


def test_staff_left_without_a_journey_in_every_option_fail_a_place(release: Release):
    options = release.tables["options"].copy()
    options["unreached_heads"] = 5.0
    changed = replace(release, tables={**release.tables, "options": options})
    assert site_tests.tested(changed)["ruxley"]["reach"].state == "Fail"


@pytest.mark.parametrize(
    ("value", "state"),
    [
        ("yes, a lift", "Pass"),
        ("No: two steps", "Fail"),
        ("not known: ask", "Not known"),
        ("A ramp", "Not known"),
        ("No one knows", "Not known"),
    ],
)
def test_words_count_only_where_they_begin_with_yes_or_no(release: Release, value: str, state: str):
    assert site_tests.tested(with_facts(release, step_free=value))["ruxley"]["step_free"].state == state


def test_the_long_list_has_every_place_and_why(release: Release):
    part = b_long_list.part(release)
    names = set(release.tables["sites"]["name"])
    assert set(cells(part, "Every place against")) == names
    assert set(cells(part, "Every place by its colour")) == names
    # King's House is green, Ruxley is amber; the depot (room) and three places no option may use are red
    assert "6 places were looked at. 3 may be used by an option and 3 may not." in words(part)
    assert "4 red, 1 amber and 1 green" in words(part)
    assert cells(part, "Options with one shared place")["One shared site: Old depot"][2] == (
        "Depot holds 20 of 60 workstations"
    )


# A page a place


def test_every_place_has_a_page_with_a_map_and_a_table(release: Release):
    part = c_sites.part(release)
    count = len(release.tables["sites"])
    for kind in (NewPage, Figure):
        assert sum(isinstance(block, kind) for block in part.blocks) == count
    captions = [block.view.caption for block in part.blocks if isinstance(block, Table)]
    assert captions == [f"Pro-forma: {name}" for name in release.tables["sites"]["name"]]


def test_every_fact_has_a_line_of_its_own(release: Release):
    assert {*site_sheet.BEFORE, *site_sheet.AFTER, *site_sheet.PHOTO} == set(SITE_FACTS)


def test_a_page_says_what_is_known_and_what_is_not_and_who_may_say(release: Release):
    rows = cells(c_sites.part(release), f"Pro-forma: {HOSTILE_SITE}")
    assert rows["Address"] == ("Address", f"1 High Street {HOSTILE_NOTE}", "sourced")
    assert rows["Rent, or value if let"] == ("Rent, or value if let", "£120.00 a m² and year", "sourced")
    assert "review 25 December 2015 (to £130 a m²)" in rows["Lease events"][1]
    assert "notice of 6 months, penalty £1,000" in rows["Lease events"][1]
    assert rows["Not known"][1] == (
        "Property reference (UPRN); Energy certificate (EPC); Flood zone (Ask the Environment Agency); Planning; "
        "Article 4 direction; Parking; Public transport (PTAL); Stations; Buses; "
        "Photograph (none supplied)."
    )


def test_confidence_counts_the_lines_by_firmness(release: Release):
    place = site_tests.places(release)["kings-house"]
    told = dict(site_sheet.summary(release, place, site_tests.tested(release)["kings-house"]))
    # sourced: address, owner, space, step-free, availability, rent; assumed: network, fit-out, lease;
    # illustrative: rateable value, service charge; nine are not known: 20 in all
    assert told["Confidence"] == "30% sourced, 15% assumed, 10% illustrative and 45% not known (of 20)."
    assert told["Red, amber, green"] == "Green. Every factor is passed."
    # 620,000 + 300,000 of resources and 275,000 of travel, as the example says
    assert told["Best option that uses it"].endswith("rank 1 of 6, total net present cost £1,195,000.")
    assert told["Staff travel in it"] == (
        "+3.4 minutes on average, one way; worse by over 30 minutes: under 5% of staff."
    )


def test_the_public_edition_says_where_prices_stand(release: Release):
    sites = release.tables["sites"].assign(**dict.fromkeys(PRICES, float("nan")), notes=WITHHELD)
    leases = tables.empty(tables.PUBLISHED["lease_events"])
    public = replace(
        release, tables={**release.tables, "sites": sites, "lease_events": leases}, commercial_withheld=True
    )
    rows = cells(c_sites.part(public), f"Pro-forma: {HOSTILE_SITE}")
    for name in ("Rent, or value if let", "Rateable value", "Service charge", "Fit-out, once", "Lease events",
                 "Remarks"):  # fmt: skip
        assert rows[name][1] == IN_EXEMPT_PART
    assert "In this edition" in words(c_sites.part(public))
    assert "In this edition" not in words(c_sites.part(release))


def test_a_lease_whose_days_are_withheld_still_passes(release: Release):
    starts = prices.leases(release.tables["lease_events"])
    assert list(starts["date"]) == [WITHHELD]
    assert starts[list(prices.LEASE_FIGURES)].isna().all(axis=None)
    public = replace(release, tables={**release.tables, "lease_events": starts}, commercial_withheld=True)
    assert site_sheet.lease_fact(public, "kings-house").value == IN_EXEMPT_PART
    found = site_tests.tested(public)["kings-house"]["had"]
    assert found.word == site_tests.tested(release)["kings-house"]["had"].word == "Pass"
    assert found.why.startswith("A lease of it begins in time.")


def test_a_price_that_nobody_knows_is_not_known(release: Release):
    part = c_sites.part(with_sites(release, "ruxley", rent_gbp_per_m2_per_year=float("nan")))
    assert cells(part, "Pro-forma: Ruxley")["Rent, or value if let"][1] == "Not known"


# Scoring


def test_the_scoring_matrix_has_figures_points_and_weighted_points(release: Release):
    part = d_scoring.part(release)
    best = f"One shared site: {HOSTILE_SITE}"
    # 3.4 minutes of a range of ten are 66 points, which add 0.6 x 66; a place that is held has 100, and adds 0.4 x 100
    assert cells(part, "Points of each option")[best][1:] == ("66.0", "100.0")
    assert cells(part, "Weighted points")[best][1:] == ("39.6", "40.0", "79.6")
    said = words(part)
    assert d_scoring.RANKS_NOTHING in said
    assert f"Board {HOSTILE_NOTE}" in said
    assert "Union: too little" in said  # dissent
    assert "What was judged of each place, and by whom" in said


def test_a_study_without_criteria_has_no_matrix_and_says_why(release: Release):
    names = ("value_criteria", "value_scores", "value_options", "judgements", "weight_space", "weight_reversals",
             "weight_rivals")  # fmt: skip
    none = {name: tables.empty(tables.PUBLISHED[name]) for name in names}
    part = d_scoring.part(replace(release, tables={**release.tables, **none}, value_words=()))
    assert part.blocks == (Paragraph(d_scoring.NOT_DECLARED, "lead"),)
