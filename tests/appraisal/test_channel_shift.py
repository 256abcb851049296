"""The channel-shift case and the claims of the 2010 document, each sum shown; and no pound in two cases."""

import pandas as pd
import pytest
from pydantic import ValidationError

from feasibility.appraisal import channel_shift
from feasibility.inputs import claims as reading
from feasibility.scenario.channel_shift import ChannelShiftSettings
from feasibility.tables import checked
from feasibility.tables.channel_shift import ChannelShiftTable, ClaimsTable, UnitCostCheckTable
from tests import data_notes

SETTINGS = ChannelShiftSettings()
CALLS = {"bexley": 450_000, "bromley": 800_000}
SHARES = (0.0, 0.05, 0.1, 0.15, 0.2)


def case(in_sharing: float = 0.0, settings: ChannelShiftSettings = SETTINGS) -> pd.DataFrame:
    found = channel_shift.case(CALLS, settings, take_up_shares=SHARES, take_up_in_sharing_share=in_sharing)
    return checked(found, ChannelShiftTable, "channel_shift").set_index(["authority", "take_up_share"])


class TestTheCase:
    @pytest.mark.parametrize(
        ("authority", "share", "net"),
        [
            ("bromley", 0.1, 225_600),  # 80,000 x (3.21 - 0.39)
            ("bexley", 0.1, 126_900),  # 45,000 x 2.82
            ("all", 0.0, 0),
            ("all", 0.05, 176_250),  # 62,500 x 2.82
            ("all", 0.1, 352_500),
            ("all", 0.15, 528_750),
            ("all", 0.2, 705_000),
        ],
    )
    def test_savings_of_the_2010_document_worked_out_again(self, authority, share, net):
        assert case().loc[(authority, share), "net_gbp_per_year"] == pytest.approx(net)

    def test_gross_is_the_calls_alone(self):
        row = case().loc[("bexley", 0.1)]
        assert row["contacts_moved_per_year"] == pytest.approx(45_000)
        assert row["gross_gbp_per_year"] == pytest.approx(144_450)  # 45,000 x 3.21
        assert row["web_gbp_per_year"] == pytest.approx(17_550)  # 45,000 x 0.39

    def test_the_whole_is_the_sum_of_the_authorities(self):
        all_, *each = (case()["net_gbp_per_year"].loc[authority] for authority in ("all", *CALLS))
        assert (all_ - sum(each)).abs().max() < 1e-6

    def test_unit_costs_a_fifth_lower_and_higher_together_and_apart(self):
        row = case().loc[("all", 0.1)]
        # together: 352,500 x 0.8 and x 1.2
        assert row["net_low_gbp_per_year"] == pytest.approx(282_000)
        assert row["net_high_gbp_per_year"] == pytest.approx(423_000)
        # apart: 125,000 x (3.21 x 0.8 - 0.39 x 1.2) = 125,000 x 2.10; 125,000 x (3.852 - 0.312)
        assert row["net_worst_gbp_per_year"] == pytest.approx(262_500)
        assert row["net_best_gbp_per_year"] == pytest.approx(442_500)

    def test_a_website_as_dear_as_a_call_is_refused(self):
        with pytest.raises(ValidationError, match="a move would save nothing"):
            ChannelShiftSettings(web_gbp_per_contact=3.21)


