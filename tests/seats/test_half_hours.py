"""Agents for each half-hour: the plain rule, what an officer supplies instead, Saturdays, and posts over a year."""

import pandas as pd
import pytest

from feasibility import seats
from feasibility.errors import InputError
from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.seats import Demand
from feasibility.seats.profile import starts_between

TWO = {"bromley": 800_000.0, "bexley": 450_000.0}
USEFUL_HOURS = 36 * 52 * 0.7  # 1,310.4 hours of one contract at work


def planned(settings: SeatsSettings, contacts=TWO, **supplied) -> seats.Planned:
    return seats.plan(contacts, settings, SpaceSettings(), Demand(**supplied))


def half_hours(authority: str, shares: dict[str, float], day: str = "weekday") -> pd.DataFrame:
    return pd.DataFrame(
        [(authority, day, start, share, "Made up", "illustrative") for start, share in shares.items()],
        columns=["authority", "day", "starts", "share", "source", "status"],
    )


def months(authority: str, factors: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        [(authority, month, factor, "Made up", "illustrative") for month, factor in enumerate(factors, 1)],
        columns=["authority", "month", "factor", "source", "status"],
    )


def of(table: pd.DataFrame, working: str, authority: str, day: str) -> pd.DataFrame:
    rows = table[(table["working"] == working) & (table["authority"] == authority) & (table["day"] == day)]
    return rows.set_index("starts")


def top(plan: seats.Planned, working: str, authority: str) -> pd.Series:
    return plan.seats.set_index(["take_up_share", "working", "authority"]).loc[(0.0, working, authority)]


class TestPlainRule:
    def test_busiest_hour_holds_its_share_and_the_rest_is_even(self):
        day = of(planned(SeatsSettings()).half_hours, "apart", "bromley", "mean weekday")
        per_day = 800_000 / 253
        assert list(day.index) == starts_between("08:00", "18:00")
        # 14 % in two half-hours; the other 86 % over the other 18 of ten hours of opening
        assert day["contacts"].loc[["10:00", "10:30"]].tolist() == pytest.approx([0.07 * per_day] * 2)
        assert day["contacts"].drop(["10:00", "10:30"]).tolist() == pytest.approx([0.86 / 18 * per_day] * 18)
        assert day["contacts"].sum() == pytest.approx(per_day)

    def test_peak_day_is_the_mean_day_times_both_factors(self):
        table = planned(SeatsSettings()).half_hours
        peak, mean = (of(table, "pooled", "all", day)["contacts"] for day in ("peak day", "mean weekday"))
        assert (peak / mean).tolist() == pytest.approx([1.25 * 1.2] * 20)

    def test_every_half_hour_meets_the_targets_with_the_fewest_agents(self):
        table = planned(SeatsSettings()).half_hours
        assert (table["service_level_share"] >= 0.8).all()
        assert (table["occupancy_share"] <= 0.85 + 1e-9).all()
        assert set(table["binding"]) == {"service level", "occupancy cap"}
        assert table["agents"].gt(table["traffic_erlangs"]).all()

    def test_busiest_hour_must_lie_within_opening_and_be_the_busiest(self):
        with pytest.raises(InputError, match=r"seats\.busy_hour_starts: the hour from 10:00 does not lie within"):
            planned(SeatsSettings(opens="10:30"))
        # over five hours an even spread gives each 20 %: a busiest hour of 14 % is none
        with pytest.raises(InputError, match=r"seats\.busy_hour_share: found 0\.14, but over 5 hours"):
            planned(SeatsSettings(opens="09:00", closes="14:00"))

    def test_open_for_the_busy_hour_alone(self):
        only = SeatsSettings(opens="09:00", closes="10:00", busy_hour_starts="09:00", busy_hour_share=1.0)
        assert len(of(planned(only).half_hours, "pooled", "all", "peak day")) == 2


