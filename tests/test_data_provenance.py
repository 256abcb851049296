"""Every file that ships says where it comes from, is what it says, and fits its schema."""

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from feasibility.inputs import postcodes, sheets
from feasibility.inputs import sites as places
from feasibility.scenario.seats import SeatsSettings
from feasibility.tables import METRIC_CRS, SITE_FIGURES, STATUSES, Assumptions, Sites, SourcesTable, checked, headings
from tests import data_notes

STUDY = data_notes.DATA / "bexley-bromley"
REFERENCE = data_notes.DATA / "reference"


@pytest.fixture(scope="module")
def sites() -> gpd.GeoDataFrame:
    text = pd.read_csv(STUDY / "sites.csv", dtype=str, keep_default_na=False)
    figures = [*SITE_FIGURES, "occupied_m2", "released_share"]
    frame = text.assign(**{name: text[name].astype(float) for name in figures})
    known = postcodes.directory(postcodes.first_letters(postcodes.compact(text["postcode"])))
    by_postcode = text["postcode"] != ""
    found = known.loc[postcodes.compact(text.loc[by_postcode, "postcode"])]
    points = text[["easting", "northing"]].copy()
    points.loc[by_postcode, ["easting", "northing"]] = found[["easting", "northing"]].astype(str).to_numpy()
    geometry = gpd.points_from_xy(points["easting"].astype(float), points["northing"].astype(float))
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=METRIC_CRS).set_index("site_id", drop=False)


@pytest.fixture(scope="module")
def boroughs() -> gpd.GeoSeries:
    return gpd.read_file(REFERENCE / "boroughs.geojson").to_crs(METRIC_CRS).set_index("NAME").geometry


@pytest.fixture(scope="module")
def border_km(sites, boroughs) -> pd.Series:
    border = boroughs["Bexley"].boundary.intersection(boroughs["Bromley"].boundary)
    return sites.distance(border) / 1000


def test_every_data_file_has_a_row_and_its_checksum():
    rows = data_notes.sources().set_index("file")["sha256"]
    files = data_notes.data_files()
    assert set(rows[rows != ""].index) == set(files)
    wrong = [name for name, path in files.items() if data_notes.checksum(path) != rows[name]]
    assert not wrong, "changed on purpose? then run: python -m tests.data_notes"


def test_sources_fit_their_schema_and_name_a_licence():
    rows = data_notes.sources()
    checked(rows[list(headings(SourcesTable))], SourcesTable, "sources.csv")
    assert rows["file"].is_unique
    assert (rows[["content", "source", "date", "licence"]] != "").all(axis=None)


def test_readme_shows_the_same_table():
    text = data_notes.README.read_text("utf-8")
    assert text == data_notes.with_table(text, data_notes.sources())


def test_openstreetmap_stays_apart_under_its_licence():
    rows = data_notes.sources().set_index("file")
    derived = rows[rows["source"].str.contains("OpenStreetMap")]
    assert set(derived.index) == {"reference/osm/highways.json", "reference/osm/railways.json"}
    assert (derived["attribution"] == "© OpenStreetMap contributors").all()
    assert "Share alike" in (REFERENCE / "osm" / "LICENSE-ODbL.md").read_text("utf-8")


def test_attribution_of_postcodes_is_word_for_word():
    words = data_notes.sources().set_index("file")["attribution"]["ONS Postcode Directory"]
    assert words.split("; ") == [
        "Contains OS data © Crown copyright and database right 2026",
        "Contains Royal Mail data © Royal Mail copyright and database right 2026",
        "Source: Office for National Statistics licensed under the Open Government Licence v.3.0",
    ]


def test_no_file_is_large():
    assert all(path.stat().st_size < 1_500_000 for path in data_notes.data_files().values())


def test_demand_points_name_every_column_and_match_the_population():
    points = pd.read_csv(REFERENCE / "lsoa2011_demand_points.csv").set_index("lsoa_cd")
    assert list(points.columns) == ["lsoa_name", "oseast1m", "osnrth1m", "la", "persons", "households"]
    people = pd.read_csv(REFERENCE / "lsoa2011_population.csv").set_index("lsoa_cd")["persons"]
    assert (points["persons"] == people.loc[points.index]).all()


def test_sites_fit_their_schema(sites):
    raw = sheets.read(STUDY / "sites.csv")
    directory = postcodes.directory(postcodes.first_letters(postcodes.compact(raw["postcode"])))
    read = places.read(raw, directory, ("bexley", "bromley"), "sites.csv")
    # What the programme reads fits the schema of the columns that may be left out, parking, as well.
    checked(read, Sites, "sites.csv")
    assert set(headings(Sites)) == set(read.columns)
    assert read.index.tolist() == sites.index.tolist()
    assert (read.distance(sites.geometry) < 1).all()
    stems = list(SITE_FIGURES.values())
    assert all((sites[f"{stem}_source"].str.len() > 20).all() for stem in stems)
    assert ((sites["postcode"] == "") != (sites["easting"] == "")).all()