class TestNoPoundInBothCases:
    def test_nothing_is_taken_out_while_sharing_counts_no_shift(self):
        found = case(in_sharing=0.0)
        assert (found["premises_in_sharing_gbp_per_year"] == 0).all()
        assert found["kept_apart_gbp_per_year"].equals(found["net_gbp_per_year"].rename("kept_apart_gbp_per_year"))
        assert channel_shift.warnings(SETTINGS, 0.0) == []
        assert "no pound is counted in both" in channel_shift.statements(SETTINGS, 0.0)[-1]

    def test_desks_that_sharing_counts_leave_the_channel_shift_case(self):
        found = case(in_sharing=0.1)
        # a tenth of 3.21 is building and desk: 125,000 x 0.321 = 40,125; 352,500 - 40,125 = 312,375
        row = found.loc[("all", 0.1)]
        assert row["premises_in_sharing_gbp_per_year"] == pytest.approx(40_125)
        assert row["kept_apart_gbp_per_year"] == pytest.approx(312_375)

    def test_only_contacts_that_both_cases_move_are_counted_twice(self):
        found = case(in_sharing=0.1)["premises_in_sharing_gbp_per_year"].loc["all"]
        # 5 %: the 62,500 of this case; 20 %: the 125,000 of the case for sharing, no more
        assert found.loc[[0.0, 0.05, 0.1, 0.2]].tolist() == pytest.approx([0, 20_062.5, 40_125, 40_125])

    def test_a_shift_within_the_case_for_sharing_is_warned_of(self):
        assert channel_shift.warnings(SETTINGS, 0.1) == [
            "seats.take_up_share is 10.0%: the case for sharing rests on that many contacts moving to the web"
        ]
        assert "is taken out here" in channel_shift.statements(SETTINGS, 0.1)[-1]

    def test_a_premises_part_of_nothing_is_warned_of_where_desks_are_in_both(self):
        none = ChannelShiftSettings(premises_share=0.0)
        found = channel_shift.warnings(none, 0.1)
        assert len(found) == 2
        assert "may be counted in the channel-shift case and in the case for sharing" in found[1]
        assert channel_shift.warnings(none, 0.0) == []


class TestStatements:
    def test_average_costs_are_never_passed_off_as_cash(self):
        said = " ".join(channel_shift.statements(SETTINGS, 0.0))
        assert "saves £2.82: £3.21 a call less £0.39" in said
        assert "average costs, not marginal" in said
        assert "cash only when posts or desks go" in said

    def test_visits_that_undo_the_saving(self):
        # (3.21 - 0.39) / (8.23 - 0.39) = 2.82 / 7.84 = 0.3597
        assert channel_shift.visits_that_cancel_share(SETTINGS) == pytest.approx(2.82 / 7.84)
        assert any("36.0%" in words for words in channel_shift.statements(SETTINGS, 0.0))

    def test_where_visits_are_cheap_nothing_undoes_it(self):
        cheap = ChannelShiftSettings(face_to_face_gbp_per_contact=0.3)
        assert channel_shift.visits_that_cancel_share(cheap) == float("inf")
        assert not any("in person" in words for words in channel_shift.statements(cheap, 0.0))


def test_the_cost_of_a_call_held_against_the_cost_of_a_post():
    # 80 % of 70 % of 36 x 52 hours = 1,048.32 hours in contact a year
    hours = 0.8 * 0.7 * 36 * 52
    found = channel_shift.unit_cost_check(CALLS, SETTINGS, contact_hours_per_fte=hours)
    found = checked(found, UnitCostCheckTable, "unit_cost_check").set_index("handling_minutes")
    assert (found["cost_gbp_per_year"] == 4_012_500).all()  # 1.25m x 3.21
    # 4 minutes: 1.25m / 15 / 1,048.32 = 79.5 posts, £50,477 each; 3 and 5 minutes: 59.6 and 99.4
    assert found["full_time_equivalents"].round(1).tolist() == [59.6, 79.5, 99.4]
    assert found["cost_gbp_per_year_per_fte"].round(-3).tolist() == [67_000, 50_000, 40_000]


def claims(*rows: tuple[str, float | None, float], settings: ChannelShiftSettings = SETTINGS) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["authority", "take_up_share", "stated_gbp"]).astype({"take_up_share": float})
    frame = frame.assign(what=[f"claim {n}" for n in range(len(rows))], where="a page", quoted="about so much")
    return checked(channel_shift.claims(frame, CALLS, settings), ClaimsTable, "claims")


