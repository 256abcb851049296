"""Faults of the tables of public transport."""

import csv
import io
from pathlib import Path

import pytest

from feasibility import tables
from feasibility.errors import InputError
from feasibility.inputs import services, sheets
from feasibility.inputs.gathering import Gathering
from feasibility.inputs.typed import NUMBER_WORDS
from feasibility.scenario.sections import Files
from feasibility.tables.travel import Calls, Lines, Stops

LINES = """line_id,name,vehicle,operator,both_ways,weekday_services,saturday_services,sunday_services,peak_per_hour,\
first_departure,last_departure,year,source,status
bus-1,1,bus,Operator,yes,80,70,40,,05:30,24:10,2010,Timetable,assumed
train-a,A line,train,Operator,no,40,40,20,4,06:00,23:30,2010,Timetable,sourced
"""
CALLS = """line_id,call,stop_id,minutes
bus-1,1,green,
bus-1,2,town,
train-a,1,town,0
train-a,2,city,12
"""
STOPS = """stop_id,name,kind,easting,northing,placed_by
green,The Green,place,540000,170000,Postcode
town,Town,station,542000,170000,NaPTAN
city,City,station,532000,180000,NaPTAN
"""


class Tables:
    """The three files, to spoil one by one."""

    def __init__(self, folder: Path) -> None:
        self.paths = {name: folder / f"{name}.csv" for name in ("lines", "calls", "stops")}
        for path, content in zip(self.paths.values(), (LINES, CALLS, STOPS), strict=True):
            path.write_text(content, encoding="utf-8")

    def cell(self, name: str, row: int, column: str, value: str) -> "Tables":
        cells = list(csv.reader(io.StringIO(self.paths[name].read_text(encoding="utf-8"))))
        cells[row - 1][cells[0].index(column)] = value
        return self.write(name, cells)

    def add(self, name: str, *rows: str) -> "Tables":
        self.paths[name].write_text("\n".join([self.paths[name].read_text(encoding="utf-8").strip(), *rows]) + "\n")
        return self

    def write(self, name: str, cells: list[list[str]]) -> "Tables":
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(cells)
        self.paths[name].write_text(out.getvalue(), encoding="utf-8")
        return self

    def read(self) -> services.Services:
        return services.read(
            *(sheets.read(path) for path in self.paths.values()), [p.name for p in self.paths.values()]
        )

    def faults(self) -> list[str]:
        with pytest.raises(InputError) as err:
            self.read()
        return list(err.value.faults)


@pytest.fixture
def given(tmp_path: Path) -> Tables:
    return Tables(tmp_path)


def test_sound_tables_fit_their_schemas(given):
    found = given.read()
    tables.checked(found.lines, Lines, "lines")
    tables.checked(found.calls, Calls, "calls")
    tables.checked(found.stops, Stops, "stops")
    assert list(found.lines["both_ways"]) == [True, False]
    assert found.lines["peak_per_hour"].isna().tolist() == [True, False]
    assert found.calls["minutes"].isna().tolist() == [True, True, False, False]


def test_excel_times_and_other_words_for_yes(given):
    given.cell("lines", 2, "first_departure", "5:30").cell("lines", 3, "first_departure", "06:00:00")
    given.cell("lines", 2, "both_ways", "TRUE")
    assert list(given.read().lines["first_departure"]) == ["05:30", "06:00"]


def test_a_stop_of_two_joined_tables_is_one_stop(given):
    given.add("stops", "town,Town High Street,place,542300,170000,Postcode")
    assert list(given.read().stops["name"]) == ["The Green", "Town", "City"]
    given.add("stops", "town,Another Town,place,549000,170000,Postcode")
    assert given.faults() == [
        "stops.csv: column stop_id: row 6: stands above for a place more than 500 m away; give one of them another id"
    ]


def test_every_fault_of_the_lines(given):
    given.cell("lines", 2, "both_ways", "maybe").cell("lines", 2, "weekday_services", "-1")
    given.cell("lines", 2, "first_departure", "half past").cell("lines", 2, "vehicle", "boat")
    given.cell("lines", 3, "last_departure", "00:30").cell("lines", 3, "sunday_services", "x")
    given.cell("lines", 3, "peak_per_hour", "four").cell("lines", 3, "source", "")
    given.add("lines", "bus-9,9,bus,Operator,yes,1,1,1,,05:30,24:10,2010.5,Timetable,assumed")
    assert given.faults() == [
        f'lines.csv: row 3, column sunday_services: found "x"; {NUMBER_WORDS}',
        f'lines.csv: row 3, column peak_per_hour: found "four"; {NUMBER_WORDS}',
        "lines.csv: column both_ways: row 2: is neither yes nor no; write one of them",
        "lines.csv: column year: row 4: is not a year; write one such as 2010",
        "lines.csv: column first_departure: row 2: is not a time of day; write one such as 05:20",
        "lines.csv: column last_departure: row 3: is before the first departure; write half past midnight as 24:30",
        "lines.csv: column source: row 3: is blank; fill it in",
        'lines.csv: row 2, column vehicle: found "boat"; must be one of bus, train, tube, dlr, tram',
        "lines.csv: row 2, column weekday_services: found -1; must be 0 or more",
        "lines.csv: column line_id: row 4: has no rows in calls.csv; give its calls",
    ]


