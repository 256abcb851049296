"""Settings and tables into books and problems: the optimiser's numbers are those of the lines, floor area included."""

import numpy as np
import pandas as pd
import pytest

from feasibility import audit, enumeration
from feasibility.audit import Audited
from feasibility.costs import attrition, travel_values
from feasibility.costs.lines import quantities
from feasibility.errors import InputError
from feasibility.options import DO_MINIMUM, DO_NOTHING, VIRTUAL_POOL
from feasibility.plan import objective_gbp
from feasibility.pricing import Priced, priced
from tests.costs.worlds import sites
from tests.priced_world import FIGURES, GROUPS, evidence, listed, settings

ROOMS = {"training_places": 10, "training_m2_per_place": 3.0, "meeting_m2": 20.0}
"""50 m² of each operation."""


def of(**sections: dict[str, object]) -> Priced:
    return priced(settings(**sections), evidence())


def paid_m2(found: Priced, way: str, site: str, workstations: int, stem: str = "rent") -> float:
    """Floor area on the lines of a site opened alone, from the move on."""
    beyond = max(0, workstations - int(found.problems[way].sites.at[site, "workstations_present"]))
    book = found.books[way]
    taken = quantities(book, {site: beyond}, ["old-b", "old-r"], stays=False)
    kept = {f"{stem}{suffix}@{site}" for suffix in ("", "-each", "-rooms")}
    return sum(units for line, units in taken.items() if line in kept)


class TestNumbersAndLines:
    FOUND = of()

    def test_a_book_for_each_way_and_a_problem_for_each_that_moves(self):
        assert list(self.FOUND.books) == [DO_NOTHING, DO_MINIMUM, "virtual", "apart", "pooled"]
        assert list(self.FOUND.problems) == ["apart", "pooled"]
        assert {way: p.workstations_needed for way, p in self.FOUND.problems.items()} == {"apart": 20, "pooled": 16}
        assert self.FOUND.problems["apart"].as_now == {"old-b", "old-r"}
        assert self.FOUND.problems["pooled"].as_now == frozenset()

    @pytest.mark.parametrize("way", ["apart", "pooled"])
    def test_each_number_is_a_sum_over_the_lines(self, way):
        book, problem = self.FOUND.books[way], self.FOUND.problems[way]

        def gbp(driver: str, place: str | None = None) -> float:
            return sum(book.npc_gbp(x) for x in book.lines if x.driver == driver and place in (None, x.place))

        for site, row in problem.sites.iterrows():
            assert row["open_gbp"] == pytest.approx(gbp("site", site) - gbp("left", site))
            assert row["workstation_gbp"] == pytest.approx(gbp("workstation", site))
        assert problem.moving_gbp == pytest.approx(gbp("always") + gbp("left"))
        assert (problem.sites["workstation_gbp"] > 0).all()

    def test_staying_is_what_its_book_comes_to(self):
        for problem in self.FOUND.problems.values():
            for option, key in ((DO_NOTHING, DO_NOTHING), (DO_MINIMUM, DO_MINIMUM), (VIRTUAL_POOL, "virtual")):
                book = self.FOUND.books[key]
                assert problem.staying_gbp[option] == pytest.approx(sum(map(book.npc_gbp, book.lines)))
        # Doing nothing by hand, 2.44 years: 120 x (100 + 30 + 10) + 1000 and 130 x (120 + 20 + 10) + 1000.
        assert self.FOUND.problems["pooled"].staying_gbp[DO_NOTHING] == pytest.approx(2.44 * (17_800 + 20_500))

    def test_travel_begins_with_the_move_of_its_way(self):
        # 900 minutes at £6 an hour, 100 km at 7p and 20 kg at £205.43 a tonne, for 1.44 years apart and 1.04 pooled.
        yearly = 90 + 7 + 20 * 0.20543
        assert self.FOUND.problems["apart"].travel_gbp.at["g-2", "old-b"] == pytest.approx(yearly * 1.44)
        assert self.FOUND.problems["pooled"].travel_gbp.at["g-2", "old-b"] == pytest.approx(yearly * 1.04)

    def test_posts_that_pooling_spares_save_only_what_is_given_up(self):
        given_up = of(people={"posts_released_share": 1.0})
        spared = self.FOUND.need.posts["now"] - self.FOUND.need.posts["pooled"]
        line = given_up.books["pooled"].by_id["posts-given-up@all"]
        assert line.per_driver == pytest.approx(spared)
        assert "posts-given-up@all" not in self.FOUND.books["pooled"].by_id
        assert "posts-given-up@all" not in given_up.books["apart"].by_id

    def test_one_way_alone(self):
        assert list(of(ways={"compared": ("pooled",)}).problems) == ["pooled"]
        found = of(ways={"compared": ("apart", "virtual")})
        assert (list(found.problems), list(found.books)) == (["apart"], [DO_NOTHING, DO_MINIMUM, "virtual", "apart"])


