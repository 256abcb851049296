"""Synthetic staff follow the shares they are drawn from, and the shipped file is remade byte for byte."""

import io

import numpy as np
import pandas as pd
import pytest

from feasibility import example_staff, seats, synthesis
from feasibility.errors import InputError
from feasibility.inputs import postcodes
from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.synthesis import SynthesisSettings, synthesise
from tests.data_notes import DATA

STUDY = DATA / "bexley-bromley"
CENSUS = DATA.parents[1] / "shared" / "test_data"
SETTINGS = SynthesisSettings()


@pytest.fixture(scope="module")
def directory() -> pd.DataFrame:
    return postcodes.directory(synthesis.POSTCODE_LETTERS)


@pytest.fixture(scope="module")
def evidence(directory) -> dict:
    places = pd.read_csv(STUDY / "sites.csv", keep_default_na=False)
    present = places[places["present_of"] != ""].set_index("present_of")["postcode"]
    workplaces = directory.loc[postcodes.compact(present), ["easting", "northing"]].set_axis(present.index)
    return {
        "workplaces": workplaces,
        "postcodes": directory,
        "areas": synthesis.small_areas(
            pd.read_csv(DATA / "reference" / "lsoa2011_demand_points.csv"),
            pd.read_csv(DATA / "reference" / "lsoa2011_population.csv"),
        ),
        "home_shares": pd.read_csv(STUDY / "home_shares.csv"),
        "mode_shares": pd.read_csv(STUDY / "mode_shares.csv"),
        "settings": SETTINGS,
    }


@pytest.fixture(scope="module")
def many(evidence) -> pd.DataFrame:
    """Ten thousand people with their home and how far it is."""
    drawn = synthesise({"bexley": 5000, "bromley": 5000}, **evidence, seed=1)
    home = evidence["postcodes"].loc[postcodes.compact(drawn["home_postcode"])].reset_index(drop=True)
    work = evidence["workplaces"].loc[drawn["employer"]].reset_index(drop=True)
    km = np.hypot(home["easting"] - work["easting"], home["northing"] - work["northing"]) / 1000
    return drawn.assign(district=home["district"], easting=home["easting"], northing=home["northing"], km=km)


def test_shipped_staff_file_is_remade_byte_for_byte(evidence):
    contacts = {"bexley": 450_000.0, "bromley": 800_000.0}
    need = seats.required(seats.plan(contacts, SeatsSettings(), SpaceSettings()), SeatsSettings())
    heads = {name: seats.heads(fte, 0.8) for name, fte in need.full_time_equivalents.items()}
    assert heads == {"bexley": 36, "bromley": 64}
    text = io.StringIO()
    synthesise(heads, **evidence, seed=2010).to_csv(text, index=False, lineterminator="\n")
    assert text.getvalue().encode() == (STUDY / "staff.csv").read_bytes()


@pytest.mark.parametrize(
    ("study", "scenario", "seed", "heads"),
    [
        ("bexley-bromley-hybrid", "bexley-bromley-2010-hybrid", 2010, {"bexley": 36, "bromley": 64}),
        ("bexley-bromley-croydon", "bexley-bromley-croydon-2010", 2010, {"bexley": 36, "bromley": 64, "croydon": 67}),
        ("bexley-bromley-present", "bexley-bromley-present", 2082, {"bexley": 36, "bromley": 64}),
    ],
)
def test_staff_of_further_studies_are_remade_byte_for_byte(
    study, scenario, seed, heads, directory, tmp_path, monkeypatch
):
    monkeypatch.setattr(postcodes, "directory", lambda _: directory)  # read once for all
    out = tmp_path / "staff.csv"
    path = DATA.parent / "scenarios" / f"{scenario}.toml"
    assert example_staff.write(out, data=DATA, scenario_path=path, seed=seed) == sum(heads.values())
    assert out.read_bytes() == (DATA / study / "staff.csv").read_bytes()
    assert pd.read_csv(out)["employer"].value_counts().to_dict() == heads


