"""The network of a window: streets, and lines where there are tables of them."""

from feasibility.travel import transit
from feasibility.travel.network import network
from tests.travel.transit_worlds import NOON, TRAVEL, at, line, tables
from tests.travel.worlds import no_roads, row

TABLES = tables([line("t", "train")], {"t": [("west", 0), ("east", 12)]}, {"west": 1000, "east": 9000})


def test_streets_alone_without_tables():
    assert network(row(10_000), no_roads(), TRAVEL).transit is None


def test_lines_over_streets_kept_together(tmp_path):
    lines, calls, stops = TABLES
    built = [
        network(row(10_000), no_roads(), TRAVEL, lines=lines, calls=calls, stops=stops, cache_dir=folder)
        for folder in (None, tmp_path, tmp_path)
    ]
    assert {path.name.split("-")[0] for path in tmp_path.iterdir()} == {"street", "lines"}
    assert len(list(tmp_path.iterdir())) == 2
    minutes = [
        transit.by_transit(at(home=600), at(work=9400), one, {"day": NOON}, TRAVEL).by_shift["day"].minutes.iloc[0, 0]
        for one in built
    ]
    # 5 on foot, 5 + 1 of wait, 12 on board, 5 on foot; postcodes lie a metre aside.
    assert minutes[0] == minutes[1] == minutes[2]
    assert abs(minutes[0] - 28) < 0.1
