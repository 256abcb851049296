"""The section on how firm the answer is: options over the draws, swings, what to find out, how the draws were made."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility.publication.appendices import h_sensitivity
from feasibility.publication.figures import tornado
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Figure, Paragraph, Subheading, Table
from feasibility.publication.views import robustness, robustness_drawn, robustness_unknowns
from feasibility.publication.views.view import View
from feasibility.robustness.words import NOT_ASKED
from feasibility.tables import DISTRIBUTIONS, PUBLISHED, empty
from tests.publication.example_release import example_release
from tests.publication.example_tables import HOSTILE_NOTE, HOSTILE_SITE

OF_TRIAL = (
    "robustness", "robustness_pairs", "winning_parts", "unknowns", "unknowns_together", "find_out",
    "robustness_draws", "redrawn",
)  # fmt: skip


@pytest.fixture(scope="module")
def release() -> Release:
    return example_release()


def changed(release: Release, **tables: pd.DataFrame) -> Release:
    return replace(release, tables={**release.tables, **tables})


def rows(view: View) -> list[tuple[str, ...]]:
    return [row for group in view.groups for row in group.rows]


def stated(release: Release, **settings: str) -> Release:
    """The release with settings of the trial in its register."""
    register = release.tables["assumptions"]
    ids = [f"robustness.{name.replace('__', '.')}" for name in settings]
    more = pd.concat([register.head(1)] * len(ids), ignore_index=True)
    more = more.assign(assumption_id=ids, value=list(settings.values()), low="", high="", key=False)
    return changed(release, assumptions=pd.concat([register, more], ignore_index=True))


class TestOptions:
    def test_those_often_near_the_ways_of_staying_and_the_cheapest_single_site(self, release: Release) -> None:
        view = robustness.options(release)
        # The pair is a near-tie in 4% of draws alone.
        assert [row[0] for row in rows(view)] == [
            f"One shared site: {HOSTILE_SITE}",
            "One shared site: Ruxley",
            "Do nothing: two centres as now",
            "Do minimum: each mends its own centre",
            "Virtual pool: one queue, both centres stay",
        ]
        assert rows(view)[0][1:] == ("61%", "90%", "2%", "11,000", "64,000", "152,000")
        assert "1 other option is in robustness.csv alone." in view.note
        # 2 x 0.0488 = 9.8 points
        assert "out by 9.8 percentage points at most" in view.note

    def test_costs_and_how_far_from_doing_nothing(self, release: Release) -> None:
        first = rows(robustness.costs(release))[0]
        assert first[1:] == ("1,020,000", "1,198,000", "1,406,000", "−601,000", "−419,000", "−222,000")

    def test_an_option_by_two_names_is_shown_once(self, release: Release) -> None:
        table = release.tables["robustness"].copy()
        table.loc[table["option_id"] == "single-ruxley", "same_as"] = "single-kings-house"
        shown = [row[0] for row in rows(robustness.options(changed(release, robustness=table)))]
        assert "One shared site: Ruxley" not in shown

    def test_no_more_than_a_page_of_options_often_near(self, release: Release) -> None:
        one = release.tables["robustness"].query("option_id == 'single-ruxley'")
        many = [one.assign(option_id=f"o{n:02}", option=f"Option {n}", near_best_share=0.5) for n in range(30)]
        table = pd.concat([release.tables["robustness"], *many], ignore_index=True)
        view = robustness.options(changed(release, robustness=table))
        # Twelve often near, and three ways of staying that are not.
        assert len(rows(view)) == robustness.SHOWN_MAX + 3
        assert "21 other options are in robustness.csv alone." in view.note

    def test_each_pair_stands_once_and_seldom_winners_only_beside_the_leader(self, release: Release) -> None:
        view = robustness.pairs(release)
        # Doing nothing is never best, so that it is held against the leader alone.
        assert [(group.title, [row[0] for row in group.rows]) for group in view.groups] == [
            (f"One shared site: {HOSTILE_SITE}, against",
             ["Do nothing: two centres as now", "One shared site: Ruxley"]),
        ]  # fmt: skip
        assert rows(view)[1][1:] == ("62%", "−71,000", "−18,000", "+46,000")

    def test_parts_of_the_winners_in_words_and_the_rare_ones_counted(self, release: Release) -> None:
        view = robustness.parts(release)
        assert [group.title for group in view.groups] == ["Whether staff move", "Way of working", "Place shared"]
        assert rows(view)[0] == ("Staff move", "100%")
        assert rows(view)[-2:] == [(HOSTILE_SITE, "62%"), ("Ruxley", "39%")]
        assert view.note.endswith("Parts in fewer than 1% of draws: 1, in winning_parts.csv.")


class TestUnknowns:
    def test_the_widest_swings_and_who_takes_the_lead(self, release: Release) -> None:
        view = robustness_unknowns.tornado(release)
        assert [group.title for group in view.groups] == ["", "No lead to tell at one end"]
        rent, discount, years, floor = rows(view)
        assert rent == (
            "Rent (£/m²/yr), Ruxley", "£71.2/m²/yr", "£122/m²/yr", "−13,000", "74,000",
            "One shared site: Ruxley at the 5%",
        )  # fmt: skip
        assert discount[1:3] == ("2% a year", "5.1% a year")
        assert years[1:] == ("8", "12", "27,000", "27,000", "Nobody")
        assert floor[3:] == (
            "not known", "27,000",
            "One shared site: Ruxley at the 5%; the leader cannot be had at one end",
        )  # fmt: skip

    def test_swings_that_are_not_shown_are_counted(self, release: Release, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(robustness_unknowns, "SHOWN_MAX", 1)
        assert robustness_unknowns.tornado(release).note.endswith(
            "In unknowns.csv alone: 1 more figure with a swing of £500 and more and 1 figure with less."
        )

    def test_the_chart_starts_from_the_lead_as_stated(self, release: Release) -> None:
        chart = tornado.chart(release)
        assert chart is not None
        drawn = chart.description
        # Ruxley 1,222,000 less King's House 1,195,000
        assert "On the figures as stated the lead is £27,000." in drawn
        assert "Rent (£/m²/yr), Ruxley: at £71.2 −£13,000, at £122 £74,000." in drawn
        assert HOSTILE_NOTE not in chart.svg

    def test_where_things_left_as_now_lead_the_rivals_are_those_that_share(self, release: Release) -> None:
        options = release.tables["options"].copy()
        now = options["option_id"].isin(["do-nothing", "do-minimum"])
        options.loc[now, "total_npc_gbp"] = [1_000_000.0, 1_010_000.0]
        options.loc[now, "rank"] = [-1, 0]
        # Doing the minimum is no rival; King's House is: 1,195,000 less 1,000,000
        chart = tornado.chart(changed(release, options=options))
        assert chart is not None
        assert "the lead is £195,000" in chart.description

    def test_what_to_find_out_is_in_order_and_in_pounds(self, release: Release) -> None:
        assert rows(robustness_unknowns.to_find_out(release)) == [
            ("1", "Rent (£/m²/yr), Ruxley", "6,000", "74%"), ("2", f"NIA (m²), {HOSTILE_SITE}", "7,000", "77%"),
        ]  # fmt: skip
        worth = robustness_unknowns.worth_knowing(release)
        assert [group.title for group in worth.groups] == ["One figure known", "Several figures known at once"]
        assert rows(worth) == [
            ("Rent (£/m²/yr), Ruxley", "6,000", "74%"), ("Rent (£/m²/yr), every site", "8,000", "79%"),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        ("value", "unit", "words"),
        [
            (0.24, "share", "24%"), (0.00253, "share", "0.3%"), (0.0004, "share", "0.04%"),
            (0.035, "share a year", "3.5% a year"), (75_000.0, "£ once", "£75,000 once"), (1.25, "ratio", "1.25"),
            (240.0, "seconds", "240 seconds"),
            (float("nan"), "m²", "no figure"),
        ],
    )  # fmt: skip
    def test_figures_in_words(self, value: float, unit: str, words: str) -> None:
        assert robustness_unknowns.figure(value, unit) == words


class TestDrawn:
    def test_every_distribution_has_its_words(self, release: Release) -> None:
        assert set(robustness_drawn.SHAPES) == set(DISTRIBUTIONS) - {""}
        view = robustness_drawn.shapes(release)
        # sourced, assumed, illustrative, all
        assert [(row[0], *row[2:]) for row in rows(view)] == [
            ("Triangular", "1", "0", "1", "2"), ("Uniform", "0", "1", "0", "1"), ("Pert", "0", "1", "0", "1"),
        ]  # fmt: skip

    def test_how_the_draws_were_made(self, release: Release) -> None:
        told = stated(
            release, draws="100", method="monte-carlo", seed="7", staff_resampled="true",
            journey_error_minutes__car="0.8", journey_error_minutes__transit="3.4", journey_error_minutes__walk="0",
        )  # fmt: skip
        said = robustness_drawn.in_words(told)
        assert said[0] == (
            "100 draws were asked for, by plain Monte Carlo. The seed is 7: the same seed gives the same draws."
        )
        assert said[1].startswith("Each draw takes the staff anew")
        assert said[2].endswith("its standard deviation is 0.8 minutes by car and 3.4 minutes by public transport.")
        assert said[-1].startswith("2 draws worked out again by the whole model")

    def test_what_stands_still_is_said_to(self, release: Release) -> None:
        said = " ".join(robustness_drawn.in_words(release))
        assert "The staff are those of the staff file in every draw." in said
        assert "Journeys stand as measured in every draw." in said

    def test_key_figures_that_were_not_drawn_are_counted(self, release: Release) -> None:
        none = " ".join(robustness_drawn.in_words(release))
        assert "key" not in none  # the one key figure with a range, costs.years, is drawn
        fewer = release.tables["robustness_draws"].query("assumption_id != 'costs.years'")
        told = "Of the figures with a range that were not drawn, 1 is key: the shares of draws say nothing of it."
        fragile = release.tables["fragile"]
        years = fragile["assumption_id"] == "costs.years"
        firm = changed(release, robustness_draws=fewer, fragile=fragile[~years])
        assert told in robustness_drawn.in_words(firm)
        row = fragile.head(1).assign(assumption_id="costs.years", changes=True)
        turning = changed(release, robustness_draws=fewer, fragile=pd.concat([fragile[~years], row]))
        alone = " 1 of them, moved alone to an end of its range, changes which option is best."
        assert told + alone in robustness_drawn.in_words(turning)

    def test_figures_drawn_together_by_their_names(self, release: Release) -> None:
        rents = "sites.*.rent_gbp_per_m2_per_year"
        told = stated(release, correlations=f"{rents} {rents} 0.5; costs.years nowhere.else -0.25")
        assert rows(robustness_drawn.together(told)) == [
            ("Rent (£/m²/yr), every site", "each other", "0.5"), ("Years", "nowhere.else", "−0.25"),
        ]  # fmt: skip
        assert robustness_drawn.together(release).groups == ()


def told_of_draws(release: Release) -> list[str]:
    """What stands under the headings of the draws, in order: words, captions and keys of charts."""
    blocks = h_sensitivity.part(release).blocks
    first = next(n for n, b in enumerate(blocks) if isinstance(b, Subheading) and b.text == "How firm the answer is")
    last = next((n for n, b in enumerate(blocks) if isinstance(b, Subheading) and b.text.startswith("Weights")), None)
    said = []
    for block in blocks[first:last]:
        if isinstance(block, Table):
            said.append(block.view.caption)
        elif isinstance(block, Figure):
            said.append(block.chart.key)
        elif isinstance(block, Paragraph | Subheading):
            said.append(block.text)
    return said


def test_the_sentences_stand_first_and_a_share_is_explained(release: Release) -> None:
    said = told_of_draws(release)
    place = said.index
    share = next(text for text in said if "It is not the chance that" in text)
    assert said[1] == "One shared site: Ruxley stays close."
    assert place(share) < place("How often each option is best, and what choosing it may cost")
    assert place("What to find out next") < place("How the draws were made")
    assert HOSTILE_NOTE not in " ".join(said)


def test_where_no_draws_were_asked_one_sentence_says_so(release: Release) -> None:
    none = {name: empty(PUBLISHED[name]) for name in OF_TRIAL}
    said = told_of_draws(replace(changed(release, **none), firmness_words=(), trial_notes=()))
    assert said == ["How firm the answer is", NOT_ASKED[0]]