class TestClaims:
    def test_a_figure_rounded_down(self):
        row = claims(("bromley", 0.1, 220_000)).iloc[0]
        # 225,600 - 220,000 = 5,600, 2.5 % of 225,600
        assert row["difference_gbp_per_year"] == pytest.approx(-5_600)
        assert row["finding"] == (
            "80,000 contacts at £2.82 come to £225,600: stated £5,600 (2.5%) under. A figure rounded down."
        )

    def test_a_figure_nearer_to_gross_than_to_net(self):
        row = claims(("bexley", 0.1, 140_000)).iloc[0]
        # 140,000 - 126,900 = 13,100, 10.3 %; 140,000 / 45,000 = 3.11
        assert row["difference_gbp_per_year"] == pytest.approx(13_100)
        assert row["difference_share"] == pytest.approx(0.1032, abs=1e-4)
        assert row["implied_gbp_per_contact"] == pytest.approx(3.1111, abs=1e-4)
        assert "stated £13,100 (10.3%) over" in row["finding"]
        assert "£3.11 a contact, nearer to the £144,450 of the calls alone" in row["finding"]

    def test_a_sum_that_is_right_of_parts_that_are_not(self):
        found = claims(("bromley", 0.1, 220_000), ("bexley", 0.1, 140_000), ("all", 0.1, 360_000))
        assert (
            found["finding"]
            .iloc[2]
            .startswith("125,000 contacts at £2.82 come to £352,500: stated £7,500 (2.1%) over.")
        )
        assert "The parts stated add up to it" in found["finding"].iloc[2]

    def test_parts_of_another_take_up_are_no_parts_of_the_sum(self):
        found = claims(("bromley", 0.15, 220_000), ("bexley", 0.15, 140_000), ("all", 0.1, 360_000))
        assert "add up" not in found["finding"].iloc[2]

    def test_a_headline_below_its_own_range(self):
        # 187,500 x 2.82 = 528,750; 528,750 - 360,000 = 168,750: no rounding
        found = claims(("all", 0.15, 360_000)).iloc[0]["finding"]
        assert found == "187,500 contacts at £2.82 come to £528,750: stated £168,750 (31.9%) under."

    def test_a_claim_that_is_right(self):
        assert claims(("all", 0.1, 352_500)).iloc[0]["finding"].endswith("come to £352,500: as stated.")

    def test_a_claim_that_states_no_take_up(self):
        found = claims(("all", 0.1, 360_000), ("all", None, 136_000)).iloc[1]
        # 136,000 / 2.82 = 48,227; / 1,250,000 = 3.9 %; 136,000 / 360,000 = 37.8 %
        assert found["contacts_implied_per_year"] == pytest.approx(48_227, abs=0.5)
        assert pd.isna(found["net_gbp_per_year"])
        assert found["finding"] == (
            "No take-up is stated: £136,000 would need 48,227 contacts to move, 3.9% of all. It is 37.8% of the "
            "£360,000 claimed elsewhere. Not to be used until its author explains it."
        )

    def test_no_claims_make_an_empty_table(self):
        assert claims().empty

    def test_findings_follow_the_unit_costs(self):
        dearer = ChannelShiftSettings(phone_gbp_per_contact=3.39)
        # 80,000 x 3.00 = 240,000
        assert claims(("bromley", 0.1, 220_000), settings=dearer).iloc[0]["net_gbp_per_year"] == pytest.approx(240_000)


def test_the_claims_that_ship():
    stated = reading.of_file(data_notes.DATA / "bexley-bromley" / "claims.csv", CALLS)
    found = checked(channel_shift.claims(stated, CALLS, SETTINGS), ClaimsTable, "claims")
    assert found["stated_gbp_per_year"].tolist() == [220_000, 140_000, 360_000, 360_000, 136_000]
    assert found["difference_gbp_per_year"].dropna().round(2).tolist() == [-5_600, 13_100, 7_500, -168_750]