class TestFloorStandard:
    """However the floor area of a workstation is stated, seats, capacity and cost lines go by the same net area."""

    SAME = (
        {"seats": {"floor_m2_per_workstation": 12.5}, "space": {"floor_basis": "gia_per_workstation"}},  # x 0.8
        {
            "seats": {"floor_m2_per_workstation": 16.0},
            "space": {"floor_basis": "nia_per_person", "persons_per_workstation": 0.625},
        },
    )

    @pytest.mark.parametrize("stated", SAME)
    def test_ten_square_metres_stated_otherwise_give_the_same_study(self, stated):
        found, plain = of(**stated), of()
        assert found.need.floor_m2 == pytest.approx(plain.need.floor_m2)
        assert found.workstations.equals(plain.workstations)
        for way, problem in found.problems.items():
            pd.testing.assert_frame_equal(problem.sites, plain.problems[way].sites)
            assert problem.moving_gbp == pytest.approx(plain.problems[way].moving_gbp)

    def test_the_stated_figure_itself_is_another_study(self):
        # 12.5 m² net: 300 m² hold 24, and a workstation takes a quarter more space and fit-out.
        found, plain = of(seats={"floor_m2_per_workstation": 12.5}), of()
        assert found.problems["pooled"].sites.at["new", "workstations_max"] == 24
        removal = 50 * 1.2 * 0.8
        dearer, cheaper = (p.problems["pooled"].sites.at["new", "workstation_gbp"] - removal for p in (found, plain))
        assert dearer == pytest.approx(1.25 * cheaper)

    @pytest.mark.parametrize("stated", [{}, *SAME, {"space": ROOMS}])
    @pytest.mark.parametrize("way", ["apart", "pooled"])
    def test_a_shared_site_pays_for_the_floor_area_of_the_table_of_seats(self, way, stated):
        found = of(**stated)
        needed = found.need.workstations[way]
        assert paid_m2(found, way, "new", needed) == pytest.approx(found.need.floor_m2[way])
        rows = found.planned.seats
        row = rows[(rows["working"] == way) & (rows["authority"] == "all") & (rows["take_up_share"] == 0)].iloc[0]
        assert paid_m2(found, way, "new", needed) == pytest.approx(row["floor_m2"])


