"""Space added at present centres that are too small, by hand (worlds.py gives the years of a pound).

old-b holds 4 workstations, old-r 5; a workstation takes 10 m².
"""

from dataclasses import replace

import pytest

from feasibility.costs import added_space
from feasibility.costs.book import DO_MINIMUM, DO_NOTHING
from feasibility.costs.lines import Book
from feasibility.costs.places import NO_ROOMS, Rooms, sheets
from feasibility.costs.words import in_a_sentence, is_rent
from tests.costs.worlds import (
    FIGURES,
    FLOOR_M2,
    MULTIPLIERS,
    ROUND,
    books,
    cash,
    npc,
    prices_of,
    site_costs,
    sites,
    taken,
)

SPLIT = {"old-b": 0, "old-r": 0}
ENOUGH = {"bexley": 4, "bromley": 5}
TWO_SHORT = {"bexley": 6, "bromley": 5}
"""20 m² at old-b."""


def made(now=TWO_SHORT, virtual=ENOUGH, places=None, settings=ROUND, costs=None) -> dict[str, Book]:
    found = sites() if places is None else places
    short = [added_space.shortages(sheets(found, costs, None), need, FLOOR_M2, NO_ROOMS) for need in (now, virtual)]
    return added_space.with_space_added(
        books(found, settings, costs=costs), sheets(found, costs, None), *short, multipliers=MULTIPLIERS,
        settings=settings, floor_m2_per_workstation=FLOOR_M2, statuses={}, rooms=NO_ROOMS,
    )  # fmt: skip


def added(book: Book, workstations=SPLIT, *, stays=True, money=npc) -> dict[str, float]:
    quantity = taken(book, workstations, stays=stays)
    return {i: gbp for i, gbp in money(book, quantity).items() if "-added" in i}


class TestShortages:
    def test_each_centre_by_itself_never_as_one_sum(self):
        # Nine are needed and nine are held; bexley is one short, whatever bromley has to spare.
        (short,) = added_space.shortages(sheets(sites(), None, None), {"bexley": 5, "bromley": 4}, FLOOR_M2, NO_ROOMS)
        assert (short.site_id, short.name, short.workstations, short.floor_m2) == ("old-b", "OLD-B", 1, 10.0)

    def test_none_where_each_holds_what_it_needs(self):
        assert added_space.shortages(sheets(sites(), None, None), ENOUGH, FLOOR_M2, NO_ROOMS) == ()

    def test_floor_area_that_is_no_whole_workstation_is_used_first(self):
        # 47 m² hold four; the fifth and sixth need 60 m², 13 m² more.
        figures = {**FIGURES, "old-b": ("bexley", 47.0, *FIGURES["old-b"][2:])}
        (short,) = added_space.shortages(sheets(sites(figures), None, None), TWO_SHORT, FLOOR_M2, NO_ROOMS)
        assert (short.workstations, short.floor_m2) == (2, 13.0)

    def test_rooms_take_of_the_floor_area(self):
        # 40 and 50 m² less 15 of rooms hold two and three: 4 x 10 + 15 - 40, 5 x 10 + 15 - 50.
        found = added_space.shortages(sheets(sites(), None, None), ENOUGH, FLOOR_M2, Rooms(15.0, 2))
        assert [(s.site_id, s.workstations, s.floor_m2) for s in found] == [("old-b", 2, 15.0), ("old-r", 2, 15.0)]


class TestStaying:
    @pytest.mark.parametrize("key", [DO_NOTHING, DO_MINIMUM])
    def test_every_line(self, key):
        assert added(made()[key]) == {
            "rent-added@old-b": 4_880,  # 20 m² x 100 x 2.44
            "service-charge-added@old-b": 1_464,  # 20 x 30 x 2.44
            "running-added@old-b": 488,  # 20 x 10 x 2.44
            "fit-out-added@old-b": 4_800,  # 20 x 200 x 1.2 in the first quarter
            "moving-added@old-b": 120,  # 2 x 50 x 1.2
        }  # no second reception

    def test_owned_space_added_is_rent_that_must_be_paid(self):
        assert added(made()[DO_NOTHING], money=cash) == {
            "rent-added@old-b": 6_000,  # 20 x 100 x 3
            "rates-added@old-b": 900,  # 20 x 15 x 3
            "service-charge-added@old-b": 1_800,
            "running-added@old-b": 600,
            "fit-out-added@old-b": 4_800,
            "moving-added@old-b": 120,
        }
        line = made()[DO_NOTHING].by_id["rent-added@old-b"]
        assert (line.line, line.payer, line.kind, line.group) == ("Space added: Rent", "bexley", "revenue", "occupancy")
        assert is_rent(line.line)
        assert in_a_sentence(line.line) == "rent of space added"

    def test_a_centre_without_a_fit_out_takes_the_mean_of_the_candidates(self):
        # new 300 and another 500: 10 m² x 400 x 1.2.
        places = sites({**FIGURES, "other": ("", 0.0, 1.0, 100.0, 80.0, 50.0, 40.0, 500.0)})
        book = made({"bexley": 4, "bromley": 6}, places=places)[DO_NOTHING]
        line = book.by_id["fit-out-added@old-r"]
        assert book.npc_gbp(line) == pytest.approx(4_800)
        assert line.status == "assumed"
        assert "mean of the candidates' fit-out" in line.basis

    def test_rows_of_use_by_floor_area_or_workstation_count_too(self):
        costs = site_costs(
            ("old-b", "energy", "in_use", 7.0, "gbp_per_m2_per_year"),
            ("old-b", "network", "in_use", 30.0, "gbp_per_workstation_per_year"),
            ("old-b", "security", "in_use", 900.0, "gbp_per_year"),
        )
        found = added(made(costs=costs)[DO_NOTHING])
        assert found["further-energy-in-use-added@old-b"] == pytest.approx(341.6)  # 20 x 7 x 2.44
        assert found["further-network-in-use-added@old-b"] == pytest.approx(146.4)  # 2 x 30 x 2.44
        assert "further-security-in-use-added@old-b" not in found

    def test_nothing_changes_where_there_is_room(self):
        plain, slack = books(), made(ENOUGH)
        assert {key: book.lines for key, book in slack.items()} == {key: book.lines for key, book in plain.items()}


