"""Faults of the sites and of the register."""

import pytest

from tests.inputs.officer import only


def test_every_fault_of_the_sites_file(study, tell):
    wrong = {
        "site_id": ("Hall W", 'column site_id: found "Hall W"; use small letters, digits and hyphens'),
        "tenure": ("rented", 'column tenure: found "rented"; must be one of leased, owned, nhs, unknown'),
        "released_share": ("120", "column released_share: found 120; must be 1 or less"),
        "nia_m2": ("0", "column nia_m2: found 0; must be above 0"),
        "rent_gbp_per_m2_per_year": ("-5", "column rent_gbp_per_m2_per_year: found -5; must be 0 or more"),
        "rateable_value_gbp_per_m2": ("£90", 'column rateable_value_gbp_per_m2: found "£90"; write a number'),
        "service_charge_gbp_per_m2_per_year": ("nan", 'service_charge_gbp_per_m2_per_year: found "nan"'),
        "fit_out_gbp_per_m2": ("1e300", 'column fit_out_gbp_per_m2: found "1e300"'),
        "nia_status": ("guess", 'column nia_status: found "guess"; must be one of sourced, assumed, illustrative'),
        "nia_source": ("", "column nia_source: row 2: is blank; say where the figure comes from"),
        "name": ("", "column name: row 2: is blank; name the place"),
        "easting": ("51.4", "row 2 (Hall W): easting 51.4, northing 0.1 lie outside England and Wales; they look like"),
        "northing": ("0.1", "give British National Grid metres"),
        "present_of": ("kent", 'column present_of: found "kent"; write one of west, east, or leave it blank'),
    }
    for column, (value, _) in wrong.items():
        study.cell("sites.csv", 2, column, value)
    study.cell("sites.csv", 3, "site_id", "mid").cell("sites.csv", 3, "northing", "")
    study.cell("sites.csv", 4, "postcode", "BR99 9ZZ").cell("sites.csv", 4, "present_of", "east")
    told = tell()
    assert told.code == 1
    says = [part for _, part in wrong.values()] + [
        'row 3, column site_id: found "mid"; stands more than once; each must differ',
        "row 3 (mid): has easting alone; give both easting and northing, or a postcode",
        'row 4 (mid), column postcode: "BR99 9ZZ" is not a known postcode of England or Wales',
        "row 4, column occupied_m2: a present centre needs the floor area paid for now",
        "column present_of: no site is the present centre of west; mark exactly one",
        "column present_of: rows 3-4 are the present centre of east; mark exactly one",
    ]
    for part in says:
        assert any(part in fault for fault in told.faults), part


@pytest.mark.parametrize(
    "column", ["rent_gbp_per_m2_per_year", "rateable_value_gbp_per_m2", "service_charge_gbp_per_m2_per_year"]
)
def test_a_figure_of_the_whole_place_is_no_figure_a_square_metre(study, tell, column):
    study.cell("sites.csv", 3, column, "2000")  # dear, and may stand
    study.cell("sites.csv", 2, column, "90000")
    only(tell(), f"sites.csv: column {column}: row 2: is above £2,000 a m²: is it pence, or the figure of the whole")


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ({"easting": "900000"}, "row 2 (hall-w): easting 900000, northing 170000 lie outside England and Wales"),
        ({"easting": "inf"}, 'found easting "inf", northing "170000"; write metres'),
        (
            {"easting": "170000", "northing": "543000"},
            "check its postcode, or whether easting and northing are exchanged",
        ),
        ({"easting": "", "northing": ""}, "row 2 (hall-w): has neither postcode nor easting and northing; give one"),
        ({"easting": "", "northing": "", "postcode": "B1 1AA"}, "site hall-w: lies 17"),  # Birmingham, about 170 km
    ],
)
def test_a_site_in_the_wrong_place(study, tell, cells, says):
    for column, value in cells.items():
        study.cell("sites.csv", 2, column, value)
    only(tell(), says)


def test_floor_area_paid_for_now_belongs_to_a_present_centre_alone(study, tell):
    study.cell("sites.csv", 4, "occupied_m2", "100")
    only(tell(), "row 4, column occupied_m2: found 100, but the place is no present centre; clear the cell")
    study.cell("sites.csv", 4, "occupied_m2", "0")
    assert tell("check").code == 0


def test_a_site_in_a_postcode_area_that_no_home_is_in_has_its_streets(study, tell):
    # Tonbridge, 24 km south of the squares: every home and site is BR, the streets there are TN.
    study.cell("sites.csv", 4, "postcode", "").cell("sites.csv", 4, "easting", "559000")
    study.cell("sites.csv", 4, "northing", "146300")
    told = tell("check")
    assert told.code == 0, told.err
    assert "left out: Middle: 2" in told.out


def test_a_repeated_row_of_the_register(study, tell):
    study.text("assumptions.csv", lambda t: t + t.split("\n")[1] + "\n")
    told = tell()
    row = 'column assumption_id: found "boundary.corridor_km"; stands more than once; each must differ'
    assert told.faults == [f"assumptions.csv: row {n}, {row}" for n in (2, 3)]
