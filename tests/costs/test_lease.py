"""Rent by its events, when a centre can be given up, and what falls due at the end of a lease."""

from datetime import date

import pytest

from feasibility.costs import lease, spans
from feasibility.costs.book import DO_NOTHING
from feasibility.costs.lease import Break, Lease, Vacation
from feasibility.costs.timeline import Timeline
from feasibility.scenario.ways import WaySettings, WaysSettings
from tests.costs.worlds import ROUND, books, cash, leases, npc, prices_of, site_costs, sites, taken

TIMELINE = Timeline(2010, 2)
NEW, STAY = {"new": 9}, {"old-b": 0, "old-r": 0}


class TestPlacesOnTheTimeline:
    @pytest.mark.parametrize(
        ("day", "place"),
        [
            (date(2010, 4, 1), 0),
            (date(2011, 4, 1), 4),
            (date(2009, 10, 1), -2),
            (date(2010, 5, 16), 45 / 91),  # April to June has 91 days, 45 of them before the 16th of May
            (date(2012, 2, 15), 7 + 45 / 91),  # January to March of a leap year: 31 + 29 + 31; 45 before
        ],
    )
    def test_a_day(self, day, place):
        assert spans.place(TIMELINE, day) == pytest.approx(place)

    def test_a_last_day_is_counted(self):
        assert spans.end_of_text(TIMELINE, "2010-06-30") == 1
        assert spans.of_text(TIMELINE, "") is None

    def test_part_of_a_quarter(self):
        assert spans.within(TIMELINE, 0.5, 2.25)[:4] == (0.125, 0.25, 0.0625, 0)
        assert sum(spans.within(TIMELINE, -3, 99)) == 3  # years
        assert not any(spans.within(TIMELINE, 5, 5)) and not any(spans.within(TIMELINE, 6, 5))

    def test_what_was_paid_before_the_programme_is_spent(self):
        assert not any(spans.once(TIMELINE, -0.5)) and not any(spans.once(TIMELINE, 12))
        assert spans.once(TIMELINE, 11.9)[11] == 1

    def test_shares_due_before_the_earliest_quarter_fall_in_it(self):
        assert spans.shared_out(TIMELINE, (0.2, 0.3, 0.5), 4)[:4] == (0, 0.2, 0.3, 0.5)
        assert spans.shared_out(TIMELINE, (0.2, 0.3, 0.5), 4, 2)[:4] == (0, 0, 0.5, 0.5)
        assert spans.shared_out(TIMELINE, (0.2, 0.3, 0.5), 0)[:2] == (1, 0)