def test_homes_of_croydon_follow_the_stated_rule(directory):
    shares = pd.read_csv(DATA / "bexley-bromley-croydon" / "home_shares.csv")
    of_two = pd.read_csv(STUDY / "home_shares.csv")
    pd.testing.assert_frame_equal(shares.head(len(of_two)), of_two)
    croydon = shares[shares["employer"] == "croydon"].set_index("district")["share"]
    # In Croydon the mean of Bexley's in Bexley and Bromley's in Bromley: (0.5414 + 0.5753) / 2.
    assert croydon["E09000008"] == pytest.approx(0.55835, abs=2e-4)
    work = directory.loc["CR01EA"]
    km = np.hypot(directory["easting"] - work["easting"], directory["northing"] - work["northing"]) / 1000
    others = croydon.drop("E09000008")
    weight = np.exp(-km / 5).groupby(directory["district"]).sum()[others.index]
    assert (others / others.sum()).to_numpy() == pytest.approx((weight / weight.sum()).to_numpy(), abs=2e-4)


def test_shipped_staff_file_is_plainly_synthetic():
    staff = pd.read_csv(STUDY / "staff.csv")
    assert list(staff.columns) == synthesis.COLUMNS
    assert staff["staff_id"].str.fullmatch(r"synthetic-\d{4}").all()
    assert staff["contract_share"].mean() == pytest.approx(0.8, abs=0.01)
    assert (staff["days_on_site_per_week"] == staff["contract_share"] * 5).all()


def test_counts_are_exact_and_every_postcode_exists(many, directory):
    assert many["employer"].value_counts().to_dict() == {"bexley": 5000, "bromley": 5000}
    assert many["staff_id"].is_unique
    assert set(postcodes.compact(many["home_postcode"])) <= set(directory.index)


def test_home_districts_follow_the_commuting_table_to_the_person(many, evidence):
    shares = evidence["home_shares"].set_index(["employer", "district"])["share"]
    drawn = many.groupby(["employer", "district"]).size().reindex(shares.index, fill_value=0)
    assert ((drawn - shares / shares.groupby("employer").transform("sum") * 5000).abs() <= 1).all()


def test_homes_within_a_borough_follow_people_and_distance(many, evidence):
    areas = evidence["areas"]
    local = many[(many["employer"] == "bromley") & (many["district"] == "E09000006")]
    work = evidence["workplaces"].loc["bromley"]
    bromley = areas[areas["district"] == "E09000006"]
    km = np.hypot(bromley["easting"] - work["easting"], bromley["northing"] - work["northing"]) / 1000
    weight = bromley["persons"] * np.exp(-km / SETTINGS.decay_km)
    # some 2,900 homes: the mean distance must agree with the weights' own mean within a twentieth
    assert local["km"].mean() == pytest.approx((km * weight).sum() / weight.sum(), rel=0.05)
    # and is well below that of homes drawn by population alone
    assert local["km"].mean() < 0.9 * (km * bromley["persons"]).sum() / bromley["persons"].sum()


def test_modes_follow_the_shares_of_the_home_area(many, evidence):
    shares = evidence["mode_shares"].set_index("area_id")
    # Sevenoaks district, beyond walking and cycling distance: car and transit stand in the table's ratio
    far = many[(many["district"] == "E07000111") & (many["km"] > SETTINGS.cycle_km_max)]
    expected = shares["car"]["E07000111"] / (shares["car"]["E07000111"] + shares["transit"]["E07000111"])
    error = np.sqrt(expected * (1 - expected) / len(far))
    assert set(far["usual_mode"]) == {"car", "transit"}
    assert (far["usual_mode"] == "car").mean() == pytest.approx(expected, abs=4 * error)
    # within walking distance all four are open: shares of the two boroughs, between their least and greatest area
    near = many[many["km"] <= SETTINGS.walk_km_max]
    mixed = near["usual_mode"].value_counts(normalize=True)
    assert all(shares[mode].min() <= mixed[mode] <= shares[mode].max() for mode in synthesis.MODES)


def test_nobody_walks_or_cycles_beyond_reach(many):
    farthest = many.groupby("usual_mode")["km"].max()
    assert farthest["walk"] <= SETTINGS.walk_km_max
    assert farthest["cycle"] <= SETTINGS.cycle_km_max
    assert farthest["car"] > SETTINGS.cycle_km_max


def test_contracts_follow_the_mix(many):
    # 0.5 x 1 + 0.15 x 0.8 + 0.2 x 0.6 + 0.15 x 0.4 = 0.8
    assert many["contract_share"].mean() == pytest.approx(0.8, abs=1e-9)
    assert many["contract_share"].value_counts().to_dict() == {1.0: 5000, 0.6: 2000, 0.8: 1500, 0.4: 1500}