def test_every_fault_of_the_calls(given):
    given.add("calls", "train-a,4,green,15", "ghost,1,town,0", "ghost,2,nowhere,5", "bus-2,1,town,")
    given.add("lines", "bus-2,2,bus,Operator,yes,1,1,1,,05:30,24:10,2010,Timetable,assumed")
    assert given.faults() == [
        "calls.csv: column call: row 6: is out of order; number the calls of each line 1, 2, 3 without gaps or repeats",
        "calls.csv: column line_id: row 9: has one call only; a line calls at two stops or more",
        'calls.csv: row 7, column line_id: found "ghost"; is not in lines.csv',
        'calls.csv: row 8, column line_id: found "ghost"; is not in lines.csv',
        'calls.csv: row 8, column stop_id: found "nowhere"; is not in stops.csv',
    ]


def test_minutes_of_a_train_must_be_there_and_rise(given):
    given.add("calls", "train-a,3,green,10", "train-a,4,town,")
    assert given.faults() == [
        "calls.csv: column minutes: row 7: is blank; only buses may go without, their run time comes from the streets",
        "calls.csv: column minutes: row 6: is less than at the call before; count from the first call",
    ]


def test_minutes_of_a_bus_may_be_stated_in_part_but_never_fall(given):
    given.add("calls", "bus-1,3,city,30").cell("calls", 2, "minutes", "0")
    assert given.read().calls["minutes"].isna().sum() == 1
    given.cell("calls", 2, "minutes", "31")
    assert given.faults() == [
        "calls.csv: column minutes: row 6: is less than at the call before; count from the first call"
    ]


def test_the_same_stop_twice_running(given):
    given.cell("calls", 3, "stop_id", "green")
    assert given.faults() == ["calls.csv: column stop_id: row 3: is the stop of the call before; take one of them out"]


def test_stops_in_degrees_or_off_the_grid(given):
    given.cell("stops", 2, "easting", "0.05").cell("stops", 2, "northing", "51.4").cell("stops", 3, "easting", "990000")
    given.cell("stops", 4, "kind", "pier").cell("stops", 4, "placed_by", "")
    assert given.faults() == [
        "stops.csv: column easting: row 2: lies outside Great Britain; write metres of the National Grid, not degrees",
        "stops.csv: column placed_by: row 4: is blank; fill it in",
        'stops.csv: row 4, column kind: found "pier"; must be one of station, place',
        "stops.csv: row 3, column easting: found 990000; must be 700000 or less",
    ]


def test_columns_that_are_missing_or_strange(given):
    for name, old, new in (("lines", "vehicle", "mode"), ("calls", "minutes", "minute"), ("stops", "kind", "kinds")):
        given.paths[name].write_text(given.paths[name].read_text().replace(old, new, 1))
    assert given.faults() == [
        "lines.csv: column vehicle: is missing",
        "lines.csv: column mode: is not a known column; take it out",
        "calls.csv: column minutes: is missing; is it column minute? Name it minutes",
        "stops.csv: column kind: is missing; is it column kinds? Name it kind",
    ]


def files(given: Tables, **roles: Path | None) -> Files:
    other = dict.fromkeys(("sites", "staff", "assumptions", "boundaries", "areas", "roads", "railways", "stations",
                           "places", "sources"), Path("x.csv"))  # fmt: skip
    return Files(**other, **{**given.paths, **roles})


def test_all_three_tables_or_none(given):
    gathering = Gathering()
    assert services.of_scenario(files(given, lines=None, calls=None, stops=None), gathering, needed=False) is None
    assert gathering.faults == []
    assert services.of_scenario(files(given, calls=None), gathering, needed=False) is None
    assert gathering.faults == [
        "files.calls: is not named; public transport needs files.lines, files.calls and files.stops, or none of them"
    ]


def test_none_named_is_a_fault_where_journeys_are_measured_on_them(given):
    gathering = Gathering()
    assert services.of_scenario(files(given, lines=None, calls=None, stops=None), gathering, needed=True) is None
    assert gathering.faults == [services.NONE_NAMED]


def test_faults_of_the_tables_stand_with_those_of_other_files(given):
    gathering = Gathering()
    assert services.of_scenario(files(given), gathering, needed=True) is not None
    given.cell("calls", 3, "stop_id", "green")
    assert services.of_scenario(files(given), gathering, needed=True) is None
    assert len(gathering.faults) == 1
    assert gathering.faults[0].startswith("calls.csv: column stop_id: row 3")
