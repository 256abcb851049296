"""Runs on every source of minutes and every kind of journey, through the command line, on a small study."""

import itertools
import json
import math
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.inputs.study import POSTCODES, Study
from tests.travel_study import BASES, VALUES, Done, feasibility, made, staff

Go = Callable[..., Done]
AREAS = ("c-540000-167500", "c-545000-167500", "c-545000-165000", "c-542500-170000", "c-542500-165000",
         "c-545000-165000")  # fmt: skip
"""Small area of each of the six postcodes."""
STAFF = [f"s{i}" for i in range(1, 13)]
"""s1 lives at the second postcode, s2 at the third, and so on round; odd ones work at West Hall, even ones at East."""


@pytest.fixture
def study(tmp_path) -> Study:
    return made(tmp_path / "study")


@pytest.fixture
def go_whole(study, cache, monkeypatch, capsys) -> Go:
    """Run the study, or other words of the command line."""

    def done(*words: str) -> Done:
        words = words or ("run", str(study.scenario), "--out", str(study.folder / "outputs"))
        return feasibility(*words, cache=cache, monkeypatch=monkeypatch, capsys=capsys)

    return done


@pytest.fixture
def go(study, go_whole, journeys_alone) -> Go:
    """The same in the exempt edition alone, without what is drawn or would change the answer."""
    study.state("publication", editions=["exempt"])
    return go_whole


def by(names: list[str] | tuple[str, ...]) -> list[tuple[str, str, int]]:
    """Origin, site, minutes: of people (s1 first), or of postcodes or areas (each once)."""
    places = range(1, 13) if len(names) == 12 else range(6)
    told = {name: VALUES[place % 6] for name, place in zip(names, places, strict=True)}
    return [(name, site, base + minutes) for name, minutes in told.items() for site, base in BASES.items()]


def long(rows: list[tuple[str, str, int]], *heading: str, path: Path) -> None:
    pd.DataFrame(rows, columns=list(heading)).to_csv(path, index=False)


def wide(rows: list[tuple[str, str, int]], path: Path) -> None:
    table = pd.DataFrame(rows, columns=["origin", "site", "minutes"]).set_index(["origin", "site"])["minutes"].unstack()  # noqa: PD010
    table.reset_index().to_excel(path, index=False)


def supply(study: Study, name: str, mode: str = "car", **settings: object) -> Study:
    study.state("travel.providers", **{mode: "matrix"})
    return study.state("travel.matrix.council", file=name, mode=mode, unit="minutes", **settings)


SUPPLIES = {
    "long, by staff id": lambda folder: long(by(STAFF), "origin", "site_id", "minutes", path=folder / "m.csv"),
    "long, by postcode": lambda folder: long(by(POSTCODES), "origin", "site_id", "minutes", path=folder / "m.csv"),
    "long, by area": lambda folder: long(by(AREAS), "origin", "site_id", "minutes", path=folder / "m.csv"),
    "r5py": lambda folder: long(by(STAFF), "from_id", "to_id", "travel_time_p50", path=folder / "m.csv"),
    "wide": lambda folder: wide(by(STAFF), folder / "m.xlsx"),
}


@pytest.mark.parametrize("layout", SUPPLIES)
def test_figures_follow_the_matrix_however_it_is_laid_out(study, go, layout):
    SUPPLIES[layout](study.folder)
    file = "m.xlsx" if layout == "wide" else "m.csv"
    supply(study, file, source="TRACC 2010, transport planning", date="March 2010", licence="the council's own")
    done = go()
    # Each home adds 0, 1, 2, 3, 4 or 2 minutes, each twice: 24 / 12 = 2 on average. Six work at West Hall (10) and six
    # at East Hall (20): 15 + 2 before.
    assert done.minutes("before_minutes_mean", "do-nothing") == pytest.approx(17.0)
    for site, base in BASES.items():
        assert done.minutes("after_minutes_mean", site) == pytest.approx(base + 2.0)
        assert done.minutes("change_minutes_mean", site) == pytest.approx(base + 2.0 - 17.0)
    said = done.said("car")
    assert said["minutes from"] == "the council's own matrix"
    assert (said["made by"], said["date"]) == ("TRACC 2010, transport planning", "March 2010")
    assert said["journeys from every home to every site"] == "all supplied"
    assert done.said("transit")["minutes from"] == "the built-in network"


