"""Lists of places, by postcode and by coordinates."""

import pytest

from feasibility.errors import InputError
from feasibility.inputs import points, postcodes


@pytest.fixture
def place(tmp_path):
    def read(text, name="homes.csv"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        listed = points.read(path)
        return points.placed(listed, postcodes.read(points.letters(listed)))

    return read


def refused(place, text):
    with pytest.raises(InputError) as told:
        place(text)
    assert told.value.where == "homes.csv"
    return list(told.value.faults)


def test_one_place_written_three_ways_is_at_one_spot(place):
    # BR1 3UH stands at 540629, 169142 in the directory.
    known = place("id,postcode\na,br1 3uh\n")
    spot = known["row-2"]
    assert (spot.x, spot.y) == (540_629, 169_142)
    mixed = place(f"ID,Postcode,Easting,Northing\na,BR13UH,,\nb,ZZ9 9ZZ,{spot.x},{spot.y}\n")
    assert mixed["row-2"].distance(spot) == 0
    assert mixed["row-3"].distance(spot) == 0  # a grid reference wins over a postcode
    again = known.to_crs("EPSG:4326")["row-2"]
    assert place(f"id,longitude,latitude\na,{again.x!r},{again.y!r}\n")["row-2"].distance(spot) < 0.01


def test_every_row_that_cannot_be_placed_is_named_with_its_reason_and_no_cell_is_quoted(place):
    faults = refused(
        place,
        "id,postcode,easting,northing,longitude,latitude\n"
        "a,BR7 5RX9,,,,\n"  # row 2: no postcode
        "b,,545000,,,\n"  # row 3: half a grid reference
        "c,,0.1,51.4,,\n"  # row 4: degrees as metres
        "d,,5450000,169000,,\n"  # row 5: beyond the grid
        "e,,,,545000,169000\n"  # row 6: metres as degrees
        "f,,,,51.4,0.1\n"  # row 7: exchanged
        "g,,,,2.35,48.85\n"  # row 8: Paris
        "h,,,,,\n"  # row 9: nothing
        "i,BR1 3UH,,,,\n",
    )
    assert faults == [
        "column easting, northing: row 3: not two numbers; write metres such as 545880 and 169230",
        "column easting, northing: row 4: look like degrees; name the columns longitude and latitude",
        "column easting, northing: row 5: outside Great Britain; are they exchanged, or in another grid?",
        "column longitude, latitude: row 6: look like metres; name the columns easting and northing",
        "column longitude, latitude: row 7: are exchanged: the latitude of Great Britain is about 50 to 60",
        "column longitude, latitude: row 8: outside Great Britain",
        "column postcode: row 9: nothing says where these places are; give id, and postcode, or easting and northing, "
        "or longitude and latitude",
        "column postcode: row 2: not known postcodes of England or Wales; mend them or give coordinates",
    ]


def test_ids_are_told_apart(place):
    assert refused(place, "id,postcode\na,BR1 3UH\n,BR1 3UH\na,BR6 0AA\n") == [
        "column id: row 3: is blank; give each place an id",
        "column id: rows 2, 4: stands more than once",
    ]
    assert "lacks columns that say where its places are" in refused(place, "id,address\na,High Street\n")[0]