class TestPosts:
    def test_posts_are_the_roster_of_a_year(self):
        # 50,600 contacts in one hour a day of 253: 200 an hour x 180 s = 10 erlangs, 14 agents for 80 in 20.
        # 14 x 253 = 3,542 hours over 1,310.4 of a contract: 2.70 posts
        one_hour = SeatsSettings(opens="09:00", closes="10:00", busy_hour_starts="09:00", busy_hour_share=1.0,
                                 handling_time_seconds=180.0, peak_month_factor=1.0, peak_day_factor=1.0)  # fmt: skip
        found = planned(one_hour, {"a": 50_600.0, "b": 50_600.0})
        assert top(found, "apart", "a")["posts"] == pytest.approx(14 * 253 / USEFUL_HOURS)
        # pooled: 20 erlangs take 24, as published
        assert top(found, "pooled", "all")["posts"] == pytest.approx(24 * 253 / USEFUL_HOURS)
        need = seats.required(found, one_hour)
        # what pooling really spares: 4 agents over 253 hours
        assert need.posts["now"] - need.posts["pooled"] == pytest.approx(4 * 253 / USEFUL_HOURS)

    def test_posts_are_the_mean_days_and_never_the_peaks(self):
        usual, flat = (planned(SeatsSettings(peak_month_factor=f)) for f in (1.25, 1.0))
        assert top(usual, "pooled", "all")["posts"] == top(flat, "pooled", "all")["posts"]
        mean = of(usual.half_hours, "pooled", "all", "mean weekday")["agents"]
        assert top(usual, "pooled", "all")["posts"] == pytest.approx(mean.sum() / 2 * 253 / USEFUL_HOURS)


class TestSaturday:
    OPEN = SeatsSettings(saturday_opens="09:00", saturday_closes="13:00", saturdays_per_year=52.0, saturday_factor=0.5)

    def test_year_is_its_weekdays_and_saturdays(self):
        table = planned(self.OPEN).half_hours
        weekday = of(table, "pooled", "all", "mean weekday")["contacts"].sum()
        saturday = of(table, "pooled", "all", "mean Saturday")["contacts"]
        # 1,250,000 / (253 + 52 x 0.5) = 4,480 on a weekday and half of it on a Saturday
        assert weekday == pytest.approx(1_250_000 / 279)
        assert saturday.sum() == pytest.approx(weekday / 2)
        assert weekday * 253 + saturday.sum() * 52 == pytest.approx(1_250_000)
        # with no shares supplied a Saturday is even over its eight half-hours
        assert saturday.tolist() == pytest.approx([weekday / 2 / 8] * 8)
        assert "mean Saturday" not in set(planned(SeatsSettings()).half_hours["day"])

    def test_saturday_hours_are_in_the_posts(self):
        found = planned(self.OPEN)
        hours = {
            kind: of(found.half_hours, "pooled", "all", kind)["agents"].sum() / 2
            for kind in ("mean weekday", "mean Saturday")
        }
        paid = hours["mean weekday"] * 253 + hours["mean Saturday"] * 52
        assert top(found, "pooled", "all")["posts"] == pytest.approx(paid / USEFUL_HOURS)

    def test_a_busy_saturday_sets_the_seats_and_is_named(self):
        busy = planned(
            SeatsSettings(saturday_opens="09:00", saturday_closes="10:00", saturday_factor=0.5),
        )
        # a quarter of a weekday's contacts in each of two half-hours stands above 7 % of it times 1.2
        assert top(busy, "pooled", "all")["binding_half_hour"] == "Saturday 09:00"
        assert top(planned(self.OPEN), "pooled", "all")["binding_half_hour"] == "10:00"


EARLY = {"09:00": 0.5, "09:30": 0.3, "10:00": 0.1, "10:30": 0.1}
LATE = {"09:00": 0.1, "09:30": 0.1, "10:00": 0.3, "10:30": 0.5}