@pytest.mark.benchmark
@pytest.mark.skipif(not CENSUS.is_dir(), reason="check-only census tables are not here")
def test_shares_that_ship_are_those_of_the_census_tables():
    commuters = pd.read_csv(CENSUS / "lad_commute_2011_workplace_rows_home_cols.csv", index_col=0)
    shipped = pd.read_csv(STUDY / "home_shares.csv")
    for employer, row in (("bexley", "Bexley"), ("bromley", "Bromley")):
        shares = commuters.loc[row] / commuters.loc[row].sum()
        of = shipped[shipped["employer"] == employer]
        assert of["share"].to_numpy() == pytest.approx(shares.to_numpy(), abs=5e-5)
        assert of["district_name"].str.replace(" and ", "+").tolist() == list(shares.index)
    modes = pd.read_csv(CENSUS / "lsoa2011_method_to_work.csv")
    greenwich = modes[modes.iloc[:, 0].str.startswith("E") & modes.iloc[:, 0].str.contains("Greenwich")]
    walking = greenwich["On foot"].sum()
    ways = greenwich.drop(columns=["Total", "Mainly work at or from home", "Other method of travel to work"])
    share = walking / ways.select_dtypes("number").to_numpy().sum()
    assert pd.read_csv(STUDY / "mode_shares.csv").set_index("area_id")["walk"]["E09000011"] == round(share, 4)


# ------------------------------------------------------------------- a tiny world: two districts, four postcodes

TINY = {
    "workplaces": pd.DataFrame({"easting": [0.0], "northing": [0.0]}, index=["town"]),
    "postcodes": pd.DataFrame(
        {"easting": [0.0, 100.0, 5000.0, 9000.0], "northing": [0.0] * 4, "district": ["D1", "D1", "D1", "D2"]},
        index=["AA11AA", "AA11AB", "AA11AC", "BB11AA"],
    ),
    "areas": pd.DataFrame(
        {"easting": [50.0, 5000.0], "northing": [0.0, 0.0], "persons": [1000, 1000], "district": ["D1", "D1"],
         "area_id": ["M1", "M2"]},
        index=["L1", "L2"],
    ),
    "home_shares": pd.DataFrame({"employer": ["town", "town"], "district": ["D1", "D2"], "share": [0.75, 0.25]}),
    "mode_shares": pd.DataFrame(
        {"area_id": ["M1", "elsewhere"], "car": [0.0, 1.0], "walk": [1.0, 0.0], "cycle": [0.0, 0.0],
         "transit": [0.0, 0.0]}
    ),
    "settings": SETTINGS,
}  # fmt: skip


def test_tiny_world():
    staff = synthesise({"town": 4000}, **TINY, seed=3)
    homes = staff["home_postcode"].value_counts()
    # 3,000 in D1, 1,000 in D2. In D1 equal people; nearness 0.99 (mean of 0 and 0.1 km) and exp(-5 km / 5 km) = 0.37:
    # the near area takes 0.99 / 1.36 = 73 %, in halves over its two postcodes
    assert homes["BB1 1AA"] == 1000
    assert homes["AA1 1AC"] == pytest.approx(3000 * 0.271, rel=0.1)
    assert homes["AA1 1AA"] == pytest.approx(homes["AA1 1AB"], rel=0.1)
    # M1 walks; M2 and D2 are not in the table and take the row `elsewhere`
    walks = staff["home_postcode"].isin(["AA1 1AA", "AA1 1AB"])
    assert (staff["usual_mode"] == np.where(walks, "walk", "car")).all()


def test_same_seed_same_staff_whatever_the_order_of_rows():
    shuffled = {name: frame.iloc[::-1] if isinstance(frame, pd.DataFrame) else frame for name, frame in TINY.items()}
    one = synthesise({"town": 50}, **TINY, seed=3)
    pd.testing.assert_frame_equal(one, synthesise({"town": 50}, **shuffled, seed=3))
    assert not one.equals(synthesise({"town": 50}, **TINY, seed=4))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"workplaces": TINY["workplaces"].iloc[:0]}, "no workplace"),
        ({"home_shares": TINY["home_shares"].iloc[:0]}, "no home shares"),
        ({"mode_shares": TINY["mode_shares"].iloc[:1]}, "elsewhere"),
        ({"postcodes": TINY["postcodes"].iloc[:3]}, "district D2: no postcodes"),
    ],
)
def test_missing_evidence_is_named(changes, said):
    with pytest.raises(InputError, match=said):
        synthesise({"town": 40}, **{**TINY, **changes}, seed=3)
