import datetime

import pytest

from feasibility.errors import InputError
from feasibility.travel.engines import feed
from tests.engines import worlds

TUESDAY, SATURDAY, SUNDAY = (datetime.date(2026, 3, day) for day in (3, 7, 8))
EASTER_MONDAY = datetime.date(2026, 4, 6)


def test_services_of_a_date_follow_the_calendar_and_its_exceptions(buses):
    opened = feed.opened(buses)
    assert opened.services(TUESDAY) == {"weekdays"}
    assert opened.services(SATURDAY) == {"saturdays"}
    assert opened.services(EASTER_MONDAY) == {"saturdays"}
    assert opened.services(SUNDAY) == set()
    assert opened.covered() == (datetime.date(2026, 1, 5), datetime.date(2026, 6, 27))


def test_a_feed_is_used_on_a_date_with_service(buses):
    assert feed.refused(feed.opened(buses), [TUESDAY, SATURDAY, EASTER_MONDAY]) == []


def test_a_date_without_service_is_refused_and_the_nearest_with_it_are_named(buses):
    (fault,) = feed.refused(feed.opened(buses), [SUNDAY, TUESDAY])
    assert fault.startswith("buses.zip: nothing runs on Sunday 08 March 2026; nearest dates with service: ")
    assert "Sat 07 March 2026, Mon 09 March 2026" in fault


@pytest.mark.parametrize("date", [datetime.date(2025, 12, 24), datetime.date(2026, 7, 1)])
def test_a_date_outside_the_calendar_is_refused_and_the_dates_it_covers_are_named(buses, date):
    (fault,) = feed.refused(feed.opened(buses), [date])
    assert "the feed covers 05 January 2026 to 27 June 2026" in fault


def test_a_calendar_of_exceptions_alone_will_do(tmp_path):
    dates = "service_id,date,exception_type\nweekdays,20260303,1\nweekdays,20260304,1\nweekdays,20260304,2"
    made = worlds.feed(tmp_path / "a.zip", replaced={"calendar.txt": None, "calendar_dates.txt": dates})
    opened = feed.opened(made)
    assert opened.services(TUESDAY) == {"weekdays"}
    (fault,) = feed.refused(opened, [datetime.date(2026, 3, 4)])
    assert "the feed covers 03 March 2026 to 03 March 2026" in fault


def test_a_calendar_that_never_runs_is_refused(tmp_path):
    never = "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
    made = worlds.feed(tmp_path / "a.zip", replaced={"calendar.txt": never, "calendar_dates.txt": None})
    assert "no date on which anything runs" in feed.refused(feed.opened(made), [TUESDAY])[0]


@pytest.mark.parametrize(
    ("replaced", "words"),
    [
        ({"stop_times.txt": None, "routes.txt": None}, ["has no routes.txt", "has no stop_times.txt"]),
        ({"calendar.txt": None, "calendar_dates.txt": None}, ["neither calendar.txt nor calendar_dates.txt"]),
        ({"stops.txt": "stop_id,stop_name\na,A"}, ["stops.txt has no column stop_lat, stop_lon"]),
        ({"trips.txt": ""}, ["trips.txt has no column trip_id, route_id, service_id"]),
        (
            {"calendar_dates.txt": "service_id,date,exception_type\nweekdays,20260303,1\nweekdays,3 March,1"},
            ["calendar_dates.txt: date in rows 3 is no date"],
        ),
    ],
)
def test_every_fault_of_a_feed_is_told_at_once(tmp_path, replaced, words):
    made = worlds.feed(tmp_path / "a.zip", replaced=replaced)
    with pytest.raises(InputError) as caught:
        feed.opened(made)
    assert len(caught.value.faults) == len(words)
    assert all(word in fault for word, fault in zip(words, caught.value.faults, strict=True))


def test_a_file_that_is_no_zip_is_refused(tmp_path):
    (tmp_path / "a.zip").write_text("no archive")
    with pytest.raises(InputError, match=r"a\.zip: is no \.zip file"):
        feed.opened(tmp_path / "a.zip")