def test_the_tables_have_the_same_shape_whatever_the_minutes_are_from(study, go):
    default = go()
    long(by(STAFF), "origin", "site_id", "minutes", path=study.folder / "m.csv")
    supply(study, "m.csv")
    other = go()
    for name in ("journeys", "journey_modes", "area_changes", "unreached", "evidence"):
        assert list(other.table(name).columns) == list(default.table(name).columns), name
    keys = ["option_id", "employer", "basis", "heads", "heads_measured"]
    columns = [other.table("journeys")[keys].sort_values(keys).to_numpy().tolist(),
               default.table("journeys")[keys].sort_values(keys).to_numpy().tolist()]  # fmt: skip
    assert columns[0] == columns[1]


def test_content_of_a_matrix_makes_the_run_and_the_run_can_be_run_again(study, go):
    long(by(STAFF), "origin", "site_id", "minutes", path=study.folder / "m.csv")
    supply(study, "m.csv")
    first = go().folder
    stated = (first / "scenario.toml").read_text(encoding="utf-8")
    (line,) = [line for line in stated.splitlines() if "m.csv" in line]
    assert line == 'file = "m.csv"'
    assert str(study.folder) not in stated
    # Its paths start at the folder of the scenario: put back there, it is the same run.
    written = study.scenario.read_bytes()
    study.scenario.write_text(stated, encoding="utf-8")
    again = go("run", str(study.scenario), "--out", str(study.folder / "again"))
    study.scenario.write_bytes(written)
    assert again.folder.name == first.name
    assert (again.folder / "tables" / "journeys.csv").read_bytes() == (first / "tables" / "journeys.csv").read_bytes()

    study.text("m.csv", lambda text: text.replace("s1,mid,16", "s1,mid,17"))
    second = go().folder
    assert second.name != first.name
    sums = [json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["inputs"] for folder in (first, second)]
    assert [role for role in sums[0] if sums[0][role] != sums[1][role]] == ["travel.matrix.council.file"]


def homes(study: Study, people: list[int]) -> Path:
    path = study.folder / "homes.csv"
    rows = [(f"s{i}", POSTCODES[i % 6]) for i in people]
    pd.DataFrame(rows, columns=["id", "postcode"]).to_csv(path, index=False)
    return path


def between(study: Study, go: Go, mode: str, people: list[int], *words: str) -> pd.DataFrame:
    """What `feasibility matrix` measures from homes to the three sites: minutes, people by site."""
    sites = study.folder / "ends.csv"
    sites.write_text(
        "id,easting,northing,postcode\nhall-w,543000,170000,\nhall-e,547000,170000,\nmid,,,BR5 1LB\n", encoding="utf-8"
    )
    out = study.folder / "between.csv"
    ends = (str(homes(study, people)), str(sites))
    done = go("matrix", *ends, "--mode", mode, "--out", str(out), "--scenario", str(study.scenario), *words)
    assert done.code == 0, done.err
    return pd.read_csv(out).pivot_table(index="origin", columns="destination", values="minutes", dropna=False)


def test_car_from_a_matrix_and_public_transport_from_the_network(study, go_whole):
    long(by(STAFF), "origin", "site_id", "minutes", path=study.folder / "m.csv")
    staff(study, usual_mode=["car"] * 6 + ["transit"] * 6)
    measured = between(study, go_whole, "transit", list(range(7, 13)))
    done = go_whole() if supply(study, "m.csv") else None
    drive = sum(BASES["mid"] + VALUES[i % 6] for i in range(1, 7))  # 90 + 12
    assert drive == 102
    ride = float(measured["mid"].sum())
    assert done.minutes("after_minutes_mean", "mid") == pytest.approx((drive + ride) / 12, abs=0.05)
    assert done.said("transit")["journeys from every home to every site"] == "all measured"


