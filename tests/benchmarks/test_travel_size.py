"""What 10,000 homes by 100 sites take by all four modes. Prints seconds and memory; only ratios and memory can fail.

The homes are unit postcodes drawn at random among those of Bexley and Bromley, the sites among all of the window of the
example scenario, whose files are used. The peer is the plain search of scipy over the same streets, one for each site
by car and one on foot, without tables, statuses, evidence or public transport.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.benchmark
ROOT = Path(__file__).parents[2]
HOMES, SITES = 10_000, 100

# In a process of its own: the highest memory of this one would be that of every test before.
MEASURED = f"""
import json, pathlib, tempfile, time
import geopandas as gpd
import numpy as np
from scipy.sparse.csgraph import dijkstra
from feasibility.inputs import read
from feasibility.scenario import load
from feasibility.tables import METRIC_CRS
from feasibility.travel import measure, paths
from feasibility.travel.network import network
from tests.benchmarks.car_accuracy import window_points

STATUS, RESET = pathlib.Path("/proc/self/status"), pathlib.Path("/proc/self/clear_refs")

def megabytes(name):
    lines = STATUS.read_text().splitlines() if STATUS.exists() else [name + ": 0 kB"]
    return int(next(line.split()[1] for line in lines if line.startswith(name))) / 1024

def clocked(work):
    wall, processor = time.perf_counter(), time.process_time()
    done = work()
    return done, (time.perf_counter() - wall, time.process_time() - processor)

def drawn(among, count, seed):
    chosen = among.iloc[np.random.default_rng(seed).choice(len(among), count, replace=False)]
    points = gpd.points_from_xy(chosen["easting"], chosen["northing"])
    return gpd.GeoSeries(points, index=[f"row-{{n}}" for n in range(count)], crs=METRIC_CRS)

scenario = load(pathlib.Path("scenarios/bexley-bromley-2010.toml"))
files, settings = read.read(scenario), scenario.travel
lines = files.services

def ways(folder):
    return network(
        files.street_points, files.roads, settings, barriers=files.barriers, railways=files.railways,
        lines=lines.lines, calls=lines.calls, stops=lines.stops, cache_dir=pathlib.Path(folder),
    )

with tempfile.TemporaryDirectory() as folder:
    built, build = clocked(lambda: ways(folder))
    built, again = clocked(lambda: ways(folder))
points = window_points()
homes = drawn(points[points["district"].isin(["E09000004", "E09000006"])], {HOMES}, seed=1)
sites = drawn(files.street_points, {SITES}, seed=2)

whole = megabytes("VmHWM")
if RESET.exists():
    RESET.write_text("5")  # so that the highest memory is that of what follows
before = megabytes("VmRSS")
found, spent = clocked(lambda: measure.measure(homes, sites, built, None, settings.shift, settings))
after = megabytes("VmHWM")

def peer():
    at = paths.place(sites, built.street, settings.snap_metres_max)
    for weight in (built.street.car_minutes, built.street.foot_metres):
        matrix = paths.both_ways(built.street, weight)
        for node in at.node:
            dijkstra(matrix, indices=node)

_, searched = clocked(peer)
known = {{mode: float(given.by_shift["day"].minutes.notna().to_numpy().mean()) for mode, given in found.items()}}
print(json.dumps({{
    "nodes": built.street.nodes, "lines": len(built.transit.lines), "build": build, "again": again, "spent": spent,
    "searched": searched, "known": known, "added": after - before, "whole": max(whole, after),
}}))
"""


def test_ten_thousand_homes_by_a_hundred_sites(capsys):
    process = subprocess.run([sys.executable, "-c", MEASURED], capture_output=True, text=True, check=True, cwd=ROOT)
    told = json.loads(process.stdout)
    (wall, processor), (_, peer) = told["spent"], told["searched"]
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what a benchmark is for
            f"\n{told['nodes']:,} street nodes, {told['lines']} lines: built and kept in {told['build'][0]:.1f} s (of "
            f"the processor {told['build'][1]:.1f}), read back in {told['again'][0]:.2f} s; {HOMES:,} homes x {SITES} "
            f"sites by car, public transport, cycle and walk: {wall:.1f} s (processor {processor:.1f}), "
            f"{processor / peer:.2f} times the plain searches alone ({peer:.1f}); memory {told['added']:.0f} MB more "
            f"than before, {told['whole']:.0f} MB in all; known: "
            + ", ".join(f"{mode} {share:.1%}" for mode, share in told["known"].items())
        )
    assert told["known"]["car"] == 1
    assert 0 < told["known"]["walk"] < told["known"]["cycle"] < 1
    assert 0.5 < told["known"]["transit"] <= 1
    assert told["whole"] < 1500
    assert told["again"][1] < told["build"][1] / 2
    assert processor < 3 * peer
    assert told["build"][1] < 3 * peer
