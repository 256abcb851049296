"""The section on what is given up for what: the set that none beats, seatings, near-ties, prices of rules."""

from dataclasses import replace

import pytest

from feasibility.publication.views import pareto
from feasibility.tables import PUBLISHED, empty
from tests.publication.example_release import example_release
from tests.publication.example_tables import HOSTILE_SITE


@pytest.fixture(scope="module")
def release():
    return example_release()


def changed(release, **tables):
    return replace(release, tables={**release.tables, **tables})


def rows(view):
    return [row for group in view.groups for row in group.rows]


def test_the_set_holds_just_the_options_that_none_beats(release):
    table = release.tables["pareto"]
    shown = rows(pareto.best_set(release))
    assert [row[0] for row in shown] == table.loc[table["in_set"], "option"].tolist()
    totals = [int(row[1].replace(",", "")) for row in shown]
    assert totals == sorted(totals)
    (said,) = pareto.in_words(release)
    beaten = "1 is beaten by none" if len(shown) == 1 else f"{len(shown)} are beaten by none"
    assert said.startswith(f"Of {len(table)} options that seat all staff within reach, {beaten}")


def test_an_aim_too_small_to_publish_is_said_to_be_left_out(release):
    few = release.tables["pareto"].assign(travel_change_minutes_worst_tenth=float("nan"))
    view = pareto.best_set(changed(release, pareto=few))
    assert [head.text for head in view.columns].count("Change of the worst tenth (minutes)") == 0
    assert pareto.in_words(changed(release, pareto=few))[1].endswith("the mean change of the worst tenth of staff.")


def test_a_value_score_is_shown_where_it_is_declared(release):
    scored = release.tables["pareto"].assign(value_score=50.0)
    assert "Value score" not in [head.text for head in pareto.best_set(release).columns]
    assert "Value score" in [head.text for head in pareto.best_set(changed(release, pareto=scored)).columns]


def test_seatings_stand_under_their_option_where_there_is_a_choice(release):
    view = pareto.seatings(release)
    assert [group.title for group in view.groups] == [HOSTILE_SITE]
    assert [row[0] for row in rows(view)] == ["1", "2"]
    assert view.note.endswith("are left out.")
    alone = release.tables["seatings"].head(1)
    assert pareto.seatings(changed(release, seatings=alone)).groups == ()
    short = release.tables["seatings"].assign(complete=False)
    assert pareto.seatings(changed(release, seatings=short)).note.endswith("stopped before it was complete.")


def test_prices_of_rules_in_words(release):
    first, second = rows(pareto.rule_prices(release))
    assert first[1:4] == ("all options", HOSTILE_SITE, "1,195,000")
    assert first[-1] == "15,000"
    assert second[-1] == "not known"  # nothing can be had with the rule, so it has no price


def test_nothing_is_said_of_no_options(release):
    none = changed(release, pareto=empty(PUBLISHED["pareto"]))
    assert pareto.in_words(none) == ()
    assert pareto.best_set(none).groups == ()
