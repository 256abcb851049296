"""What 10,000 homes by 100 sites take by car, on foot and by cycle. Prints the figures; no clock fails it.

The homes are unit postcodes drawn at random among those of Bexley and Bromley, the sites among all of the window.
"""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.benchmark
ROOT = Path(__file__).parents[2]
HOMES, SITES = 10_000, 100

# In a process of its own: the highest memory of this one would be that of every test before.
MEASURED = f"""
import pathlib, tempfile, time
import geopandas as gpd
import numpy as np
from feasibility.inputs import networks
from feasibility.scenario.travel import Shift, TravelSettings
from feasibility.travel import cache
from feasibility.travel.streets import by_street
from tests.benchmarks import car_accuracy as car

settings, points = TravelSettings(), car.window_points()
layers = (
    networks.roads(car.REFERENCE / "osm" / "highways.json"), networks.barriers(car.REFERENCE / "river_thames.geojson"),
    networks.railways(car.REFERENCE / "osm" / "railways.json"),
)
def clocked(work):
    began = time.perf_counter()
    done = work()
    return done, time.perf_counter() - began

def graph(folder):
    roads, barriers, railways = layers
    return cache.street_graph(points, roads, barriers, settings.street, folder, railways=railways)

def drawn(among, count, seed):
    chosen = among.iloc[np.random.default_rng(seed).choice(len(among), count, replace=False)]
    return gpd.GeoSeries(gpd.points_from_xy(chosen["easting"], chosen["northing"]), index=chosen.index, crs=27700)

with tempfile.TemporaryDirectory() as folder:
    built, build_seconds = clocked(lambda: graph(pathlib.Path(folder)))
    _, load_seconds = clocked(lambda: graph(pathlib.Path(folder)))
homes = drawn(points[points["district"].isin(["E09000004", "E09000006"])], {HOMES}, seed=1)
sites = drawn(points, {SITES}, seed=2)
shifts = {{"day": Shift(), "saturday": Shift(day="saturday")}}
found, seconds = clocked(
    lambda: by_street(["car", "walk", "cycle"], homes, sites, built, shifts, settings)
)
car_known = found["car"].by_shift["day"].minutes.notna().to_numpy().mean()
_, car_seconds = clocked(lambda: by_street(["car"], homes, sites, built, shifts, settings))
status = pathlib.Path("/proc/self/status")
lines = status.read_text().splitlines() if status.exists() else ["VmHWM: 0 kB"]
memory = next(line.split()[1] for line in lines if line.startswith("VmHWM"))
print(len(points), built.nodes, build_seconds, load_seconds, seconds, car_seconds, car_known, memory)
"""


def test_ten_thousand_homes_by_a_hundred_sites(capsys):
    process = subprocess.run([sys.executable, "-c", MEASURED], capture_output=True, text=True, check=True, cwd=ROOT)
    points, nodes, build, load, streets, by_car, known, kilobytes = map(float, process.stdout.split())
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what a benchmark is for
            f"\n{points:,.0f} postcodes, {nodes:,.0f} nodes: street graph built and kept in {build:.1f} s, read back "
            f"in {load:.1f} s; {HOMES:,} homes x {SITES} sites by car, walk and cycle, two shifts: {streets:.1f} s "
            f"(car alone {by_car:.1f} s); peak {kilobytes / 1024:.0f} MB"
        )
    assert known == 1
    assert kilobytes / 1024 < 1500
    assert load < build