class TestRooms:
    """50 m² of training and meeting rooms for each operation: one where the queue is pooled, two where not."""

    FOUND = of(space=ROOMS)

    def test_they_take_floor_area_from_workstations(self):
        # new: (300 - 50) / 10 and (300 - 100) / 10; old-b holds (220 - 50) / 10 and (220 - 100) / 10
        held = {way: p.sites["workstations_max"].to_dict() for way, p in self.FOUND.problems.items()}
        assert held["pooled"] == {"old-b": 17, "old-r": 10, "new": 25, "far": 23}
        assert held["apart"] == {"old-b": 12, "old-r": 5, "new": 20, "far": 18}
        # A present centre has the rooms of its one operation among its floor area: (120 - 50) / 10, (130 - 50) / 10.
        for problem in self.FOUND.problems.values():
            assert problem.sites["workstations_present"].to_dict() == {"old-b": 7, "old-r": 8, "new": 0, "far": 0}

    def test_they_are_paid_for_and_fitted_out(self):
        # Pooled at new: 16 workstations and 50 m² of rooms; apart 20 and 100 m².
        assert paid_m2(self.FOUND, "pooled", "new", 16) == 160 + 50
        assert paid_m2(self.FOUND, "apart", "new", 20) == 200 + 100
        assert paid_m2(self.FOUND, "pooled", "new", 16, "fit-out") == 160 + 50
        assert paid_m2(self.FOUND, "apart", "new", 20, "service-charge") == 300

    def test_a_present_centre_makes_room_for_one_operation_more(self):
        # Apart at old-b: 120 m² of now, 50 m² more of rooms, 12 - 7 workstations: the whole 220 m².
        assert paid_m2(self.FOUND, "apart", "old-b", 12, "service-charge") == 120 + 50 + 50
        assert paid_m2(self.FOUND, "pooled", "old-b", 12, "service-charge") == 120 + 50
        # old-r has 20 m² to spare: no more is paid for than there is.
        assert paid_m2(self.FOUND, "apart", "old-r", 5) == 150

    def test_lines_say_which_settings_they_rest_on(self):
        line = self.FOUND.books["pooled"].by_id["rent-rooms@new"]
        assert (line.driver, line.per_driver, line.line) == ("site", 50, "Rent")
        assert line.basis.endswith("space.training_places; space.training_m2_per_place; space.meeting_m2")
        assert line.timing == self.FOUND.books["pooled"].by_id["rent-each@new"].timing

    def test_a_centre_that_stays_pays_for_rooms_only_where_they_leave_too_few_workstations(self):
        # Nine and eleven are needed. With their rooms, 120 and 130 m² hold 7 and 8: space is added for 2 and 3.
        plain = of()
        for key in (DO_NOTHING, DO_MINIMUM):
            known = set(plain.books[key].by_id)
            assert known < set(self.FOUND.books[key].by_id)
            assert all("-added@" in line for line in set(self.FOUND.books[key].by_id) - known)
            assert self.FOUND.books[key].by_id["rent-added@old-r"].per_driver == 30
        # 50 m² larger, they hold 12 and 13 beside their rooms, as without rooms before: nothing is added.
        figures = {s: (f[0], f[1] + 50.0, f[2], f[3] + 50.0, *f[4:]) if f[0] else f for s, f in FIGURES.items()}
        larger = priced(settings(space=ROOMS), evidence(sites(figures)))
        assert not [x for book in larger.books.values() for x in book.lines if "-added@" in x.line_id]

    def test_slack_without_rooms(self):
        assert not [x for book in of().books.values() for x in book.lines if "-rooms@" in x.line_id]


CROWDED = {
    "authority": {
        "bexley": {"name": "Bexley", "code": "B", "contacts_per_year": 120_000.0},
        "bromley": {"name": "Bromley", "code": "R", "contacts_per_year": 60_000.0},
    }
}
"""Bexley takes three times the calls."""
ALL_LEAVE = {"people": {"attrition": {"counted": True, "added_minutes": (0.0, 60.0), "low_shares": (0.0, 0.1),
                                      "central_shares": (0.0, 0.6), "high_shares": (0.0, 1.0)}}}  # fmt: skip


def lengthened() -> attrition.Lengthened:
    """Every head of a group alike: minutes added one way, 0 to 60 at the sites; g-1 has no known journey to `far`."""
    return attrition.Lengthened(
        employers=("bexley", "bromley"), groups=GROUPS.heads.index, sites=pd.Index(list(FIGURES)), members=np.eye(2),
        mean=np.eye(2), added_minutes=np.array([[0.0, 30.0, 15.0, np.nan], [20.0, 0.0, 10.0, 60.0]]),
    )  # fmt: skip


class TestTooSmall:
    """old-b holds 12 workstations and needs more: no option is spared what it lacks."""

    FOUND, PLAIN = of(**CROWDED), of()

    def test_doing_nothing_pays_for_what_it_needs(self):
        (short,) = self.FOUND.short["now"]
        needed = self.FOUND.need.workstations_now["bexley"]
        assert (short.site_id, short.workstations) == ("old-b", needed - 12)
        assert short.workstations > 0
        # a year's 100 + 30 + 10 a square metre for 2.44 years; fit-out 200 and, a workstation, 50 for moving, x 1.2
        m2 = 10 * short.workstations
        more = m2 * 140 * 2.44 + m2 * 200 * 1.2 + short.workstations * 50 * 1.2
        of_now = self.PLAIN.problems["pooled"].staying_gbp[DO_NOTHING]
        assert self.FOUND.problems["pooled"].staying_gbp[DO_NOTHING] == pytest.approx(of_now + more)

    def test_moving_pays_until_it_has_moved(self):
        # apart: one year of 140 and double running of 0.2, with fit-out and moving; posts and training apart
        short = self.FOUND.short["now"][0].workstations
        rest = {}
        for name, priced_so in (("crowded", self.FOUND), ("plain", self.PLAIN)):
            book = priced_so.books["apart"]
            rest[name] = sum(book.npc_gbp(x) for x in book.lines if (x.driver, x.place) == ("always", "old-b"))
        assert rest["crowded"] - rest["plain"] == pytest.approx(short * (10 * 140 + 10 * 200 * 1.2 + 50 * 1.2))
        doubled = [x for x in self.FOUND.books["apart"].lines if x.line_id.endswith("-added-double@old-b")]
        assert sum(map(self.FOUND.books["apart"].npc_gbp, doubled)) == pytest.approx(short * 10 * 140 * 0.2)

    def test_slack_where_each_holds_its_own(self):
        assert self.PLAIN.short == {"now": (), "virtual": ()}
        assert not [x for book in self.PLAIN.books.values() for x in book.lines if "-added" in x.line_id]


