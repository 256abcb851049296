"""The bus table held against a week of March 2022 of the Bus Open Data Service, which is beside the repository only.

The file gives links: a route's ordered stops with positions, and services a day. A route has several, one a direction
and pattern. Nothing of it is in the table: timing points were typed and are placed at postcodes.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pyproj
import pytest

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT.parent / "shared" / "test_data" / "london_pt_links_bods_2022.json"
TABLES = ROOT / "data" / "reference" / "public_transport"

NEAR_METRES = 600
PATTERN_SHARE_MIN = 0.6
"""Share of the timing points that a link must serve for its services to be counted: short workings are left out."""
POINTS_SHARE_MIN = 0.9
SERVICES_ERROR_MAX = 0.25

DIFFERENT_POINTS = {
    "R5": "a circle from Orpington; the file cuts it at Green Street Green, so its start cannot be in order",
    "R9": "a circle from Orpington; the file cuts it on the Ramsden estate",
    "R10": "as R5",
}
"""Routes whose timing points may differ from the 2022 stops, with the reason."""

pytestmark = [
    pytest.mark.benchmark,
    pytest.mark.skipif(not PUBLISHED.exists(), reason="the published bus links are not beside the repository"),
]


def in_order(points, stops):
    """Most timing points that can be given a stop within reach, never going back along the stops."""
    near = np.hypot(*(points[:, None, :] - stops[None, :, :]).transpose(2, 0, 1)) <= NEAR_METRES
    best = np.zeros(len(stops) + 1, dtype=int)  # best[s]: points served by the first s stops
    for point in near:
        served = np.where(point, best[1:] + 1, 0)  # two points may share a stop
        best = np.maximum(best, np.maximum.accumulate(np.concatenate([[0], served])))
    return int(best[-1])


def off_the_way(points, stops):
    """Metres from each stop to the line through the timing points."""
    start, along = points[:-1], np.diff(points, axis=0)
    length = np.maximum((along**2).sum(axis=1), 1e-9)
    share = ((stops[:, None, :] - start) * along).sum(axis=2) / length
    foot = start + np.clip(share, 0, 1)[:, :, None] * along
    return np.hypot(*(stops[:, None, :] - foot).transpose(2, 0, 1)).min(axis=1)


@pytest.fixture(scope="module")
def links():
    """Bus links by route: services a weekday, and stops as an array of easting and northing."""
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    stops = {key: (lon, lat) for key, (lon, lat, _) in published["stops"].items()}
    lon, lat = np.array(list(stops.values())).T
    to_grid = pyproj.Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    metres = dict(zip(stops, np.column_stack(to_grid.transform(lon, lat)), strict=True))
    by_route = {}
    for link in published["links"]:
        if link["mode"] == "Bus":
            for route in link["routes"]:
                way = np.array([metres[str(stop)] for stop in link["stops"]])
                by_route.setdefault(route, []).append((link["weekday"], way))
    return by_route


@pytest.fixture(scope="module")
def compared(links):
    """One row a route: share of points served in order, of stops on the way, and services typed and published."""
    lines = pd.read_csv(TABLES / "lines.csv", dtype={"name": str})
    lines = lines[lines["vehicle"] == "bus"]
    stops = pd.read_csv(TABLES / "stops.csv").set_index("stop_id")
    calls = pd.read_csv(TABLES / "calls.csv").join(stops[["easting", "northing"]], on="stop_id")
    rows = []
    for line in lines.itertuples():
        points = calls.loc[calls["line_id"] == line.line_id, ["easting", "northing"]].to_numpy(float)
        scored = []
        for services, way in links[line.name]:
            out, back = in_order(points, way), in_order(points, way[::-1])
            scored.append((max(out, back) / len(points), out >= back, services, way))
        share, _, _, best_way = max(scored, key=lambda s: (s[0], s[2]))
        directions = [
            sum(services for score, out, services, _ in scored if out is towards and score >= PATTERN_SHARE_MIN)
            for towards in (True, False)
        ]
        rows.append({
            "route": line.name,
            "points": len(points),
            "points_share": share,
            "stops_share": float((off_the_way(points, best_way) <= NEAR_METRES).mean()),
            "typed": line.weekday_services,
            "published": float(np.mean([d for d in directions if d > 0])),
        })  # fmt: skip
    table = pd.DataFrame(rows).set_index("route")
    return table.assign(error=table["typed"] / table["published"] - 1)


def test_a_point_is_served_only_in_the_order_of_the_stops():
    stops = np.array([[0.0, 0.0], [1000.0, 0.0], [2000.0, 0.0]])
    assert in_order(stops, stops) == 3
    assert in_order(stops[::-1], stops) == 1  # backwards only one of the three can be served
    assert in_order(np.array([[0.0, 0.0], [1000.0, 700.0], [2000.0, 0.0]]), stops) == 2  # 700 m is beyond reach


def test_timing_points_lie_along_the_stops_of_2022_in_their_order(compared, capsys):
    short = compared[compared["points_share"] < 1]
    with capsys.disabled():
        print(  # noqa: T201  the figures are what a benchmark is for
            f"\n{len(compared)} routes, {compared['points'].sum()} timing points; all points of "
            f"{(compared['points_share'] == 1).sum()} routes within {NEAR_METRES} m of their stops of 2022, in order\n"
            + short[["points", "points_share"]].round(2).to_string()
        )
    amiss = compared[compared["points_share"] < POINTS_SHARE_MIN].index
    assert set(amiss) <= set(DIFFERENT_POINTS), sorted(amiss)


def test_the_way_through_the_timing_points_passes_the_stops_of_2022(compared, capsys):
    with capsys.disabled():
        print(  # noqa: T201
            f"\nstops of 2022 within {NEAR_METRES} m of the way through the timing points: mean over routes "
            f"{compared['stops_share'].mean():.1%}, least {compared['stops_share'].min():.0%} "
            f"({compared['stops_share'].idxmin()})"
        )
    assert compared["stops_share"].min() >= 0.85
    assert compared["stops_share"].mean() >= 0.98


def test_weekday_services_are_of_the_class_of_2022(compared, capsys):
    error = compared["error"].abs()
    far = compared[error > 0.1]
    with capsys.disabled():
        print(  # noqa: T201
            f"\nweekday services a day, one way: median error {error.median():.1%}, mean {error.mean():.1%}, "
            f"{(error <= SERVICES_ERROR_MAX).mean():.0%} of {len(compared)} routes within {SERVICES_ERROR_MAX:.0%}; "
            "more than 10 % off:\n" + far[["typed", "published", "error"]].round(2).to_string()
        )
    assert (error <= SERVICES_ERROR_MAX).mean() >= 0.9
    assert error.median() <= 0.1
