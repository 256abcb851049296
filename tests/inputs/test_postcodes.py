"""Which postcodes are read, and where their streets are."""

from feasibility.inputs import postcodes
from feasibility.inputs.postcodes import letters_within


def test_a_rectangle_over_bexley_and_bromley_needs_the_letters_of_br_da_and_se():
    letters = letters_within(540_000, 160_000, 552_000, 178_000, reach_m=5_000)
    assert set("BDS") <= set(letters)
    assert "M" not in letters  # ME begins at easting 563,569


def test_an_area_that_only_touches_is_left_out_until_it_reaches_in():
    # Medway (ME) begins at easting 563,569: a rectangle to 568,000 holds 4,431 m of it, one to 569,000 5,431 m.
    assert "M" not in letters_within(540_000, 150_000, 568_000, 178_000, reach_m=5_000)
    assert "M" in letters_within(540_000, 150_000, 569_000, 178_000, reach_m=5_000)


def test_a_rectangle_smaller_than_the_reach_still_finds_the_area_around_it():
    assert "B" in letters_within(545_000, 167_000, 546_000, 168_000, reach_m=5_000)


def test_the_table_of_areas_agrees_with_the_directory():
    bromley = postcodes.directory("B")
    area = bromley[bromley.index.str.fullmatch(r"BR\d.*")]
    assert letters_within(
        area["easting"].min(), area["northing"].min(), *area[["easting", "northing"]].max(), reach_m=1
    )
    stated = postcodes.pd.read_csv(postcodes.AREAS, keep_default_na=False).set_index("postcode_area").loc["BR"]
    assert stated["west"] == area["easting"].min()
    assert stated["north"] == area["northing"].max()
