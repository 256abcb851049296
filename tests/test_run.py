"""The whole product on the example study, as its users run it."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from functools import cache as once
from pathlib import Path

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import shapely

from feasibility import privacy_check, run, tables
from feasibility.inputs import postcodes
from feasibility.scenario import load
from feasibility.scenario.changed import changed
from feasibility.tables import METRIC_CRS, WEB_CRS
from tests import travel_study
from tests.inputs.study import Study

ROOT = Path(__file__).parents[1]
SCENARIO = ROOT / "scenarios" / "bexley-bromley-2010.toml"
STAFF = ROOT / "data" / "bexley-bromley" / "staff.csv"
DOCUMENTS = {f"{name}.{form}" for name in ("appendices", "milestone-report") for form in ("html", "docx", "pdf")}
EXPECTED = DOCUMENTS | {
    "evidence.html", "figures", "index.html", "manifest.json", "map.html", "results.gpkg", "results.xlsx",
    "scenario.toml", "tables",
}  # fmt: skip


APART = SCENARIO.with_stem(f"{SCENARIO.stem}-apart")


@pytest.fixture(scope="module")
def ran(example_run):
    return example_run


@pytest.fixture(scope="module")
def cache(ran) -> Path:
    return ran.cache


@pytest.fixture(scope="module")
def folder(ran) -> Path:
    return ran.folder


@pytest.fixture(scope="module")
def exempt(ran) -> Path:
    return ran.exempt


def test_the_last_line_is_the_run_folder_and_it_is_complete(folder, exempt):
    assert folder.is_dir()
    for edition in (folder, exempt):
        assert {path.name for path in edition.iterdir()} == EXPECTED
        assert {path.name for path in (edition / "tables").iterdir()} == {f"{name}.csv" for name in tables.PUBLISHED}
    assert {path.name for path in folder.parent.iterdir()} == {folder.name, exempt.name}


def test_progress_goes_to_standard_error_and_the_ranking_to_standard_output(ran):
    assert "Measuring journeys" in ran.stderr
    assert "do nothing" in ran.stdout
    assert "Traceback" not in ran.stderr


def test_every_table_fits_its_schema_and_its_options(folder):
    options = pd.read_csv(folder / "tables" / "options.csv", keep_default_na=False)
    assert options["option_id"].is_unique
    # 15 sites considered: 15 single sites and 15 x 14 / 2 = 105 pairs, once in one queue and once apart; the pair of
    # the present centres apart is as now, and no option. Three ways of staying.
    sites = pd.read_csv(folder / "tables" / "sites.csv")
    considered = int(sites["considered"].sum())
    sets = considered + considered * (considered - 1) // 2
    assert options["working"].value_counts().to_dict() == {"pooled": sets, "apart": sets - 1, "now": 2, "virtual": 1}
    assert {"do-nothing", "do-minimum", "virtual-pool"} <= set(options["option_id"])
    for name, schema in tables.PUBLISHED.items():
        assert list(pd.read_csv(folder / "tables" / f"{name}.csv", nrows=0).columns) == list(tables.headings(schema))


def test_optimiser_and_enumeration_agree_and_it_is_proved(folder):
    certificate = pd.read_csv(folder / "tables" / "certificate.csv").set_index("check")["value"]
    for way in ("apart", "pooled"):
        found, proved = (certificate[f"Least total found by {who}, {way}"] for who in ("enumeration", "the optimiser"))
        assert found == proved
        assert certificate[f"The two agree, {way}"] == "yes"
        assert certificate[f"State of the search, {way}"] == "proved best"
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["solver"]["proved_best"] is True
    assert manifest["solver"]["agrees_with_enumeration"] is True


def test_the_cost_lines_add_up_to_every_total(exempt):
    costs = pd.read_csv(exempt / "tables" / "costs.csv").groupby("option_id")["npc_gbp"].sum()
    options = pd.read_csv(exempt / "tables" / "options.csv").dropna(subset="total_npc_gbp").set_index("option_id")
    # Every line is written to the pound or to the penny: forty lines differ by no more than that.
    assert (costs.reindex(options.index) - options["total_npc_gbp"]).abs().max() < 0.5
    assert options["total_npc_gbp"].is_monotonic_increasing
    cash = pd.read_csv(exempt / "tables" / "costs.csv").groupby("option_id")["cash_gbp"].sum()
    assert (cash.reindex(options.index) - options["cash_gbp"]).abs().max() < 0.5


def test_the_business_case_is_of_the_same_money(exempt):
    cash = pd.read_csv(exempt / "tables" / "options.csv").set_index("option_id")["cash_gbp"]
    flow = pd.read_csv(exempt / "tables" / "cash_by_year.csv").groupby("option_id")["cash_gbp"].sum()
    partners = pd.read_csv(exempt / "tables" / "partners.csv").groupby(["option_id", "key"])["pays_real_gbp"].sum()
    assert set(flow.index) == set(partners.index.get_level_values("option_id"))
    assert {"do-nothing", "do-minimum"} < set(flow.index)
    assert (flow - cash.reindex(flow.index)).abs().max() < 5
    for (option, _), paid in partners.items():
        assert paid == pytest.approx(cash[option], abs=5)
    # The best option is divided, and something is tried that might change it.
    assert pd.read_csv(exempt / "tables" / "options.csv")["option_id"].iloc[0] in set(flow.index)
    fragile = pd.read_csv(exempt / "tables" / "fragile.csv")
    assert len(fragile) > 50
    assert fragile["changes"].is_monotonic_decreasing


def test_mottingham_is_left_out_with_a_reason(folder):
    sites = pd.read_csv(folder / "tables" / "sites.csv", keep_default_na=False).set_index("site_id")
    left_out = sites[~sites["considered"]]
    assert "mottingham" in left_out.index
    assert (left_out["reason"] != "").all()
    assert len(sites) >= 14


def test_doing_nothing_moves_nobody(folder):
    journeys = pd.read_csv(folder / "tables" / "journeys.csv")
    stay = journeys[journeys["option_id"] == "do-nothing"]
    told = sorted(zip(stay["employer"], stay["basis"], strict=True))
    assert told == [(who, basis) for who in ("all", "bexley", "bromley") for basis in ("best", "usual")]
    assert (stay["heads_measured"] == stay["heads"]).all()
    for before in [name for name in stay.columns if name.startswith("before_")]:
        after = stay[before.replace("before_", "after_")]
        # The worst tenth of 36 or 64 staff is fewer than ten people, and blank before and after alike.
        assert after.equals(stay[before].rename(after.name)), before
        assert after.notna().all() or before == "before_minutes_worst_tenth"
    nobody = ["better_share", "worse_share", "worse_15_share", "worse_30_share", "changed_mode_share"]
    nobody += [name for name in stay.columns if name.startswith("change_") and not name.endswith("worst_tenth")]
    assert len(nobody) == 5 + 7
    assert (stay[nobody] == 0).all(axis=None)
    assert (stay["unchanged_share"] == 1).all()
    assert (stay.set_index("employer").loc["all", "change_minutes_worst_tenth"] == 0).all()
    for name in ("journey_bands", "area_changes"):
        rows = pd.read_csv(folder / "tables" / f"{name}.csv").query("option_id == 'do-nothing' and not suppressed")
        assert len(rows) > 3, name
        assert (rows[["change_minutes_mean", "worse_15_share"]] == 0).all(axis=None), name


def test_every_mode_says_where_its_minutes_come_from(folder):
    evidence = pd.read_csv(folder / "tables" / "evidence.csv", keep_default_na=False)
    source = evidence[evidence["measure"] == "minutes from"].set_index("mode")["value"]
    assert source.to_dict() == dict.fromkeys(tables.MODES, "the built-in network")
    page = (folder / "evidence.html").read_text(encoding="utf-8")
    assert "the built-in network" in page


def test_the_legs_of_known_journeys_add_up(folder):
    legs = pd.read_csv(folder / "tables" / "known_journeys.csv")
    whole = legs.groupby(["journey", "mode"]).agg(legs=("minutes", "sum"), total=("total_minutes", "first"))
    # Each leg is rounded to 0.0001 of a minute and the total to 0.001: nine legs may differ by 0.001.
    assert (whole["legs"] - whole["total"]).abs().max() <= 0.0015
    assert {"Sidcup to Bromley", "Orpington to Bexleyheath", "Erith to Bromley South"} <= set(legs["journey"])
    ridden = legs[legs["journey"].eq("Sidcup to Bromley") & legs["mode"].eq("transit")]["by"]
    assert ridden.str.startswith("bus").any()


def test_a_catchment_grows_with_the_minutes(folder):
    people = pd.read_csv(folder / "tables" / "catchments.csv")
    wide = people.pivot_table(
        index=["site_id", "mode"], columns="within_minutes", values="working_age_people", aggfunc="sum"
    )
    assert list(wide.columns) == [30, 45, 60]
    assert (wide[30] <= wide[45]).all()
    assert (wide[45] <= wide[60]).all()
    assert (wide[60] > 0).all()
    considered = pd.read_csv(folder / "tables" / "sites.csv").query("considered")["site_id"]
    assert set(people["site_id"]) == set(considered)


@pytest.mark.skipif(
    "FEASIBILITY_EXAMPLE" in os.environ, reason="the example that is kept is held against another run of it"
)
def test_two_runs_give_the_same_bytes(tmp_path):
    """A small study in two processes; the checks of the repository hold two runs of the example against one another."""
    study = Study(tmp_path / "study").state("publication", editions=["public"])
    told = []
    for name in ("one", "two"):
        command = [sys.executable, "-m", "feasibility", "run", str(study.scenario), "--out", str(tmp_path / name)]
        env = os.environ | {"FEASIBILITY_CACHE": str(tmp_path / f"cache-{name}")}
        told.append(
            subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT, env=env)
        )
    said = [process.communicate()[0].splitlines() for process in told]
    assert [process.returncode for process in told] == [0, 0]
    assert said[0][:-1] == said[1][:-1]
    ones, twos = (
        {p.relative_to(tmp_path / n): p for p in (tmp_path / n).rglob("*") if p.is_file()} for n in ("one", "two")
    )
    assert len(ones) > len(tables.PUBLISHED)
    assert ones.keys() == twos.keys()
    assert [str(name) for name in ones if ones[name].read_bytes() != twos[name].read_bytes()] == []


def test_no_file_names_this_machine(folder):
    for path in (path for path in folder.rglob("*") if path.is_file()):
        assert str(ROOT).encode() not in path.read_bytes(), path.name


@once
def texts(folder: Path) -> dict[str, str]:
    """Every plain text of a run folder; `privacy-check` reads what is packed."""
    readable = {".csv", ".html", ".json", ".svg", ".toml"}
    return {
        p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8")
        for p in folder.rglob("*")
        if p.suffix in readable
    }


def leaks(text: str, homes: set[str]) -> set[str]:
    """Home postcodes in a text, with or without their space."""
    shaped = re.findall(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s?[0-9][A-Z]{2}\b", text.upper())
    return {found.replace(" ", "") for found in shaped} & homes


def homes() -> set[str]:
    staff = pd.read_csv(STAFF)
    sites = pd.read_csv(ROOT / "data" / "bexley-bromley" / "sites.csv", keep_default_na=False)
    return set(postcodes.compact(staff["home_postcode"])) - set(postcodes.compact(sites["postcode"]))


def test_no_word_of_a_run_and_no_name_holds_a_home_postcode(ran, folder, exempt, cache):
    known = homes()
    assert len(known) > 90
    assert leaks(f"somebody at {next(iter(known))}", known)  # the check can fail
    assert "INFO:feasibility.travel" in ran.stderr  # the logs are there, travel among them
    said = {"stdout": ran.stdout, "stderr": ran.stderr, **texts(folder), **texts(exempt)}
    assert {name: leaks(text, known) for name, text in said.items() if leaks(text, known)} == {}
    assert all(not leaks(path.name, known) for path in cache.iterdir())


def test_the_privacy_check_reads_every_file_of_both_editions_and_finds_nothing(folder):
    report = privacy_check.check(folder.parent, [SCENARIO], lambda _: None)
    assert [(f.file, f.where, f.what) for f in report.findings] == []
    assert report.read.files == sum(path.is_file() for path in folder.parent.rglob("*"))
    assert report.read.tables > 2 * len(tables.PUBLISHED)
    assert report.looked_for[0].startswith("Every home postcode")


def test_no_output_holds_the_point_of_a_home(folder):
    staff = pd.read_csv(STAFF)
    directory = postcodes.directory(postcodes.first_letters(postcodes.compact(staff["home_postcode"])))
    points = directory.loc[postcodes.compact(staff["home_postcode"]), ["easting", "northing"]].astype(int)
    everything = texts(folder)
    pairs = {rf"{row.easting}(\.0+)?\D{{1,4}}{row.northing}\b" for row in points.itertuples()}
    pattern = re.compile("|".join(sorted(pairs)))
    assert pattern.search(f"{points['easting'].iloc[0]}, {points['northing'].iloc[0]}")  # the check can fail
    assert [name for name, text in everything.items() if pattern.search(text)] == []


def vertices(folder: Path) -> np.ndarray:
    """Every point that the map or a layer of the GeoPackage is drawn from, in metres."""
    page = (folder / "map.html").read_text(encoding="utf-8")
    pairs = np.array(re.findall(r"(?=(?<![\d.-])(-?\d+\.\d+),\s*(-?\d+\.\d+))", page), dtype=float)
    ordered = np.vstack([pairs, pairs[:, ::-1]])  # [longitude, latitude] in the layers, the other way round in scripts
    here = ordered[(np.abs(ordered[:, 0]) < 2) & (np.abs(ordered[:, 1] - 51.5) < 1.5)]
    of_map = gpd.GeoSeries(gpd.points_from_xy(here[:, 0], here[:, 1]), crs=WEB_CRS).to_crs(METRIC_CRS)
    found = [shapely.get_coordinates(of_map)]
    for layer in gpd.list_layers(folder / "results.gpkg")["name"]:
        frame = gpd.read_file(folder / "results.gpkg", layer=layer)
        if isinstance(frame, gpd.GeoDataFrame):
            found.append(shapely.get_coordinates(frame.to_crs(METRIC_CRS).geometry))
    assert [len(part) > 0 for part in found] == [True] * 9  # the map and eight layers
    return np.vstack(found)


def test_nothing_is_drawn_at_a_home(folder):
    known = pd.Index(sorted(homes()))
    directory = postcodes.directory(postcodes.first_letters(known))
    points = shapely.points(directory.loc[known, ["easting", "northing"]].to_numpy(float))
    drawn = shapely.points(vertices(folder))
    assert len(drawn) > 20_000
    tree = shapely.STRtree(np.append(drawn, points[:1]))
    assert tree.query(points, predicate="dwithin", distance=5.0)[0].tolist() == [
        0
    ]  # the one planted: the check can fail
    assert shapely.STRtree(drawn).query(points, predicate="dwithin", distance=5.0)[0].tolist() == []


def test_no_output_and_no_log_holds_a_staff_id_or_a_key_of_a_home(folder, ran, cache):
    ids = re.compile(r"synthetic-\d|\brow-\d+\b")
    known = pd.read_csv(STAFF)["staff_id"]
    assert known.map(lambda one: bool(ids.search(one))).all()  # the check can fail
    everything = {"stdout": ran.stdout, "stderr": ran.stderr, **texts(folder)}
    assert {name: ids.findall(text)[:3] for name, text in everything.items() if ids.search(text)} == {}
    for path in [*folder.rglob("*.*"), *cache.iterdir()]:
        assert not re.search(rb"synthetic-\d", path.name.encode() + path.read_bytes()), path.name


def test_no_published_area_has_fewer_than_ten_staff(folder):
    for name in ("areas", "area_changes", "assignments", "journey_bands", "unreached"):
        table = pd.read_csv(folder / "tables" / f"{name}.csv")
        assert (table["heads"].dropna() >= 10).all(), name
        assert table.loc[table["suppressed"], "heads"].isna().all(), name
    sheet = pd.read_excel(folder / "results.xlsx", sheet_name="Assignments")
    assert (sheet.filter(like="Staff").iloc[:, 0].dropna() >= 10).all()


def test_pay_for_longer_journeys_tells_of_nobody(exempt):
    pay = pd.read_csv(exempt / "tables" / "excess_travel.csv")
    counts = pay[["recipients", "relocation_heads", "unsaid_heads", "unknown_heads"]]
    assert (pay["recipients"] > 0).any()
    assert ((counts == 0) | (counts >= 10) | counts.isna()).all(axis=None)
    assert (pay["pay_gbp"] % 1000 == 0).all()
    assert (pay.loc[pay["recipients"].isna(), "pay_gbp"] % 5000 == 0).all()
    # The cost lines hold the same rounded pounds, and so does every sum of them.
    lines = pd.read_csv(exempt / "tables" / "costs.csv").query("line_id.str.startswith('excess-travel@')")
    by_line = lines.groupby(["option_id", "payer"])["real_gbp"].sum()
    by_employer = pay.groupby(["option_id", "employer"])["pay_gbp"].sum()
    assert len(by_line) > 100
    assert (by_line - by_employer.reindex(by_line.index)).abs().max() == 0
    assert by_employer.drop(by_line.index).sum() == 0


@pytest.fixture(scope="module")
def book(folder) -> openpyxl.Workbook:
    """The workbook, read whole: one read as it is asked for keeps its file open."""
    return openpyxl.load_workbook(folder / "results.xlsx")


def test_the_workbook_holds_every_table(book):
    assert len(book.sheetnames) == 5 + len(tables.PUBLISHED)  # notes and four sheets of sums


def test_check_reports_and_writes_nothing(cache, tmp_path, monkeypatch, capsys):
    before = set(tmp_path.rglob("*"))
    monkeypatch.chdir(tmp_path)
    checked = travel_study.feasibility("check", str(SCENARIO), cache=cache, monkeypatch=monkeypatch, capsys=capsys)
    assert checked.code == 0, checked.err
    assert "ready to run" in checked.out
    assert "Mottingham" in checked.out
    assert set(tmp_path.rglob("*")) == before


@pytest.mark.skipif(sys.platform == "win32", reason="signals of this kind are not to be had on Windows")
@pytest.mark.usefixtures("tables_alone")  # what is drawn is drawn by the run that is killed
@pytest.mark.usefixtures("tables_alone")  # of the second run, which is made in this process
def test_a_run_killed_while_it_writes_leaves_no_run_folder(tmp_path):
    study, out = Study(tmp_path / "study"), tmp_path / "out"  # writing is the same for a small study
    process = subprocess.Popen(
        [sys.executable, "-m", "feasibility", "run", str(study.scenario), "--out", str(out)],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
        env=os.environ | {"FEASIBILITY_CACHE": str(tmp_path / "cache")},
    )  # fmt: skip
    place = out / study.scenario.stem
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and not list(place.glob(".*.partial/tables/options.csv")):
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    left = {p.name for p in place.iterdir()}
    assert any(name.endswith(".partial") for name in left)
    assert all(name.startswith(".") for name in left)
    again = run.run(study.scenario, out, tmp_path / "cache", lambda _: None)
    assert {p.name for p in place.iterdir()} == {again.folder.name, f"{again.folder.name}-exempt"}


def test_every_attribution_is_shown_once(folder, book):
    shown = [row[1] for row in book["Notes"].iter_rows(max_col=2, values_only=True) if row[0] == "Licence"]
    owed = pd.read_csv(folder / "tables" / "sources.csv", keep_default_na=False)["attribution"]
    assert set(shown) == {line.strip() for text in owed for line in text.split(";") if line.strip()}
    assert len(shown) == len(set(shown))
    page = (folder / "map.html").read_text(encoding="utf-8")
    assert all(page.count(line) == 1 for line in ("© OpenStreetMap contributors", "Powered by TfL Open Data"))


def test_the_map_is_small_enough_to_send(example_run):
    sizes = [(each / "map.html").stat().st_size for each in (example_run.folder, example_run.exempt)]
    assert max(sizes) <= 3_000_000, sizes


@pytest.mark.usefixtures("tables_alone")
def test_one_way_of_working_alone(cache, tmp_path, monkeypatch):
    # Draws are tried by the run of the base.
    monkeypatch.setattr(run, "load", lambda path: changed(load(path), "robustness.draws", "0"))
    place = run.run(APART, tmp_path, cache, lambda _: None).folder
    options = pd.read_csv(place / "tables" / "options.csv", keep_default_na=False)
    sites = pd.read_csv(place / "tables" / "sites.csv").query("considered")["site_id"]
    # Called by their sites alone, as no other way is told apart; the present centres together are as now.
    assert set(options["working"]) == {"now", "apart"}
    assert set(sites) < set(options["option_id"])
    assert not options["option_id"].str.endswith(("--apart", "--pooled")).any()
    assert len(options) == 2 + len(sites) * (len(sites) + 1) // 2 - 1
    certificate = pd.read_csv(place / "tables" / "certificate.csv").set_index("check")["value"]
    assert certificate["The two agree"] == "yes"
    seats = pd.read_csv(place / "tables" / "seats.csv")
    assert {"apart", "pooled"} <= set(seats["working"])  # seats of every way are shown, whichever is compared
