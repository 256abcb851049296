"""A small study in a folder of its own: two square authorities side by side, three sites, twelve staff, real postcodes.

540        545        550 km east
 +----------+----------+ 175 km north
 |  west    |   east   |
 | hall-w  mid  hall-e |
 +----------+----------+ 165
"""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import shapely

from feasibility.tables import SITE_FIGURES

POSTCODES = ("BR1 3UH", "BR5 3AA", "BR6 0AA", "BR7 5AG", "BR5 1AA", "BR6 9AA")
"""Six postcodes within the two squares; no person is meant by any."""

SCENARIO = {
    "study": {"title": "A small study", "as_at": "May 2010", "price_base_year": 2010},
    "authority.west": {"name": "West", "code": "W1", "contacts_per_year": 40_000},
    "authority.east": {"name": "East", "code": "E1", "contacts_per_year": 60_000},
    "files": {
        "sites": "sites.csv",
        "staff": "staff.csv",
        "assumptions": "assumptions.csv",
        "boundaries": "boundaries.geojson",
        "boundaries_code_column": "code",
        "boundaries_name_column": "name",
        "areas": "areas.geojson",
        "areas_code_column": "code",
        "roads": "roads.json",
        "railways": "railways.json",
        "stations": "stations.csv",
        "places": "places.csv",
        "sources": "sources.csv",
        "lines": "lines.csv",
        "calls": "calls.csv",
        "stops": "stops.csv",
        "rates_multipliers": "rates_multipliers.csv",
    },
    "boundary": {},
    "staff": {},
    "options": {"staff_per_site_min": 1},
}


class Study:
    """The files of the study, to spoil one by one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scenario = folder / "study.toml"
        self.settings = {section: dict(values) for section, values in SCENARIO.items()}
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in _contents().items():
            (folder / name).write_text(content, encoding="utf-8", newline="\n")
        self.save()

    def save(self) -> None:
        lines = []
        for section, values in self.settings.items():
            lines += ["", f"[{section}]", *(f"{key} = {json.dumps(value)}" for key, value in values.items())]
        self.scenario.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def state(self, section: str, **values: object) -> "Study":
        self.settings.setdefault(section, {}).update(values)
        self.save()
        return self

    def text(self, name: str, change: Callable[[str], str]) -> "Study":
        path = self.folder / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")
        return self

    def cell(self, name: str, row: int, column: str, value: str) -> "Study":
        """Write one cell; `row` is the row number of the file, heading 1."""
        table = list(csv.reader(io.StringIO((self.folder / name).read_text(encoding="utf-8"))))
        table[row - 1][table[0].index(column)] = value
        (self.folder / name).write_text(written(table), encoding="utf-8", newline="")
        return self


def written(table: list[list[str]], separator: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(table)
    return out.getvalue()


def squares(crs: str = "EPSG:27700") -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame(
        {"code": ["W1", "E1"], "name": ["West", "East"]},
        geometry=[shapely.box(540_000, 165_000, 545_000, 175_000), shapely.box(545_000, 165_000, 550_000, 175_000)],
        crs="EPSG:27700",
    )
    return frame.to_crs(crs)


def _contents() -> dict[str, str]:
    cells = [
        {"code": f"c-{x}-{y}", "geometry": shapely.box(x, y, x + 2500, y + 2500)}
        for x in range(540_000, 550_000, 2500)
        for y in range(165_000, 175_000, 2500)
    ]
    line = json.dumps({"nodes": [[51.37, 0.0], [51.42, 0.10], [51.45, 0.16]], "edges": [[0, 1, 9.0], [1, 2, 5.4]]})
    return {
        "boundaries.geojson": squares("EPSG:4326").to_json(drop_id=True),
        "areas.geojson": gpd.GeoDataFrame(cells, crs="EPSG:27700").to_crs("EPSG:4326").to_json(drop_id=True),
        "roads.json": line,
        "railways.json": line,
        "stations.csv": "name,crs,lat,lon\nFirst,AAA,51.37,0.0\nSecond,BBB,51.42,0.10\n",
        "places.csv": "name,lat,lon,population\nTown,51.40,0.08,1000\nHamlet,51.42,0.10,\n",
        "sources.csv": "file,content,source,date,licence,attribution\nsites.csv,Sites,Made up,2010,None,None\n",
        "assumptions.csv": "assumption_id,value,unit,source,date,owner,status,validated_by\n"
        "boundary.corridor_km,3,km,Made up,2010,Board,assumed,\n",
        "rates_multipliers.csv": "year,standard,small,high,source\n2010-11,0.414,0.407,,Made up\n",
        "sites.csv": _sites(),
        "staff.csv": _staff(),
        **_services(),
    }


def _services() -> dict[str, str]:
    """A train along the railway, and a bus from one hall to the other."""
    heading = "line_id,name,vehicle,operator,both_ways,weekday_services,saturday_services,sunday_services,"
    heading += "peak_per_hour,first_departure,last_departure,year,source,status\n"
    return {
        "lines.csv": heading + "line-t,T line,train,Operator,yes,76,70,40,,05:00,24:00,2010,Made up,assumed\n"
        "bus-1,1,bus,Operator,yes,95,90,50,,05:00,24:00,2010,Made up,assumed\n",
        "calls.csv": "line_id,call,stop_id,minutes\n"
        "line-t,1,first,0\nline-t,2,second,9\nbus-1,1,west,\nbus-1,2,middle,\nbus-1,3,east,\n",
        "stops.csv": "stop_id,name,kind,easting,northing,placed_by\n"
        "first,First,station,539315,165336,Made up\nsecond,Second,station,546115,171090,Made up\n"
        "west,West Hall,place,543000,170000,Made up\nmiddle,Middle,place,545000,170000,Made up\n"
        "east,East Hall,place,547000,170000,Made up\n",
    }


def _sites() -> str:
    figures = {
        "nia_m2": "2000",
        "rent_gbp_per_m2_per_year": "100",
        "rateable_value_gbp_per_m2": "90",
        "service_charge_gbp_per_m2_per_year": "50",
        "fit_out_gbp_per_m2": "200",
    }
    columns = ["site_id", "name", "postcode", "easting", "northing", "tenure", "present_of", "occupied_m2"]
    columns += ["released_share"]
    for name, stem in SITE_FIGURES.items():
        columns += [name, f"{stem}_status", f"{stem}_source"]
    tail = [part for value in figures.values() for part in (value, "assumed", "Made up, 2010")]
    rows = [
        ["hall-w", "West Hall", "", "543000", "170000", "owned", "west", "300", "1", *tail, ""],
        ["hall-e", "East Hall", "", "547000", "170000", "owned", "east", "300", "1", *tail, ""],
        ["mid", "Middle", "BR5 1LB", "", "", "leased", "", "", "", *tail, ""],
    ]
    return written([[*columns, "notes"], *rows])


def _staff() -> str:
    heading = ["staff_id", "employer", "home_postcode", "contract_share", "days_on_site_per_week", "usual_mode"]
    rows = [
        [f"s{i}", "west" if i % 2 else "east", POSTCODES[i % len(POSTCODES)], "0.8", "4", "car"] for i in range(1, 13)
    ]
    return written([heading, *rows])