class TestLeavers:
    def test_each_head_is_expected_to_cost_its_share(self):
        # 30 minutes are 0.3, at £6,125 over year 1 for those apart: x 0.8; no journey is known to `far`.
        asked = settings(**ALL_LEAVE)
        counted = priced(asked, evidence(lengthened=lengthened())).problems["apart"].travel_gbp
        plain = priced(settings(), evidence()).problems["apart"].travel_gbp
        assert counted.at["g-1", "old-r"] - plain.at["g-1", "old-r"] == pytest.approx(0.3 * 6_125 * 0.8)
        assert counted.at["g-2", "far"] - plain.at["g-2", "far"] == pytest.approx(0.6 * 6_125 * 0.8)
        assert counted.at["g-1", "far"] == plain.at["g-1", "far"]

    def test_nothing_changes_where_they_are_not_counted(self):
        with_journeys, plain = (priced(settings(), e).problems for e in (evidence(lengthened=lengthened()), evidence()))
        for way, problem in with_journeys.items():
            pd.testing.assert_frame_equal(problem.travel_gbp, plain[way].travel_gbp, check_exact=True)


@pytest.mark.parametrize("stated", [{}, {"space": ROOMS}, CROWDED, ALL_LEAVE, {**CROWDED, **ALL_LEAVE}])
def test_every_plan_is_recounted_to_the_penny(stated):
    asked, found = settings(**stated), evidence(lengthened=lengthened())
    made = priced(asked, found)
    sound = [x for x in enumeration.enumerate_all(made.problems, listed(asked, found)) if x.plan is not None]
    leaving, names = (
        attrition.find(found.lengthened, asked.people.attrition),
        {"bexley": "Bexley", "bromley": "Bromley"},
    )
    items = []
    for x in sound:
        book, problem = made.books[x.option.book], made.problems.get(x.option.working, made.problems["pooled"])
        lines = []
        if not x.plan.stays:
            added = travel_values.added(
                GROUPS.minutes_per_year, GROUPS.vehicle_km_per_year, GROUPS.kgco2e_per_year,
                x.plan.heads[list(x.plan.site_ids)],
            )  # fmt: skip
            expected = attrition.expected(leaving, x.plan.heads)
            lines = [
                *travel_values.lines(added, asked.costs, book.timeline, book.move_quarter, {}),
                *attrition.lines(expected, names, book.timeline, book.move_quarter, asked.people.attrition, {}),
            ]
        items.append(Audited(x, x.plan, problem, GROUPS, book, lines))
    accounts = audit.accounts(items)
    totals = accounts.costs.groupby("option_id")["npc_gbp"].sum()
    assert len(totals) > 8
    assert accounts.costs["line_id"].str.startswith("attrition@").any() == asked.people.attrition.counted
    for item in items:
        expected_gbp = objective_gbp(item.problem, item.plan)
        assert totals[item.found.option.option_id] == pytest.approx(expected_gbp, abs=0.01)


def test_rates_without_multipliers_are_refused():
    with pytest.raises(InputError, match="rates"):
        priced(settings(), evidence(multipliers=None))


def test_no_multipliers_are_needed_where_no_rates_are_owed():
    places = evidence().sites.assign(rateable_value_gbp_per_m2=0.0)
    found = priced(settings(), evidence(places, multipliers=None))
    assert not [x for book in found.books.values() for x in book.lines if "rates" in x.line_id]
