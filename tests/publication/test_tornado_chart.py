"""The chart of how far each unknown moves the lead."""

from xml.etree import ElementTree

import pytest

from feasibility.publication import tornado_chart
from feasibility.publication.tornado_chart import End, Swing

SVG = "{http://www.w3.org/2000/svg}"
SHOWN = [
    Swing("Rent <there>", End(-100.0, "£60"), End(400.0, "£130")),
    Swing("A title far too long to stand on one line of the chart, and so wrapped or cut at its end, with more words",
          End(250.0, "1"), End(200.0, "2")),
]  # fmt: skip
NOW_GBP = 200.0


def drawn() -> ElementTree.Element:
    return ElementTree.fromstring(tornado_chart.swings(SHOWN, NOW_GBP, "doing <nothing>"))


def bars(kind: str) -> list[tuple[float, float]]:
    """Left end and width of the bars of a kind, the key left out."""
    found = [e for e in drawn().iter(f"{SVG}rect") if e.get("class") == kind and e.get("height") != "14"]
    return [(float(str(e.get("x"))), float(str(e.get("width")))) for e in found]


def line(kind: str) -> float:
    (found,) = [e for e in drawn().iter(f"{SVG}line") if e.get("class") == kind]
    return float(str(found.get("x1")))


def test_bars_run_from_the_lead_as_stated_to_the_lead_at_each_end():
    low, high = bars("low"), bars("high")
    pixels_a_pound = (line("now") - line("nought")) / NOW_GBP
    # From 200 down to -100, and from 200 up to 400.
    assert low[0] == (
        pytest.approx(line("now") - 300 * pixels_a_pound, abs=0.2),
        pytest.approx(300 * pixels_a_pound, abs=0.2),
    )
    assert high[0] == (pytest.approx(line("now"), abs=0.2), pytest.approx(200 * pixels_a_pound, abs=0.2))
    assert low[1][1] == pytest.approx(50 * pixels_a_pound, abs=0.2)
    assert len(high) == 1  # the lead of the second does not change at its high


def test_values_stand_beyond_the_bars_and_the_two_kinds_differ_in_more_than_colour():
    at = {e.text: (float(str(e.get("x"))), e.get("text-anchor")) for e in drawn().iter(f"{SVG}text")}
    assert at["£60"][0] < bars("low")[0][0]
    assert at["£60"][1] == "end"
    assert at["£130"][0] > sum(bars("high")[0])
    assert 'id="low-hatch"' in tornado_chart.swings(SHOWN, NOW_GBP, "")


def test_the_chart_in_words_and_escaped():
    assert tornado_chart.in_words(SHOWN[:1], NOW_GBP) == (
        "On the figures as stated the lead is £0.", "Rent <there>: at £60 £0, at £130 £0.",
    )  # fmt: skip
    text = tornado_chart.swings(SHOWN, NOW_GBP, "doing <nothing>")
    assert "<there>" not in text
    assert "<nothing>" not in text
    assert drawn().get("role") == "img"


def test_nothing_is_drawn_of_nothing():
    assert tornado_chart.swings([], NOW_GBP, "x") == ""
    assert tornado_chart.swings(SHOWN, float("nan"), "x") == ""
