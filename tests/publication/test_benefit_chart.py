"""The chart of benefit against cost."""

from itertools import pairwise
from xml.etree import ElementTree

import pandas as pd
import pytest

from feasibility.publication import benefit_chart

SVG = "{http://www.w3.org/2000/svg}"
OPTIONS = pd.DataFrame({
    "option": ["Stay <here>", "Move & share", "Worse", "Costs more", "Not scored"],
    "cost_gbp": [1_000_000.0, 3_000_000.0, 3_000_000.0, 2_000_000.0, 1.0],
    "benefit": [50.0, 75.0, 25.0, 50.0, float("nan")],
    "on_frontier": [True, True, False, False, False],
    "named": [True, False, False, True, False],
})  # fmt: skip


def drawn(options=OPTIONS):
    return ElementTree.fromstring(benefit_chart.scatter(options))


def of_class(root, tag, kind):
    """Marks of a kind, the key above the chart left out."""
    return [e for e in root.iter(f"{SVG}{tag}") if e.get("class") == kind][1:]


def test_points_lie_on_their_scales():
    stay, move = ((float(e.get("x")), float(e.get("y"))) for e in of_class(drawn(), "rect", "frontier"))
    (worse,) = ((float(e.get("cx")), float(e.get("cy"))) for e in of_class(drawn(), "circle", "other"))
    assert worse[0] == pytest.approx(move[0] + 6)  # the same cost; a square is drawn from its corner
    # 75 is as far above 50 as 25 is below it
    assert (stay[1] - move[1]) == pytest.approx(worse[1] - 6 - stay[1], abs=0.2)


def test_kinds_differ_in_shape_and_what_is_named_has_its_name():
    root = drawn()
    assert len(of_class(root, "path", "named")) == 1
    labels = [str(e.text) for e in root.iter(f"{SVG}text") if str(e.get("class")).startswith("label")]
    assert labels == ["Move & share", "Costs more", "Stay <here>"]  # from the top down, of equal ones the dearer
    (steps,) = [e.get("d") for e in root.iter(f"{SVG}path") if e.get("class") == "steps"]
    assert steps.count("V") == 1
    assert "<here>" not in benefit_chart.scatter(OPTIONS)


@pytest.mark.parametrize("highest", [3.0, 50.0, 100.0])
def test_names_keep_apart_and_inside_the_chart(highest):
    many = pd.concat([OPTIONS.head(1).assign(option=f"Stay {n}", benefit=highest - n / 10) for n in range(30)])
    options = many.reset_index(drop=True)
    root = drawn(options)
    heights = [float(e.get("y")) for e in root.iter(f"{SVG}text") if str(e.get("class")).startswith("label")]
    assert len(heights) == benefit_chart.NAMES_MAX
    assert all(after - before >= 17 for before, after in pairwise(heights))
    assert min(heights) > 58  # below the key
    assert max(heights) < float(root.get("height")) - 56  # above the words under the axis


def test_the_chart_in_words():
    assert benefit_chart.in_words(OPTIONS) == (
        "Stay <here>: benefit 50.0 at £1,000,000, on the frontier.",
        "Move & share: benefit 75.0 at £3,000,000, on the frontier.",
        "Costs more: benefit 50.0 at £2,000,000.",
        "1 other option below the frontier or to the right of it.",
    )


def test_one_cost_for_all_and_none_at_all():
    assert drawn(OPTIONS.assign(cost_gbp=5.0)) is not None
    assert benefit_chart.scatter(OPTIONS.assign(benefit=float("nan"))) == ""
