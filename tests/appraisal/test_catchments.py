"""People of working age within reach, worked by hand."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point

from feasibility.appraisal.catchments import within
from feasibility.travel.pairs import MEASURED, NO_WAY, Pairs, Provided

POPULATION = gpd.GeoDataFrame(
    {"district": ["North", "North", "South"], "working_age": [630.0, 1260.0, 1890.0]},
    geometry=[Point(0, 0)] * 3, crs=27700, index=["E1", "E2", "E3"],
)  # fmt: skip


def provided(**minutes: list[float]) -> Provided:
    frame = pd.DataFrame(minutes, index=["E3", "E1", "E2"])  # another order than the population
    status = frame.isna().replace({True: NO_WAY, False: MEASURED}).astype("int8")
    usual = Pairs(frame, frame / 2, status)
    late = Pairs(frame * 0, frame, status)  # another shift, which does not count
    return Provided({"day": usual, "late": late}, ())


def test_people_within_each_limit():
    # a: E1 30 minutes (on the limit: within), E2 45.5, E3 no way. Of working age: 630; 630; 630 + 1260 = 1890.
    table = within({"car": provided(a=[np.nan, 30.0, 45.5])}, POPULATION, ["a"])
    assert table["within_minutes"].tolist() == [30, 45, 60]
    assert table["working_age_people"].tolist() == [600, 600, 1900]
    assert table["counted_share"].tolist() == pytest.approx([630 / 3780, 630 / 3780, 0.5])
    assert set(table["districts"]) == {"North, South"}


def test_each_site_and_mode_in_the_order_given():
    measured = {"car": provided(a=[10.0] * 3, b=[70.0] * 3), "walk": provided(a=[50.0] * 3, b=[np.nan] * 3)}
    table = within(measured, POPULATION, ["b", "a"], bands=(45,))
    assert table[["site_id", "mode", "working_age_people"]].to_numpy().tolist() == [
        ["b", "car", 0.0], ["b", "walk", 0.0], ["a", "car", 3800.0], ["a", "walk", 0.0]
    ]  # fmt: skip