class TestSteppedRent:
    """90 m² at `new`, taken from quarter 2 (October 2010); the table of sites says 80."""

    EVENTS = (
        ("new", "rent_free_end", "2011-01-01"),  # quarter 3: one quarter free
        ("new", "rent", "2011-10-01", 40.0),  # quarter 6
        ("new", "review", "2012-04-01", 100.0),  # quarter 8
    )

    def test_rent_free_steps_and_review(self):
        # 80 in quarter 3 of year 0, then two quarters of year 1; 40 in the other two; 100 in year 2:
        # 90 x (80 x 0.25 + (80 x 0.5 + 40 x 0.5) x 0.8 + 100 x 0.64) = 90 x (20 + 48 + 64) = 11 880.
        made = books(events=leases(*self.EVENTS))["apart"]
        assert npc(made, taken(made, NEW))["rent-each@new"] == pytest.approx(11_880)
        # Undiscounted 90 x (20 + 60 + 100) = 16 200, at a rate of 80 a square metre.
        assert cash(made, taken(made, NEW))["rent-each@new"] == pytest.approx(16_200)
        assert made.by_id["rent-each@new"].rate_gbp == 80
        assert made.by_id["rent-each@new"].timing[2:9] == (0, 0.25, 0.25, 0.25, 0.125, 0.125, 0.3125)

    def test_events_fall_on_their_dates_however_late_the_move(self):
        # Pooled staff move in quarter 6 and works begin in quarter 4: the rent-free time is over.
        made = books(events=leases(*self.EVENTS))["pooled"]
        assert made.by_id["rent-each@new"].timing[:5] == (0, 0, 0, 0, 0.25)

    def test_says_so_and_is_no_firmer_than_the_lease(self):
        line = books(events=leases(*self.EVENTS), statuses={"seats.floor_m2_per_workstation": "sourced"})
        assert "reviews in real terms" in line["apart"].by_id["rent-each@new"].basis
        assert line["apart"].by_id["rent-each@new"].status == "assumed"  # worlds.leases

    def test_a_rent_of_nothing_until_the_first_step(self):
        made = books(
            sites().assign(rent_gbp_per_m2_per_year=0.0), events=leases(("old-r", "rent", "2012-04-01", 60.0))
        )[DO_NOTHING]
        assert npc(made, taken(made, STAY, stays=True))["rent@old-r"] == 1_920  # 50 x 60 x 0.64
        assert "opportunity-cost@old-b" not in made.by_id

    def test_a_step_before_the_programme_is_the_rent_of_its_first_day(self):
        made = books(events=leases(("old-r", "rent", "2005-06-24", 60.0)))[DO_NOTHING]
        assert made.by_id["rent@old-r"].rate_gbp == 60
        assert npc(made, taken(made, STAY, stays=True))["rent@old-r"] == 7_320  # 50 x 60 x 2.44

    def test_the_rate_is_the_rent_when_the_space_is_taken(self):
        # 95 from the second quarter on, works from the third: 90 x 95 x 1.94.
        made = books(events=leases(("new", "start", "2010-04-01"), ("new", "rent", "2010-07-01", 95.0)))["apart"]
        assert made.by_id["rent-each@new"].rate_gbp == 95
        assert npc(made, taken(made, NEW))["rent-each@new"] == pytest.approx(16_587)

    def test_a_step_in_the_middle_of_a_quarter(self):
        # 16 May 2010 is 45 of 91 days into quarter 0: 120 before, 240 after.
        found = Lease(steps=((45 / 91, 240.0),))
        timing = lease.rent_timing(found, 120.0, 120.0, TIMELINE, 0, 12)
        assert timing[:2] == pytest.approx((0.25 * (45 / 91 + 2 * 46 / 91), 0.5))


class TestStart:
    def test_no_rent_before_the_space_can_be_had(self):
        # From January 2011, quarter 3: 90 x 80 x (0.25 + 1.44) = 12 168; works wait and are paid in that quarter.
        made = books(events=leases(("new", "start", "2011-01-01")))["apart"]
        assert npc(made, taken(made, NEW))["rent-each@new"] == pytest.approx(12_168)
        assert made.by_id["fit-out@new"].timing[2:5] == (0, 1, 0)

    @pytest.mark.parametrize(("day", "available"), [("2011-03-31", True), ("2011-04-01", False)])
    def test_ready_where_a_quarter_is_left_for_works(self, day, available):
        made = books(events=leases(("new", "start", day)))
        assert prices_of(made["apart"]).sites["available"].tolist() == [True, True, available]
        assert "new" in made["pooled"].places_ready  # staff move half a year later
        assert made[DO_NOTHING].places_ready == {"old-b", "old-r"}

    @pytest.mark.parametrize(("day", "available"), [("2011-06-30", True), ("2011-07-01", False)])
    def test_ready_at_the_move_where_nothing_is_to_be_done(self, day, available):
        made = books(sites().assign(fit_out_gbp_per_m2=0.0), events=leases(("new", "start", day)))["apart"]
        assert ("new" in made.places_ready) == available

    def test_a_place_that_is_not_ready_can_still_be_priced(self):
        made = books(events=leases(("new", "start", "2030-01-01")))["apart"]
        assert "new" not in made.places_ready
        assert not any(line.line_id.startswith("rent") for line in made.lines if line.place == "new")