def test_two_present_centres_hold_what_the_seats_stage_asks_apart(sites):
    present = sites[sites["present_of"] != ""].set_index("present_of")
    # 37 workstations at Bexley and 62 at Bromley, 10 m² each
    assert present["occupied_m2"].to_dict() == {"bexley": 400, "bromley": 660}
    assert (present["occupied_m2"] >= pd.Series({"bexley": 370, "bromley": 620})).all()
    assert present["released_share"].between(0, 1, inclusive="neither").all()
    assert present["notes"].str.contains("Released share is assumed").all()


def test_corridor_of_three_km_takes_ten_places_and_leaves_mottingham(sites, boroughs, border_km):
    inside = sites.covered_by(shapely.union_all(boroughs[["Bexley", "Bromley"]].to_numpy()))
    corridor = (border_km <= 3) & inside & (sites["present_of"] == "")
    assert corridor.sum() >= 10
    # Mottingham is placed by its station, which stands in Greenwich, near the border and in neither authority.
    assert border_km["mottingham"] == pytest.approx(1.98, abs=0.01)
    assert not inside["mottingham"]
    # Orpington stands 4.7 km away; Swanley is near, but in Kent
    assert border_km["orpington-station"] == pytest.approx(4.72, abs=0.01)
    assert border_km["swanley"] < 3
    assert not inside["swanley"]
    # both ways of being too small and large enough for the shared team are there
    large = sites.loc[corridor, "nia_m2"] >= 950
    assert large.sum() >= 3
    assert (~large).sum() >= 3


def test_places_stand_where_their_names_say(sites):
    stops = pd.read_csv(REFERENCE / "stations_naptan_2026.csv").set_index("name")
    points = gpd.GeoSeries(gpd.points_from_xy(stops["lon"], stops["lat"]), index=stops.index, crs="EPSG:4326")
    points = points.to_crs(METRIC_CRS)
    for site, station, metres in (
        ("wyncham-house", "Sidcup", 250),
        ("sidcup-station", "Sidcup", 100),
        ("sidcup-town", "Sidcup", 800),
        ("st-mary-cray", "St Mary Cray", 500),
        ("albany-park", "Albany Park", 100),
        ("bexley-village", "Bexley", 200),
        ("orpington-station", "Orpington", 100),
        ("bromley-civic-centre", "Bromley South", 600),
        ("bexley-civic-offices", "Bexleyheath", 1600),
    ):
        assert sites.geometry[site].distance(points[station]) < metres, site
    # the study measures 5.3 km from Orpington station to Ruxley in a straight line
    assert sites.geometry["ruxley-corner"].distance(points["Orpington"]) == pytest.approx(5300, abs=200)


def test_wyncham_house_rests_on_its_published_figures(sites):
    wyncham = sites.loc["wyncham-house"]
    assert (wyncham["nia_m2"], wyncham["nia_status"], wyncham["service_charge_status"]) == (
        2070,
        "sourced",
        "illustrative",
    )
    # £245,000 / 2,070 m² = £118.36, to 2010 prices x 69.1217 / 71.9294 = £113.74; less rates of 140 x 0.414 = £57.96
    running = 245_000 / 2070 * 69.1217 / 71.9294
    rates = wyncham["rateable_value_gbp_per_m2"] * 0.414
    assert wyncham["service_charge_gbp_per_m2_per_year"] == round(running - rates, 2) == 55.78
    # no rent of 2010 was seen, so none is called sourced
    assert set(sites["rent_status"]) == {"illustrative"}


def test_register_holds_every_setting_of_the_seats_stage_with_its_default():
    register = pd.read_csv(STUDY / "assumptions.csv", dtype=str, keep_default_na=False)
    checked(register, Assumptions, "assumptions.csv")
    assert set(register["status"]) <= set(STATUSES)
    values = register.set_index("assumption_id")["value"]
    for name, default in SeatsSettings().model_dump().items():
        if default is None:  # a setting that may be left out, and is
            continue
        text = values[f"seats.{name}"]
        if isinstance(default, str):
            assert text == default
        elif isinstance(default, tuple):
            assert tuple(map(float, text.split())) == default
        else:
            assert float(text) == default
    assert values[["authority.bexley.contacts_per_year", "authority.bromley.contacts_per_year"]].tolist() == [
        "450000",
        "800000",
    ]
