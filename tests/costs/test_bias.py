"""Optimism bias against the published bounds and worked cases."""

import pytest

from feasibility.costs.bias import SYSTEMS, added_share, keys, mixed, table
from feasibility.scenario.costs import BiasSettings
from feasibility.tables import BIAS_CATEGORIES

UPPER = BiasSettings()
CATEGORIES = [c for c in BIAS_CATEGORIES if c != "none"]


@pytest.mark.parametrize(
    ("category", "expected"),
    [("standard_buildings", 0.24), ("non_standard_buildings", 0.51), ("equipment", 2.0), ("outsourcing", 0.41)],
)
def test_upper_bounds_of_the_guidance(category, expected):
    assert added_share(category, UPPER) == expected


@pytest.mark.parametrize(
    ("category", "expected"),
    [("standard_buildings", 0.02), ("non_standard_buildings", 0.04), ("equipment", 0.10), ("outsourcing", 0.0)],
)
def test_lower_bounds_hold_where_all_is_mitigated(category, expected):
    whole = BiasSettings(buildings_mitigated_share=1, equipment_mitigated_share=1, outsourcing_mitigated_share=1)
    assert added_share(category, whole) == expected


def test_published_case_of_mitigation():
    # 51 % x (1 - 0.92) = 4.08 %, printed as 4 %. Interpolating to the lower bound would give
    # 51 - 0.92 x (51 - 4) = 7.76 %: not the published figure.
    assert added_share("non_standard_buildings", BiasSettings(buildings_mitigated_share=0.92)) == pytest.approx(0.0408)


def test_mitigation_stops_at_the_lower_bound():
    # Slack: 24 % x (1 - 0.5) = 12 %. Binding: 24 % x (1 - 0.92) = 1.92 %, below the least of 2 %.
    assert added_share("standard_buildings", BiasSettings(buildings_mitigated_share=0.5)) == pytest.approx(0.12)
    assert added_share("standard_buildings", BiasSettings(buildings_mitigated_share=0.92)) == 0.02


def test_published_mixed_project():
    # 30 % non-standard and 70 % standard. Cost: 0.3 x 51 + 0.7 x 24 = 32.1 %. Duration: 0.3 x 39 + 0.7 x 4 = 14.5 %.
    parts = {"non_standard_buildings": 0.3, "standard_buildings": 0.7}
    assert mixed(parts, {c: added_share(c, UPPER) for c in parts}) == pytest.approx(0.321)
    assert mixed(parts, {"non_standard_buildings": 0.39, "standard_buildings": 0.04}) == pytest.approx(0.145)


def test_parts_of_a_mixed_project_are_the_whole_of_it():
    with pytest.raises(ValueError, match=r"sum to 0\.9"):
        mixed({"standard_buildings": 0.9}, {"standard_buildings": 0.24})


def test_telephony_is_equipment_and_never_a_building():
    settings = BiasSettings(buildings_mitigated_share=1)
    assert added_share(SYSTEMS, settings) == 2.0
    assert keys(SYSTEMS) == (
        "costs.bias.equipment_upper_share",
        "costs.bias.equipment_lower_share",
        "costs.bias.equipment_mitigated_share",
    )
    covers = table(settings).set_index("category")["covers"]
    assert covers.index[covers.str.contains("Telephony")].to_list() == ["equipment"]


def test_nothing_is_added_without_a_category_and_no_other_is_known():
    assert added_share("none", UPPER) == 0.0
    assert keys("none") == ()
    with pytest.raises(KeyError):
        added_share("bridges", UPPER)


@pytest.mark.parametrize("category", CATEGORIES)
def test_settings_behind_a_category_are_there(category):
    assert all(hasattr(UPPER, key.removeprefix("costs.bias.")) for key in keys(category))


def test_the_table_shows_bounds_and_what_is_used():
    found = table(BiasSettings(equipment_mitigated_share=0.4)).set_index("category")
    assert list(found.index) == list(BIAS_CATEGORIES)
    row = found.loc["equipment"]
    # 200 % x (1 - 0.4) = 120 %.
    figures = row[["upper_share", "lower_share", "mitigated_share", "used_share"]]
    assert figures.to_list() == pytest.approx([2.0, 0.1, 0.4, 1.2])
    assert found.loc["none", "used_share"] == 0