class TestVirtualPool:
    """One queue from quarter 2: half a year before it, 1.94 after."""

    def test_the_need_of_now_before_it_and_of_the_pool_after(self):
        found = added(made(TWO_SHORT, {"bexley": 8, "bromley": 5})["virtual"])
        assert found == {
            "rent-added-until-pooled@old-b": 1_000,  # 20 x 100 x 0.5
            "service-charge-added-until-pooled@old-b": 300,
            "running-added-until-pooled@old-b": 100,
            "fit-out-added-until-pooled@old-b": 4_800,
            "moving-added-until-pooled@old-b": 120,
            "rent-added@old-b": 7_760,  # 40 x 100 x 1.94
            "service-charge-added@old-b": 2_328,
            "running-added@old-b": 776,
            "fit-out-added@old-b": 4_800,  # the 20 m² that come with the pool, in quarters 0 and 1
            "moving-added@old-b": 120,
        }

    def test_what_is_fitted_out_for_now_is_not_fitted_out_again(self):
        found = added(made(TWO_SHORT, {"bexley": 5, "bromley": 5})["virtual"])
        assert found["rent-added@old-b"] == 1_940  # 10 x 100 x 1.94
        assert "fit-out-added@old-b" not in found
        assert "moving-added@old-b" not in found

    def test_a_pool_that_needs_no_more_than_there_is_gives_the_space_up(self):
        assert all("until-pooled" in i for i in added(made()["virtual"]))

    def test_only_the_pool_is_short(self):
        found = added(made(ENOUGH, TWO_SHORT)["virtual"])
        assert found["fit-out-added@old-b"] == 4_800
        assert not any("until-pooled" in i for i in found)
        assert not added(made(ENOUGH, TWO_SHORT)[DO_NOTHING])


class TestMoving:
    def test_until_the_move_and_while_both_run(self):
        assert added(made()["apart"], {"new": 9}, stays=False) == {
            "rent-added-until-move@old-b": 2_000,  # 20 x 100 x 1
            "service-charge-added-until-move@old-b": 600,
            "running-added-until-move@old-b": 200,
            "fit-out-added-until-move@old-b": 4_800,
            "moving-added-until-move@old-b": 120,
            "rent-added-double@old-b": 400,  # 20 x 100 x 0.2
            "service-charge-added-double@old-b": 120,
            "running-added-double@old-b": 40,
        }
        line = made()["apart"].by_id["rent-added-double@old-b"]
        assert (line.line, line.group) == ("Double running: Space added: Rent", "transition")
        assert is_rent(line.line)
        assert in_a_sentence(line.line) == "rent of space added while running double"

    def test_a_centre_that_is_kept_runs_nothing_double(self):
        found = added(made()["apart"], {"old-b": 6}, stays=False)
        assert sum(found.values()) == pytest.approx(2_000 + 600 + 200 + 4_800 + 120)

    def test_prices_hold_it(self):
        # 7720 whoever moves, and 560 where old-b is left.
        plain, found = prices_of(books()["apart"]), prices_of(made()["apart"])
        assert found.moving_gbp == pytest.approx(plain.moving_gbp + 7_720 + 560)
        assert found.sites.at["old-b", "open_gbp"] == pytest.approx(plain.sites.at["old-b", "open_gbp"] - 560)
        assert found.sites.at["new", "open_gbp"] == plain.sites.at["new", "open_gbp"]

    def test_a_move_at_once_leaves_no_time_to_add_any(self):
        book = replace(books()["apart"], move_quarter=0)
        short = added_space.shortages(sheets(sites(), None, None), TWO_SHORT, FLOOR_M2, NO_ROOMS)
        found = added_space.with_space_added(
            {"apart": book}, sheets(sites(), None, None), short, (), multipliers=MULTIPLIERS, settings=ROUND,
            floor_m2_per_workstation=FLOOR_M2, statuses={}, rooms=NO_ROOMS,
        )  # fmt: skip
        assert found["apart"].lines == book.lines