def test_what_a_matrix_lacks_is_filled_with_what_the_network_measures(study, go):
    rows = [row for row in by(STAFF) if row[0] != "s1"]
    long(rows, "origin", "site_id", "minutes", path=study.folder / "m.csv")
    measured = between(study, go, "car", [1])
    supply(study, "m.csv", missing="network")
    done = go()
    # s1 is worth 1 minute in the sum of 24: the others keep 23.
    expected = (11 * BASES["mid"] + 23 + float(measured["mid"].iloc[0])) / 12
    assert done.minutes("after_minutes_mean", "mid") == pytest.approx(expected, abs=0.05)
    assert "filled" in done.said("car")["journeys from every home to every site"]


def test_what_a_matrix_lacks_may_be_left_and_is_no_minutes(study, go):
    rows = [row for row in by(STAFF) if row[:2] != ("s1", "mid")]
    long(rows, "origin", "site_id", "minutes", path=study.folder / "m.csv")
    supply(study, "m.csv", missing="leave")
    # By car nobody knows how s1 gets to mid; public transport, measured on the network, takes its place.
    measured = between(study, go, "transit", [1])
    others = {mode: between(study, go, mode, [1]) for mode in ("walk", "cycle")}
    best = min(float(frame["mid"].iloc[0]) for frame in (measured, *others.values()) if frame["mid"].notna().all())
    done = go()
    expected = (11 * BASES["mid"] + 23 + best) / 12
    assert done.minutes("after_minutes_mean", "mid") == pytest.approx(expected, abs=0.05)


SHIFTS = {
    "late": {"arrive_from": "12:00", "arrive_by": "12:30", "leave_from": "20:15", "leave_by": "20:30"},
    "saturday": {"day": "saturday"},
}


def with_shifts(study: Study) -> Study:
    study.state("travel.shift.day", arrive_from="08:00")
    for name, hours in SHIFTS.items():
        study.state(f"travel.shift.{name}", **hours)
    return study


def test_minutes_by_train_follow_the_headways_of_the_shift(study, go):
    with_shifts(study).state("travel.journeys", walk_minutes_max=15.0)
    # s2 lives at Orpington station and Middle is the other end of the line, 12 minutes off; the buses go elsewhere.
    study.text("calls.csv", lambda text: text.replace("valley,2,middle,\n", "").replace("valley,3", "valley,2")
               .replace("valley,4", "valley,3"))  # fmt: skip
    at = {shift: between(study, go, "transit", [2], "--shift", shift)["mid"].iloc[0] for shift in ("day", *SHIFTS)}
    # Weekdays 56 trains in the 14 hours from 06:00 to 20:00, 4 an hour: half of 15, and 0.75, and the ride.
    assert at["day"] == pytest.approx(7.5 + 0.75 + 12)
    # Saturdays 14 in 14 hours, 1 an hour: half of 60 is above the 10 that people wait who know the timetable.
    assert at["saturday"] == pytest.approx(10 + 0.75 + 12)
    # The last train leaves at 20:00: nobody gets home after 20:15.
    assert pd.isna(at["late"])
    out = pd.read_csv(study.folder / "between.csv").set_index("destination")
    # The last one asked was Saturday.
    assert out.at["mid", "status"] == "measured"
    between(study, go, "transit", [2], "--shift", "late")
    out = pd.read_csv(study.folder / "between.csv").set_index("destination")
    assert out.at["mid", "status"] == "no service"


def test_a_journey_without_service_is_counted_listed_and_no_minutes(study, go):
    with_shifts(study)
    study.state("publication", editions=["public", "exempt"])
    # Every bus ends at 19:30 and every train at 20:00; s1 to s3 finish at 20:15 and have no other way.
    study.text("lines.csv", lambda text: text.replace("24:00", "19:30"))
    study.state("travel.transit", feeder_km_max=0.0)
    study.state("travel.journeys", walk_minutes_max=5.0, cycle_minutes_max=5.0, coverage_share_min=0.5)
    staff(study, usual_mode=["transit"] * 12, shift=["late"] * 3 + ["day"] * 9)
    done = go()
    lost = done.table("unreached")
    assert {(row["site_id"], row["mode"], row["reason"]) for _, row in lost.iterrows()} == {
        (site, "transit", "no service") for site in BASES
    }
    assert (lost["heads"] == "").all()  # three people: too few to be counted in public
    assert set(lost["area_id"]) <= set(done.table("area_changes")["area_id"])
    assert "no journey is known for 3 of 12 staff: rows 2-4 of the staff file" in done.err
    rows = done.table("journeys").set_index(["option_id", "employer", "basis"])
    assert rows.at[("mid", "all", "usual"), "heads"] == "12"
    # Nine are left, fewer than ten: no mean of theirs is public, and none of twelve is made up.
    public = done.public("journeys").set_index(["option_id", "employer", "basis"])
    assert public.at[("mid", "all", "usual"), "after_minutes_mean"] == ""


