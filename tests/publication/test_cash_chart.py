"""The chart of cash by year."""

from xml.etree import ElementTree

import pandas as pd
import pytest

from feasibility.publication import cash_chart

SVG = "{http://www.w3.org/2000/svg}"
TABLE = pd.DataFrame({
    "option": ["Stay <here>", "Stay <here>", "Move", "Move"],
    "year": ["2010-11", "2011-12"] * 2,
    "capital": [0.0, 0.0, 300.0, -100.0],
    "revenue": [200.0, 200.0, 100.0, 100.0],
})  # fmt: skip


def bars(kind: str) -> list[tuple[float, float]]:
    """Top and height of the bars of a kind, the key left out."""
    drawn = ElementTree.fromstring(cash_chart.by_year(TABLE))
    found = [e for e in drawn.iter(f"{SVG}rect") if e.get("class") == kind and e.get("height") != "14"]
    return [(float(str(e.get("y"))), float(str(e.get("height")))) for e in found]


def test_a_bar_for_each_year_on_one_scale():
    revenue = bars("revenue")
    assert len(revenue) == 4
    # 200 twice, then 100 twice
    assert [round(height / revenue[0][1], 2) for _, height in revenue] == [1, 1, 0.5, 0.5]


def test_capital_stands_on_revenue_and_money_received_hangs_below_nought():
    paid, received = bars("capital")
    stands, hangs = bars("revenue")[2:]
    assert sum(paid) == pytest.approx(stands[0], abs=0.11)
    assert received[0] == pytest.approx(sum(hangs), abs=0.11)
    assert paid[1] == pytest.approx(3 * received[1], abs=0.11)


def test_the_chart_in_words_and_escaped():
    assert cash_chart.in_words(TABLE.assign(capital=0.0, revenue=[1e6, 2e6, 3e6, 4e6]))[1] == (
        "Move: £7,000,000 in all, most in 2011-12 (£4,000,000)."
    )
    assert "<here>" not in cash_chart.by_year(TABLE)
    assert cash_chart.by_year(TABLE.iloc[:0]) == ""
