"""Faults of the files of emission factors and of known journeys; and what is read from good ones."""

import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from feasibility.errors import InputError
from feasibility.inputs import factors, known_journeys, postcodes, sheets
from feasibility.tables import METRIC_CRS, EmissionFactors, KnownJourneys, checked
from tests import data_notes

FACTORS = "mode,vehicle,year,kgco2e_per_km,gbp_per_km,gbp_per_journey,source,status\n"
JOURNEYS = "journey,mode,from_name,from_postcode,to_name,to_postcode,published_minutes,published_by,why\n"
CAR = "car,car,2010,0.2,0.25,0,Made up,assumed\n"
TO_HALL = "To the hall,transit,Station,br5 1lb,Hall,BR1 3UH,,,A bus goes there\n"


def table(text: str) -> pd.DataFrame:
    """Text of a CSV file as the readers get it: cells of text, rows as an officer counts them."""
    frame = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False)
    return frame.set_axis(pd.RangeIndex(2, len(frame) + 2, name="row"), axis="index")


def faults_of_factors(rows: str, heading: str = FACTORS) -> list[str]:
    with pytest.raises(InputError) as told:
        factors.read(table(heading + rows), "factors.csv")
    return list(told.value.faults)


@pytest.fixture(scope="module")
def directory() -> pd.DataFrame:
    return postcodes.placed(postcodes.read("B"), ["BR51LB", "BR13UH"])


@pytest.fixture
def faults_of_journeys(directory):
    def told(rows: str, heading: str = JOURNEYS) -> list[str]:
        with pytest.raises(InputError) as error:
            known_journeys.read(table(heading + rows), directory, "known.csv")
        return list(error.value.faults)

    return told


class TestFactors:
    def test_good_factors_are_numbers_of_their_schema(self):
        read = factors.read(table(FACTORS + CAR + "transit,bus,2010,0.1,0,1.20,Made up,sourced\n"), "factors.csv")
        checked(read, EmissionFactors, "factors.csv")
        assert read["year"].tolist() == [2010, 2010]
        assert read.loc[1, ["kgco2e_per_km", "gbp_per_journey"]].tolist() == [0.1, 1.2]

    def test_every_fault_at_once(self):
        number = "write a number such as 1250 or 12.5, without unit or pound sign"
        assert faults_of_factors(
            CAR
            + "car,petrol,2010.5,0.2,0.25,0,Made up,assumed\n"
            + "car,diesel,2010,204,0.25,0,Made up,assumed\n"
            + "transit,train,2010,0.06,-1,0,Made up,assumed\n"
            + "horse,horse,2010,0,0,0,,guessed\n"
            + "walk,foot,2010,none,0,,Made up,assumed\n"
            + CAR
        ) == [
            f'row 7, column kgco2e_per_km: found "none"; {number}',
            "column gbp_per_journey: row 7: is blank; write a number",
            "column year: row 3: is no whole year; write such as 2010",
            "column kgco2e_per_km: row 4: is above 2: are these grams? Give kilograms a km",
            'row 6, column mode: found "horse"; must be one of car, walk, cycle, transit',
            "row 5, column gbp_per_km: found -1; must be 0 or more",
            'row 6, column status: found "guessed"; must be one of sourced, assumed, illustrative',
            "column vehicle: row 5: of public transport, write bus or rail",
            "column year: rows 2, 8: give one mode, vehicle and year more than once; keep one",
            "column source: row 6: is blank; say where the figures come from",
        ]

    def test_a_column_by_another_name(self):
        heading = FACTORS.replace("kgco2e_per_km", "kg_co2e_per_km")
        assert faults_of_factors(CAR, heading) == [
            "column kgco2e_per_km: is missing; is it column kg_co2e_per_km? Name it kgco2e_per_km"
        ]

    def test_a_great_but_possible_factor_passes(self):
        assert factors.read(table(FACTORS + CAR.replace("0.2,", "2,")), "f.csv")["kgco2e_per_km"].tolist() == [2.0]


