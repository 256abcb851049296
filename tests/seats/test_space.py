"""Agents into desks, rooms and floor area, against the space standards of the study."""

import pytest
from pydantic import ValidationError

from feasibility.errors import InputError
from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.seats import space

SEATS = SeatsSettings()


def at(m2: float) -> SeatsSettings:
    return SeatsSettings(floor_m2_per_workstation=m2)


class TestAsBefore:
    @pytest.mark.parametrize(
        ("agents", "support", "expected"),
        [
            (82, 6, 95),  # 82 + 82/12 = 6.8 -> 7 + 6
            (76, 6, 89),  # 76 + 6.3 -> 7 + 6
            (94, 6, 108),  # 94 + 7.8 -> 8 + 6
            (30, 4, 37),  # Bexley apart: 30 + 2.5 -> 3 + 4
            (53, 4, 62),  # Bromley apart: 53 + 4.4 -> 5 + 4; together 99
            (12, 0, 13),
            (0, 6, 0),
        ],
    )
    def test_settings_as_they_come_give_a_desk_to_everybody(self, agents, support, expected):
        found = space.places(agents, SEATS, SpaceSettings(), support=support)
        assert (found.workstations, found.floor_m2) == (expected, expected * 10)

    def test_no_agents_take_no_rooms_either(self):
        settings = SpaceSettings(training_places=10, meeting_m2=30.0, touch_down_workstations=4)
        none = space.places(0, SEATS, settings, support=6)
        assert (none.workstations, none.floor_m2) == (0, 0)


class TestHybrid:
    def test_agents_at_home_leave_their_desks(self):
        # 82 x 0.8 = 65.6 -> 66; 7 leaders and 6 support keep theirs
        found = space.places(82, SEATS, SpaceSettings(home_share_on_peak=0.2), support=6)
        assert (found.agent_desks, found.workstations) == (66, 79)

    def test_but_never_below_the_desks_that_must_go_on(self):
        # 82 x 0.2 = 16.4 -> 17 would do on the day; half of 82 must find a desk when homes fail: 41
        wide = space.places(82, SEATS, SpaceSettings(home_share_on_peak=0.8, fallback_share=0.5), support=6)
        assert wide.agent_desks == 41
        free = space.places(82, SEATS, SpaceSettings(home_share_on_peak=0.8, fallback_share=0.0), support=6)
        assert free.agent_desks == 17

    def test_days_on_site_and_an_uneven_week_make_the_desk_ratio(self):
        # 3 of 5 days x 1.2 on the busiest = 0.72: 7 leaders -> 5.04 -> 6, 6 support -> 4.32 -> 5
        settings = SpaceSettings(days_on_site_per_week=3.0)
        assert space.peak_attendance_share(settings) == pytest.approx(0.72)
        found = space.places(82, SEATS, settings, support=6)
        assert (found.team_leader_desks, found.support_desks, found.workstations) == (6, 5, 93)

    def test_nobody_comes_in_twice(self):
        # 4.5 / 5 x 1.2 = 1.08, and everybody is 1
        assert space.peak_attendance_share(SpaceSettings(days_on_site_per_week=4.5)) == 1.0

    def test_eight_desks_to_ten_staff(self):
        # the ratio central government set in 2011: 10 support -> 8
        assert space.places(12, SEATS, SpaceSettings(support_desks_per_person=0.8), support=10).support_desks == 8

    def test_touch_down_is_a_workstation_and_a_training_place_is_none(self):
        settings = SpaceSettings(
            touch_down_workstations=4, training_places=12, training_m2_per_place=2.5, meeting_m2=40
        )
        found = space.places(82, SEATS, settings, support=6)
        # 95 + 4 = 99; 990 + 12 x 2.5 + 40 = 1,060
        assert (found.workstations, found.training_m2, found.floor_m2) == (99, 30, 1060)
        assert space.rooms_m2(settings) == 70