class TestVacation:
    """Left at place 5, in quarter 5."""

    @pytest.mark.parametrize(
        ("found", "expected"),
        [
            (Lease(), None),
            (Lease(starts=-8, steps=((-8, 60.0),)), None),
            (Lease(expires=9), Vacation(9, "expiry")),
            (Lease(expires=4), Vacation(5, "expiry")),  # held over until it is left
            (Lease(breaks=(Break(7, 2, 900),), expires=9), Vacation(7, "break", 900)),
            (Lease(breaks=(Break(4.9, 2, 900),), expires=9), Vacation(9, "expiry")),  # staff are still there
            (Lease(breaks=(Break(7, 7.1, 900),), expires=9), Vacation(9, "expiry")),  # too late to give notice
            (Lease(breaks=(Break(7, 7, 900),), expires=9), Vacation(7, "break", 900)),  # notice on the first day
            (Lease(breaks=(Break(7, 0, 900), Break(6, 0, 50))), Vacation(6, "break", 50)),
            (Lease(breaks=(Break(9, 0, 900),), expires=9), Vacation(9, "expiry")),  # nobody pays for a break then
            (Lease(vacant_from=2), Vacation(5, "earliest_vacation")),
            (Lease(vacant_from=8, expires=9), Vacation(8, "earliest_vacation")),
        ],
    )
    def test_the_first_way_out(self, found, expected):
        assert lease.vacation(found, 5) == expected


class TestLeftBeforeItCanBeVacated:
    """old-r, 50 m² at 120 and service charge of 20, is left after quarter 4; given rates of 50 x 0.3 = 15."""

    PLACES = sites().assign(rateable_value_gbp_per_m2=50.0)
    BREAK = (("old-r", "break", "2012-01-01", float("nan"), 6.0, 700.0), ("old-r", "expiry", "2015-01-01"))

    def test_goes_on_costing_until_the_break(self):
        # Quarters 5 and 6, until January 2012: half a year at 0.8.
        made = books(self.PLACES, events=leases(*self.BREAK))["apart"]
        found = npc(made, taken(made, NEW))
        at_old_r = {i: gbp for i, gbp in found.items() if i.endswith("@old-r") and made.by_id[i].group == "property"}
        assert at_old_r == {
            "rent-not-vacated@old-r": 2_400,  # 50 x 120 x 0.4
            "service-charge-not-vacated@old-r": 400,
            "break-penalty@old-r": 560,  # 700 x 0.8, in quarter 7
        }
        # Empty rates: the first three months are free, then quarter 6 in full: 50 x 15 x 0.25.
        assert cash(made, taken(made, NEW))["rates-not-vacated@old-r"] == 187.5
        line = made.by_id["rent-not-vacated@old-r"]
        assert (line.line, line.payer) == ("Not released: Rent", "bromley")
        assert line.basis.endswith("cannot be given up before its break")

    def test_without_time_for_notice_until_the_lease_ends(self):
        # Notice of 22 months cannot be given for January 2012 from April 2010: quarters 5 to 11, 0.6 + 0.64 = 1.24.
        late = (("old-r", "break", "2012-01-01", float("nan"), 22.0, 700.0), self.BREAK[1])
        made = books(self.PLACES, events=leases(*late))["apart"]
        found = npc(made, taken(made, NEW))
        assert found["rent-not-vacated@old-r"] == pytest.approx(50 * 120 * 1.24)
        assert "break-penalty@old-r" not in found

    def test_nothing_goes_on_where_the_lease_has_ended(self):
        made = books(self.PLACES, events=leases(("old-r", "expiry", "2010-12-25")))["apart"]
        assert not any("@old-r" in i and "-not-" in i for i in taken(made, NEW))

    def test_nothing_of_it_where_the_centre_is_kept(self):
        made = books(self.PLACES, events=leases(*self.BREAK))["apart"]
        kept = taken(made, {"old-r": 5})
        assert not any("@old-r" in i and ("-not-" in i or "penalty" in i) for i in kept)

    def test_a_lease_without_a_way_out_goes_by_the_share_released(self):
        # released_share of old-r is 1; at 0.4 three fifths of 50 m² go on for 1.24: 30 x 120 x 1.24.
        places = self.PLACES.assign(released_share=0.4)
        made = books(places, events=leases(("old-r", "rent", "2000-01-01", 120.0)))["apart"]
        assert npc(made, taken(made, NEW))["rent-not-released@old-r"] == pytest.approx(4_464)

    def test_owned_space_with_a_day_it_can_be_given_up(self):
        # old-b, owned: all 40 m² until October 2011 (quarter 5, 0.25 x 0.8), then the half not released: 0.4 + 0.64.
        made = books(events=leases(("old-b", "earliest_vacation", "2011-10-01")))["apart"]
        found = npc(made, taken(made, NEW))
        assert found["opportunity-cost-not-vacated@old-b"] == pytest.approx(40 * 100 * 0.2)
        assert found["opportunity-cost-not-released@old-b"] == pytest.approx(20 * 100 * 1.04)