def by_car_and_transit(study: Study, car: Callable[[int, str], float], transit: Callable[[int, str], float]) -> Study:
    """Both modes of everybody s1 to s12 to every site from one matrix, 8 km each; nobody walks or cycles."""
    rows = [
        (f"s{i}", site, mode, minutes(i, site), 8)
        for mode, minutes in (("car", car), ("transit", transit))
        for i in range(1, 13)
        for site in BASES
    ]
    long(rows, "origin", "site_id", "mode", "minutes", "km", path=study.folder / "both.csv")
    study.state("travel.providers", car="matrix", transit="matrix")
    study.state("travel.matrix.both", file="both.csv", unit="minutes")
    return study.state("travel.journeys", walk_minutes_max=0.1, cycle_minutes_max=0.1)


def column(study: Study, name: str, *cells: str) -> None:
    """A column more in the table of sites: hall-w, hall-e, mid."""
    path = study.folder / "sites.csv"
    table = pd.read_csv(path, dtype=str, keep_default_na=False)
    table.assign(**{name: list(cells)}).to_csv(path, index=False, lineterminator="\n")


def test_two_spaces_go_to_the_two_whom_they_save_most(study, go):
    # By car 10 minutes for everybody; by public transport 20 + i for person i. Two spaces serve 10 person-days a week,
    # everybody comes on 4: two drive (8 days), for a third there would be 12. s12 and s6 live at one postcode, so they
    # count with their mean, 20 + 9: more than s11 and s5 with 20 + 8. The others take 20 + i.
    by_car_and_transit(study, lambda i, site: 10, lambda i, site: 20 + i)
    column(study, "parking_spaces", "", "", "2")
    done = go()
    assert done.minutes("before_minutes_mean", "mid") == pytest.approx(10.0)
    # 2 x 10 + 10 x 20 + (1 + ... + 12 = 78) - 12 - 6 = 280; / 12 = 23.3.
    assert done.minutes("after_minutes_mean", "mid") == pytest.approx(280 / 12, abs=0.05)
    assert done.minutes("after_minutes_mean", "hall-w") == pytest.approx(10.0)
    assert "fifths of a space" in (done.folder / "evidence.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("spaces", ["", "2"])
def test_a_space_has_its_price_on_the_days_it_is_used(study, go, spaces):
    by_car_and_transit(study, lambda i, site: 10, lambda i, site: 20 + i)
    (study.folder / "factors.csv").write_text(
        "mode,vehicle,year,kgco2e_per_km,gbp_per_km,gbp_per_journey,source,status\n"
        "car,car,2010,0.2,0.25,0,Made up,assumed\ntransit,bus,2010,0.1,0,1.2,Made up,assumed\n"
        "transit,rail,2010,0.1,0.1,0,Made up,assumed\n",
        encoding="utf-8",
    )
    study.state("files", emission_factors="factors.csv")
    column(study, "parking_spaces", "", "", spaces)
    column(study, "parking_gbp_per_day", "", "", "10")
    done = go()
    change = done.table("journeys").set_index(["option_id", "employer", "basis"]).at[
        ("mid", "all", "usual"), "change_cost_gbp_per_year"
    ]  # fmt: skip
    if spaces:
        # Ten of twelve go by public transport, and the matrix does not say how far by bus and by rail: not known.
        assert change == ""
        return
    # The drive is as long as before, 8 km. Twelve people, 4 days a week, 45 weeks, 10 pounds: 21,600, published to
    # the nearest hundred.
    assert float(change) == pytest.approx(21_600, abs=50)


def test_best_is_open_by_car_to_those_who_have_one_only(study, go):
    # By car 10 minutes anywhere; by public transport 30 to the halls and 60 to mid. s1 to s6 drive; s7 to s9 ride and
    # have a car, s10 to s12 have none.
    by_car_and_transit(study, lambda i, site: 10, lambda i, site: 60 if site == "mid" else 30)
    staff(study, usual_mode=["car"] * 6 + ["transit"] * 6, has_car=[""] * 6 + ["yes"] * 3 + ["no"] * 3)
    done = go()
    assert done.minutes("after_minutes_mean", "mid", "usual") == pytest.approx((6 * 10 + 6 * 60) / 12)  # 35
    assert done.minutes("after_minutes_mean", "mid", "best") == pytest.approx((9 * 10 + 3 * 60) / 12)  # 22.5
    options = done.table("options").set_index("option_id")
    assert float(options.at["mid", "travel_change_minutes_mean"]) == pytest.approx(6 * 30 / 12)  # 15
    study.state("travel.journeys", basis="best")
    best = go()
    assert best.folder.name != done.folder.name
    options = best.table("options").set_index("option_id")
    assert float(options.at["mid", "travel_change_minutes_mean"]) == pytest.approx(3 * 30 / 12)  # 7.5


ROOT = Path(__file__).parents[2]
KNOWN = {
    "sidcup": "DA15 7AW", "bromley": "BR1 3UH", "bromley-south": "BR1 1LX", "orpington": "BR6 0SX",
    "bexleyheath": "DA6 7LB", "erith": "DA8 1TY",
}  # fmt: skip
"""Stations and civic offices that a local knows."""
SPOTS = {
    "rainham": (552_100, 182_100), "abbey-wood": (547_350, 179_050), "thamesmead": (547_400, 180_900),
    "beckton": (543_300, 181_200), "woolwich": (543_750, 178_900),
}  # fmt: skip
"""Places by grid reference: Rainham and Beckton lie across the Thames."""
BETWEEN = [
    ("sidcup", "bromley"), ("orpington", "bexleyheath"), ("erith", "bromley-south"), ("erith", "rainham"),
    ("abbey-wood", "bromley"), ("thamesmead", "bromley"), ("woolwich", "beckton"), ("thamesmead", "beckton"),
]  # fmt: skip


@pytest.fixture(scope="module")
def shipped(tmp_path_factory, cache) -> Callable[..., pd.DataFrame]:
    """Minutes between the known places on the shipped network at the hours of a shift: mode, origin, destination."""
    folder = tmp_path_factory.mktemp("known")
    text = (ROOT / "scenarios" / "bexley-bromley-2010.toml").read_text(encoding="utf-8")
    shifts = "\n[travel.shift.day]\n[travel.shift.late]\narrive_from = '12:00'\narrive_by = '12:30'\n"
    shifts += "leave_from = '20:15'\nleave_by = '20:30'\n[travel.shift.saturday]\nday = 'saturday'\n"
    shifts += "[travel.shift.night]\narrive_from = '21:30'\narrive_by = '22:00'\nleave_from = '26:00'\n"
    shifts += "leave_by = '26:30'\n"
    (folder / "known.toml").write_text(
        text.replace('"../data', f'"{(ROOT / "data").as_posix()}') + shifts, encoding="utf-8"
    )
    rows = [f"{name},{code},," for name, code in KNOWN.items()] + [f"{name},,{x},{y}" for name, (x, y) in SPOTS.items()]
    (folder / "places.csv").write_text("\n".join(["id,postcode,easting,northing", *rows]) + "\n", encoding="utf-8")

    def measured(shift: str, monkeypatch, capsys) -> pd.DataFrame:
        words = [str(folder / "places.csv")] * 2 + ["--mode", "car,transit,walk,cycle", "--out"]
        words += [str(folder / f"{shift}.csv"), "--scenario", str(folder / "known.toml"), "--shift", shift]
        done = feasibility("matrix", *words, cache=cache, monkeypatch=monkeypatch, capsys=capsys)
        assert done.code == 0, done.err
        return pd.read_csv(folder / f"{shift}.csv").set_index(["mode", "origin", "destination"]).sort_index()

    return measured


def test_journeys_that_a_local_knows(shipped, monkeypatch, capsys):
    found = shipped("day", monkeypatch, capsys)
    minutes, km, status = found["minutes"], found["km"], found["status"]
    # Bus 269 from Sidcup to Bromley: some 31 minutes of ride, the wait and the walk.
    assert 38 < minutes["transit", "sidcup", "bromley"] < 50
    assert 55 < minutes["transit", "orpington", "bexleyheath"] < 80  # no railway between the two
    assert 60 < minutes["transit", "erith", "bromley-south"] < 90
    for pair in BETWEEN[:3]:
        assert minutes[("car", *pair)] < minutes[("transit", *pair)]
        for mode in ("car", "walk", "cycle"):  # the same both ways
            assert minutes.fillna(-1)[(mode, *pair)] == pytest.approx(minutes.fillna(-1)[(mode, pair[1], pair[0])])
        assert minutes[("transit", *pair)] == pytest.approx(minutes[("transit", pair[1], pair[0])], abs=8)
    # North-west Bexley to Bromley, 12 and 14 km as the crow flies.
    assert 28 < minutes["car", "abbey-wood", "bromley"] < 45
    assert 28 < minutes["car", "thamesmead", "bromley"] < 45
    # Erith to Rainham is 4 km over the Thames: nobody walks or cycles it, a car goes round by the Dartford crossing.
    assert status["walk", "erith", "rainham"] == status["cycle", "erith", "rainham"] == "beyond the limit"
    assert km["car", "erith", "rainham"] > 15
    assert 20 < minutes["car", "erith", "rainham"] < 45
    # At Woolwich there is a foot tunnel, and no bridge for a car before the Blackwall tunnel.
    assert 25 < minutes["walk", "woolwich", "beckton"] < 45
    assert km["car", "woolwich", "beckton"] > 10
    assert km["car", "thamesmead", "beckton"] > 12
    # No way is shorter than the straight line.
    for start, end in itertools.permutations(SPOTS, 2):
        straight = math.dist(SPOTS[start], SPOTS[end]) / 1000
        for mode in ("car", "cycle", "walk"):
            assert not km[mode, start, end] < straight - 0.001


def test_a_late_finish_a_saturday_and_a_night_on_the_shipped_lines(shipped, monkeypatch, capsys):
    by_shift = {shift: shipped(shift, monkeypatch, capsys) for shift in ("day", "late", "saturday", "night")}
    pair = ("transit", "sidcup", "bromley")
    minutes = {shift: found["minutes"][pair] for shift, found in by_shift.items()}
    # Bus 269 comes every 12 minutes by day and every 20 after 20:00: 4 minutes more of wait on the way home, which is
    # half of the journey there and back.
    assert minutes["late"] - minutes["day"] == pytest.approx(2.0, abs=0.5)
    assert minutes["saturday"] == pytest.approx(minutes["day"], abs=1.0)
    # At two at night nothing runs home.
    assert by_shift["night"]["status"][pair] == "no service"
    assert pd.isna(minutes["night"])
    cars = {shift: found["minutes"][("car", *pair[1:])] for shift, found in by_shift.items()}
    # By day both ways lie in a peak, late in neither: 7.7 minutes stand still, the rest is 1.195 times as long.
    assert cars["day"] - 7.7 == pytest.approx((cars["late"] - 7.7) * (1.15 + 1.24) / 2, abs=0.02)
    assert cars["late"] == cars["saturday"] == cars["night"]


def test_a_place_in_the_thames_is_refused_by_its_row(tmp_path, cache, monkeypatch, capsys):
    (tmp_path / "a.csv").write_text("id,easting,northing\nbank,550900,178200\nstream,552000,178600\n")
    words = [str(tmp_path / "a.csv")] * 2 + ["--mode", "car", "--out", str(tmp_path / "out.csv"), "--scenario"]
    scenario = str(ROOT / "scenarios" / "bexley-bromley-2010.toml")
    done = feasibility("matrix", *words, scenario, cache=cache, monkeypatch=monkeypatch, capsys=capsys)
    assert done.code == 1
    assert done.faults == [
        "a.csv: column position: row 3: in the river or another barrier of the scenario; mend the position or take the "
        "row out"
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