class TestFloor:
    def test_floor_of_ninety_workstations(self):
        # study's table: 8 m2 720, 9.6 864, 10 900, 11.8 1,062
        m2 = [90 * space.nia_m2_per_workstation(at(each), SpaceSettings()) for each in (8, 9.6, 10, 11.8)]
        assert m2 == pytest.approx([720, 864, 900, 1062])

    def test_an_area_by_person_is_converted_with_its_own_ratio(self):
        # British Council for Offices, 2018: 10 m2 a desk is 12.5 m2 a person at 80 in 100, 16.7 at 60 in 100
        for m2_per_person, persons in ((12.5, 0.8), (10 / 0.6, 0.6)):
            settings = SpaceSettings(floor_basis="nia_per_person", persons_per_workstation=persons)
            assert space.nia_m2_per_workstation(at(m2_per_person), settings) == pytest.approx(10)
            assert space.places(82, at(m2_per_person), settings, support=6).floor_m2 == pytest.approx(950)
        assert space.basis(at(12.5), SpaceSettings(floor_basis="nia_per_person", persons_per_workstation=0.8)) == (
            "12.5 m² net internal area a person, at 0.8 people a workstation: 10 m² net internal area a workstation"
        )

    def test_an_area_by_person_without_it_is_refused(self):
        with pytest.raises(ValidationError, match="state persons_per_workstation"):
            SpaceSettings(floor_basis="nia_per_person")

    def test_gross_area_is_brought_to_net(self):
        settings = SpaceSettings(floor_basis="gia_per_workstation", nia_over_gia_share=0.8)
        # 12.5 x 0.8 = 10
        assert space.places(82, at(12.5), settings, support=6).floor_m2 == pytest.approx(950)
        assert space.basis(at(12.5), settings) == (
            "12.5 m² gross internal area a workstation, at 0.8 net to gross: 10 m² net internal area a workstation"
        )

    def test_the_real_local_building_is_roomier_by_head_than_the_standard(self):
        # Wyncham House: 2,070 m2 for 120 staff is 17.25 m2 a head; at 10 m2 it holds 207
        assert 2070 / 120 == 17.25
        assert space.workstations_held(2070, 10) == 207
        assert space.workstations_held(2070, 10, rooms_m2=75) == 199
        assert space.workstations_held(50, 10, rooms_m2=75) == 0


class TestVolume:
    def test_least_area_a_person(self):
        assert space.workroom_m2_per_person_min(2.7) == pytest.approx(4.07, abs=0.005)  # 11 / 2.7
        assert space.workroom_m2_per_person_min(3.0) == pytest.approx(3.67, abs=0.005)  # 11 / 3
        # height above 3 m is not counted
        assert space.workroom_m2_per_person_min(4.5) == space.workroom_m2_per_person_min(3.0)

    @pytest.mark.parametrize(
        ("m2", "workroom", "height", "breaks"),
        [
            (10, 0.7, 2.7, False),  # 7.00 m2
            (4.07, 1.0, 2.7, True),  # 10.99 m3
            (4.08, 1.0, 2.7, False),  # 11.02 m3
            (4.0, 1.0, 3.0, False),  # 12 m3
            (4.0, 1.0, 5.0, False),
            (5.8, 0.7, 2.7, True),  # 4.06 m2
            (5.9, 0.7, 2.7, False),  # 4.13 m2
        ],
    )
    def test_eleven_cubic_metres(self, m2, workroom, height, breaks):
        settings = SpaceSettings(workroom_share=workroom, ceiling_height_m=height)
        assert bool(space.volume_faults(at(m2), settings)) is breaks

    def test_a_standard_that_breaks_it_stops_the_run_with_its_numbers(self):
        with pytest.raises(InputError) as told:
            space.places(82, at(5.0), SpaceSettings(), support=6)
        # 5 x 0.7 = 3.5 m2, x 2.7 = 9.45 m3; 4.0741 / 0.7 = 5.8201 -> 5.83
        assert told.value.faults == (
            "seats.floor_m2_per_workstation: 5 m² net internal area a workstation, of which 0.7 lies in the workroom, "
            "is 3.50 m² and 9.5 m³ a person under a ceiling counted to 2.7 m; the Workplace Regulations (regulation "
            "10) ask for 11 m³, 4.07 m²; raise the standard to 5.83 or correct space.ceiling_height_m or "
            "space.workroom_share",
        )
        assert not space.volume_faults(at(5.83), SpaceSettings())

    def test_a_gross_figure_is_judged_by_its_net_area(self):
        # 6.5 gross is 5.2 net, 3.64 m2 in the workroom
        gross = SpaceSettings(floor_basis="gia_per_workstation")
        assert space.volume_faults(at(6.5), gross)
        assert not space.volume_faults(at(6.5), SpaceSettings())


class TestPlacesOfTheFallback:
    def test_room_in_a_place_that_is_not_named_is_refused(self):
        with pytest.raises(ValidationError, match=r"council_building_workstations is 5, but fallback_places does not"):
            SpaceSettings(council_building_workstations=5)

    def test_room_in_a_place_that_is_named_is_taken(self):
        named = SpaceSettings(council_building_workstations=5, fallback_places=("other_site", "council_building"))
        assert named.council_building_workstations == 5