class TestDilapidations:
    COSTS = site_costs(
        ("old-r", "dilapidations", "leaving", 1_000.0, "gbp"), ("new", "dilapidations", "leaving", 30.0, "gbp_per_m2")
    )

    def due(self, key, workstations, *events, stays=False):
        made = books(costs=self.COSTS, events=leases(*events) if events else None)[key]
        found = npc(made, taken(made, workstations, stays=stays))
        return {i: gbp for i, gbp in found.items() if "dilapidations" in i}

    def test_due_when_the_lease_ends_whoever_stays(self):
        # October 2011, quarter 6, year 1: 1000 x 0.8. In the moved option it is not left before then either.
        assert self.due(DO_NOTHING, STAY, ("old-r", "expiry", "2011-10-01"), stays=True) == {
            "further-dilapidations-leaving@old-r": 800
        }
        assert self.due("apart", NEW, ("old-r", "expiry", "2011-10-01")) == {
            "further-dilapidations-leaving-left@old-r": 800
        }
        assert self.due("apart", {"old-r": 5}, ("old-r", "expiry", "2011-10-01")) == {
            "further-dilapidations-leaving@old-r": 800
        }

    def test_due_before_the_move_in_every_option(self):
        for workstations in (NEW, {"old-r": 5}):
            assert self.due("apart", workstations, ("old-r", "expiry", "2010-10-01")) == {
                "further-dilapidations-leaving@old-r": 1_000
            }

    def test_due_at_the_break_that_is_used(self):
        events = (("old-r", "break", "2012-04-01"), ("old-r", "expiry", "2012-10-01"))
        assert self.due("apart", NEW, *events) == {"further-dilapidations-leaving-left@old-r": 640}

    def test_due_when_left_where_the_lease_has_ended_or_has_no_end(self):
        for events in ((), (("old-r", "expiry", "2009-01-01"),)):
            assert self.due("apart", NEW, *events) == {"further-dilapidations-leaving-left@old-r": 800}
            assert self.due(DO_NOTHING, STAY, *events, stays=True) == {}

    def test_of_a_new_place_whose_lease_ends_within_the_years_counted(self):
        # 90 m² x 30 x 0.64; the rent goes on, renewal assumed.
        found = self.due("apart", NEW, ("new", "expiry", "2012-12-25"))
        assert found["further-dilapidations-leaving-each@new"] == pytest.approx(1_728)
        made = books(events=leases(("new", "expiry", "2012-12-25")))["apart"]
        assert npc(made, taken(made, NEW))["rent-each@new"] == pytest.approx(13_968)
        assert "renewal assumed" in made.by_id["rent-each@new"].basis
        assert "further-dilapidations-leaving-each@new" not in self.due("apart", NEW)


def test_events_in_any_order_and_blank_cells():
    events = leases(
        ("x", "review", "2012-04-01", 70.0), ("x", "rent", "2011-04-01", 60.0), ("x", "break", "2012-01-01"),
        ("y", "expiry", "2012-01-01"),
    )  # fmt: skip
    found = lease.of_site(events, "x", TIMELINE)
    assert found.steps == ((4, 60.0), (8, 70.0))
    assert found.breaks == (Break(7, 0, 0),)
    assert found.expires is None
    assert lease.of_site(None, "x", TIMELINE) == lease.of_site(events, "z", TIMELINE) == Lease()


def test_a_longer_double_running_leaves_less_to_wait_for():
    # With nine months of double running old-r is left in quarter 7, when the break falls due.
    settings = ROUND.model_copy(update={"double_running_months": 9})
    ways = WaysSettings(compared=("apart",), apart=WaySettings(lead_time_months=12))
    made = books(settings=settings, ways=ways, events=leases(*TestLeftBeforeItCanBeVacated.BREAK))["apart"]
    found = npc(made, taken(made, NEW))
    assert "rent-not-vacated@old-r" not in found
    assert found["break-penalty@old-r"] == pytest.approx(560)