class TestKnownJourneys:
    def test_good_journeys_are_points_on_the_grid(self, directory):
        read = known_journeys.read(table(JOURNEYS + TO_HALL), directory, "known.csv")
        checked(read, KnownJourneys, "known.csv")
        assert read.index.tolist() == ["known-1"]
        assert read["origin"].crs == read["destination"].crs == METRIC_CRS
        ends = directory.loc[["BR51LB", "BR13UH"], ["easting", "northing"]].to_numpy()
        # between the two postcodes of the directory, in a straight line
        straight = np.hypot(*(ends[0] - ends[1]))
        assert read["origin"].distance(read["destination"]).tolist() == pytest.approx([straight])
        assert read["published_minutes"].isna().all()

    def test_every_fault_at_once(self, faults_of_journeys):
        assert faults_of_journeys(
            TO_HALL
            + "Nowhere,horse,Station,BR5 1LB,Moon,ZZ1 1ZZ,,,Because\n"
            + ",car,Station,BR5 1LB,Station,br51lb,,,\n"
            + "Told,car,Station,BR5 1LB,Hall,BR1 3UH,20,,Because\n"
            + "Long,car,Station,BR5 1LB,Hall,BR1 3UH,900,A paper,Because\n"
            + "Words,car,Station,BR5 1LB,Hall,BR1 3UH,soon,A paper,Because\n"
            + TO_HALL
        ) == [
            'row 7, column published_minutes: found "soon"; write a number such as 1250 or 12.5, without unit or pound '
            "sign",
            "column journey: row 4: is blank; fill it in",
            "column why: row 4: is blank; fill it in",
            "column journey: rows 2, 8: stands more than once with one mode; keep one",
            "column published_by: row 5: is blank beside minutes; say who published them",
            'row 3, column to_postcode: found "ZZ1 1ZZ"; write a postcode of England or Wales',
            "column to_postcode: row 4: is that of the start; give the end of the journey",
            'row 3, column mode: found "horse"; must be one of car, walk, cycle, transit',
            "row 6, column published_minutes: found 900; must be 600 or less",
        ]

    def test_columns_that_may_be_left_out(self, directory):
        heading = JOURNEYS.replace("published_minutes,published_by,", "")
        read = known_journeys.read(table(heading + TO_HALL.replace(",,,", ",")), directory, "known.csv")
        assert read["published_by"].tolist() == [""]

    def test_columns_that_may_not(self, faults_of_journeys):
        heading = JOURNEYS.replace("to_postcode", "end")
        assert faults_of_journeys(TO_HALL, heading) == [
            "column to_postcode: is missing",
            "column end: is not a known column; take it out",
        ]


class TestAsAnOfficerMeetsThem:
    def test_both_files_are_read_with_the_scenario(self, study, tell):
        (study.folder / "factors.csv").write_text(FACTORS + CAR, encoding="utf-8")
        (study.folder / "known.csv").write_text(JOURNEYS + TO_HALL, encoding="utf-8")
        study.state("files", emission_factors="factors.csv", known_journeys="known.csv")
        assert tell("check").code == 0

    def test_faults_of_both_are_told_together(self, study, tell):
        (study.folder / "factors.csv").write_text(FACTORS + CAR.replace("0.2,", "200,"), encoding="utf-8")
        (study.folder / "known.csv").write_text(JOURNEYS + TO_HALL.replace("BR1 3UH", "ZZ1 1ZZ"), encoding="utf-8")
        study.state("files", emission_factors="factors.csv", known_journeys="known.csv")
        told = tell()
        assert told.code == 1
        assert told.faults == [
            'known.csv: row 2, column to_postcode: found "ZZ1 1ZZ"; write a postcode of England or Wales',
            "factors.csv: column kgco2e_per_km: row 2: is above 2: are these grams? Give kilograms a km",
        ]


class TestWhatShips:
    def test_the_factors(self):
        read = factors.of_file(data_notes.DATA / "reference" / "emission_factors.csv").set_index(["vehicle", "year"])
        assert set(read.index) == {(v, y) for v in ("car", "bus", "rail", "foot", "cycle") for y in (2010, 2025)}
        # HMRC: 40p a mile until April 2011, 45p since; a mile is 1.609344 km
        assert read["gbp_per_km"].loc[[("car", 2010), ("car", 2025)]].tolist() == [
            round(0.40 / 1.609344, 4), round(0.45 / 1.609344, 4),
        ]  # fmt: skip
        assert (read.loc[["rail"], "status"] == "assumed").all()
        # Cleaner in 2025 than in 2010, by each vehicle that burns anything.
        burning = read["kgco2e_per_km"].loc[["car", "bus", "rail"]]
        assert (burning.xs(2025, level="year") < burning.xs(2010, level="year")).all()

    def test_the_journeys(self):
        path = Path(data_notes.DATA / "bexley-bromley" / "known_journeys.csv")
        raw = sheets.read(path)
        wanted = set(postcodes.compact(pd.concat([raw["from_postcode"], raw["to_postcode"]])))
        known = postcodes.placed(postcodes.read(postcodes.first_letters(wanted)), wanted)
        read = known_journeys.read(raw, known, path.name)
        km = read["origin"].distance(read["destination"]) / 1000
        assert km.between(2, 25).all()
        assert {"car", "transit"} == set(read.loc[read["journey"] == "Sidcup to Bromley", "mode"])
        # A figure of others stands with its author, and says what it leaves out.
        told = read[read["published_minutes"].notna()]
        assert len(told) >= 1
        assert told["published_by"].str.contains("without the wait").all()