class TestSupplied:
    SHORT = SeatsSettings(opens="09:00", closes="11:00", occupancy_cap_share=1.0)

    def test_peaks_at_different_hours_are_what_pooling_spares(self):
        alike = planned(self.SHORT, half_hours=half_hours("all", EARLY))
        unlike = planned(self.SHORT, half_hours=pd.concat([half_hours("bromley", EARLY), half_hours("bexley", LATE)]))
        assert top(alike, "apart", "all")["agents"] == top(unlike, "apart", "all")["agents"]
        assert top(unlike, "pooled", "all")["agents"] < top(alike, "pooled", "all")["agents"]
        starts = [top(unlike, "apart", name)["binding_half_hour"] for name in ("bromley", "bexley", "all")]
        assert starts == ["09:00", "10:30", "09:00 and 10:30"]
        # pooled at nine: half of Bromley's day and a tenth of Bexley's, above three tenths and a tenth, ...
        pooled = of(unlike.half_hours, "pooled", "all", "mean weekday")["contacts"]
        assert pooled["09:00"] == pytest.approx((0.5 * 800_000 + 0.1 * 450_000) / 253)
        assert top(unlike, "pooled", "all")["binding_half_hour"] == "09:00"

    def test_an_authority_without_rows_of_its_own_takes_those_of_all(self):
        own = pd.concat([half_hours("all", EARLY), half_hours("bexley", LATE)])
        found = planned(self.SHORT, half_hours=own)
        assert [top(found, "apart", name)["binding_half_hour"] for name in TWO] == ["09:00", "10:30"]

    def test_month_of_most_contacts_is_named_and_planned_for(self):
        # Coventry's revenues and benefits line, April 2012 to March 2013, as factors from January
        coventry = [1.22, 1.04, 1.48, 1.05, 1.01, 0.82, 0.91, 0.79, 0.78, 1.03, 1.03, 0.83]
        settings = SeatsSettings(occupancy_cap_share=1.0)
        found = planned(settings, months=months("all", coventry))
        assert top(found, "pooled", "all")["planned_month"] == "March"
        # the factors sum to 11.99 and are made to average 1: 1.48 becomes 1.4812, and the seats are those of 1.48
        assert [top(found, "apart", "all")["agents"], top(found, "pooled", "all")["agents"]] == [94, 89]

    def test_months_that_peak_apart(self):
        spring, autumn = [1.0] * 12, [1.0] * 12
        spring[2], spring[8] = 1.5, 0.5
        autumn[8], autumn[2] = 1.5, 0.5
        found = planned(SeatsSettings(), months=pd.concat([months("bromley", spring), months("bexley", autumn)]))
        named = [top(found, *key)["planned_month"] for key in
                 (("apart", "bromley"), ("apart", "bexley"), ("apart", "all"), ("pooled", "all"))]  # fmt: skip
        assert named == ["March", "September", "March and September", "March"]
        # March: 1.5 x 800,000 + 0.5 x 450,000 over the 253 days, x 1.2 x 0.14
        assert top(found, "pooled", "all")["busy_hour_contacts"] == pytest.approx(1_425_000 / 253 * 1.2 * 0.14)

    def test_queues_set_the_handling_time_of_their_authority(self):
        queues = pd.DataFrame(
            [("bexley", "tax", 0.25, 600.0), ("bexley", "waste", 0.75, 120.0)],
            columns=["authority", "queue", "contacts_share", "handling_time_seconds"],
        ).assign(source="Made up", status="illustrative")
        found = planned(SeatsSettings(), queues=queues)
        hour = top(found, "apart", "bexley")
        # 0.25 x 600 + 0.75 x 120 = 240 s, as the settings say: nothing moves; Bromley keeps the settings
        assert hour["traffic_erlangs"] == pytest.approx(hour["busy_hour_contacts"] * 240 / 3600)
        longer = planned(SeatsSettings(), queues=queues.assign(handling_time_seconds=[600.0, 240.0]))
        hour, pooled = top(longer, "apart", "bexley"), top(longer, "pooled", "all")
        assert hour["traffic_erlangs"] == pytest.approx(hour["busy_hour_contacts"] * 330 / 3600)
        bromley = top(longer, "apart", "bromley")
        assert pooled["traffic_erlangs"] == pytest.approx(hour["traffic_erlangs"] + bromley["traffic_erlangs"])

    def test_every_fault_at_once(self):
        strange = pd.concat([
            half_hours("bexley", {"08:30": 0.5, "09:00": 0.5}),
            half_hours("bromley", EARLY),
            half_hours("bromley", {"09:00": 1.0}, "saturday"),
            half_hours("croydon", EARLY),
        ])  # fmt: skip
        with pytest.raises(InputError) as told:
            planned(self.SHORT, half_hours=strange, months=months("elsewhere", [1.0] * 12))
        assert list(told.value.faults) == [
            'files.half_hours: column authority: found "croydon"; write one of bexley, bromley, all',
            'files.months: column authority: found "elsewhere"; write one of bexley, bromley, all',
            "files.half_hours: bexley: 08:30 lie outside weekday opening (09:00 to 11:00); take them out, or change "
            "the opening hours under [seats]",
            "files.half_hours: bexley: 09:30, 10:00, 10:30 are missing from weekday opening (09:00 to 11:00); add a "
            "row for each, with 0 where nobody calls",
            "files.half_hours: gives Saturdays to bromley, and seats.saturday_opens is not set; set it and "
            "saturday_closes, or take the rows out",
        ]
