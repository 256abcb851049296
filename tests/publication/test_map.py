"""The map page as text: what it holds, what it must not hold."""

import json
import re
from dataclasses import replace

import pytest

from feasibility.publication.map import page
from feasibility.publication.map.drawn import draw
from tests.publication.example_release import (
    EXCLUDED_SITE,
    HOSTILE_AREA,
    HOSTILE_NOTE,
    HOSTILE_SITE,
    SUPPRESSED_AREA,
    example_release,
)
from tests.publication.page_reader import Reader

OWN_SCRIPTS = 8
OFF = {"Working-age people within reach"}
"""Layers that a reader switches on."""


def _data(text):
    return re.search(r'<script type="application/json" id="figures">(.*?)</script>', text, re.S)[1]


@pytest.fixture(scope="module")
def release():
    return example_release()


@pytest.fixture(scope="module")
def text(release):
    return page(release)


@pytest.fixture(scope="module")
def read(text):
    return Reader(text)


@pytest.fixture(scope="module")
def figures(text):
    return json.loads(_data(text))


def test_two_renders_are_the_same_to_the_byte(release, text):
    assert page(release) == text
    assert page(example_release()) == text
    assert not re.search(r"_[0-9a-f]{32}", text)


def test_hostile_names_are_only_text(text, read):
    # Were a name taken for markup, the parser would see an element of that name.
    scripts = read.named("script")
    assert len(scripts) == 3 + OWN_SCRIPTS  # figures, Leaflet, folium's, the page's own
    assert not read.named("img")
    assert not read.named("i")
    for raw in (HOSTILE_SITE, HOSTILE_NOTE, HOSTILE_AREA, "alert(1)</script>", "<img src=x", "<b>Green"):
        assert raw not in text
    words = "".join(read.words)
    for shown in (HOSTILE_SITE, HOSTILE_NOTE, HOSTILE_AREA):
        assert shown in words


def test_hostile_heading_is_only_text(release):
    nasty = "</title><script>alert(3)</script>"
    heading = replace(release.heading, title=nasty, subtitle=nasty, as_at=nasty, run_id=nasty, licence_lines=(nasty,))
    found = page(replace(release, heading=heading, verdict=(nasty,), warnings=(nasty,), marking=nasty))
    assert "<script>alert(3)" not in found
    assert len(Reader(found).named("script")) == 3 + OWN_SCRIPTS


def test_page_is_named_and_ordered(read, release):
    assert read.named("html") == [{"lang": "en-GB"}]
    assert len(read.named("title")) == len(read.named("h1")) == len(read.named("main")) == 1
    words = " ".join(read.words)
    heading = release.heading
    for shown in (heading.title, heading.subtitle, heading.as_at, heading.price_base, heading.run_id, "Draft"):
        assert shown in words
    for line in heading.licence_lines:
        assert line in words
    skip = read.named("a")[0]
    assert skip["href"] == "#facts"
    assert any(h.get("id") == "facts" for h in read.named("h2"))
    final = page(replace(release, heading=replace(heading, draft=False)))
    assert '<strong class="draft">' not in final


def test_every_site_has_a_marker_a_card_and_a_row(text, read, release):
    cards = {a["id"] for a in read.named("article")}
    buttons = {b["data-site"] for b in read.named("button") if "data-site" in b}
    for site_id in release.tables["sites"]["site_id"]:
        assert f"card-{site_id}" in cards
        assert site_id in buttons
        assert f'"siteId": "{site_id}"' in text  # folium's marker
    words = " ".join(read.words)
    assert "4.2 km from the border, corridor 3.0 km" in words  # why Mottingham is out
    assert EXCLUDED_SITE in buttons
    assert "Depot holds 20 of 60 workstations" in words


def test_only_options_that_can_be_had_are_offered(figures):
    assert [o["id"] for o in figures["options"]] == [
        "single-kings-house",
        "single-ruxley",
        "pair-kings-house-ruxley",
        "do-nothing",
        "do-minimum",
        "virtual-pool",
    ]
    best = figures["options"][0]
    assert best["sites"] == ["kings-house"]
    # 620,000 + 300,000 + 275,000
    assert best["summary"] == "Total cost £1,195,000. Journeys on average: 3.4 minutes longer, one way."


def test_figures_of_a_suppressed_area_are_absent(figures):
    not_shown = "fewer than 10 staff: not shown"
    area = next(a for a in figures["areas"] if a["id"] == SUPPRESSED_AREA)
    assert area["staff"] == not_shown
    for option in figures["options"]:
        change = next(c for c in option["areas"] if c["area"] == SUPPRESSED_AREA)
        assert change == {"area": SUPPRESSED_AREA, "band": "suppressed", "words": not_shown, "label": ""}


def test_a_suppressed_area_stays_silent_even_if_a_figure_slips_through(release):
    # Forged: the figure stands in the tables although the area is marked as suppressed.
    changes, areas = release.tables["area_changes"].copy(), release.tables["areas"].copy()
    changes.loc[changes["area_id"] == SUPPRESSED_AREA, "change_minutes_mean"] = 73.7
    areas.loc[areas["area_id"] == SUPPRESSED_AREA, "heads"] = 7919.0
    forged = page(replace(release, tables={**release.tables, "area_changes": changes, "areas": areas}))
    assert "73.7" not in forged
    assert "7,919" not in forged
    assert "7919" not in forged


def test_no_metres_in_the_page(text):
    # Positions are degrees with five decimals at most; national grid eastings would be six figures.
    drawing = text[text.index("function foliumMap") :].split("</script>")[0]
    assert not re.search(r"\[\s*5[34]\d{4}", drawing)
    assert not re.search(r"\d\.\d{6,}", drawing)


def test_layers_are_folium_s_and_in_order(release):
    drawn = draw(release)
    names = [child.layer_name for child in drawn._children.values() if hasattr(child, "layer_name")]
    assert [layer.show for layer in drawn._children.values() if getattr(layer, "layer_name", "") in OFF] == [False]
    assert names == [
        "Boroughs",
        "Change in staff journeys, by home area",
        "Corridor along the border",
        "Main roads",
        "Railways and stations",
        "Surroundings",
        "Outlines",
        "Shared border",
        "Working-age people within reach",
        "Place names",
        "Sites",
    ]


def test_page_stays_small(text):
    assert len(text.encode()) < 3_000_000


def test_page_without_lines_stations_or_places(release):
    layers = release.layers
    bare = {name: getattr(layers, name).iloc[:0] for name in ("roads", "railways", "stations", "places", "corridor")}
    found = page(replace(release, layers=replace(layers, **bare)))
    assert "function foliumMap" in found
    assert json.loads(_data(found))["stations"] == []


def test_the_marking_stands_on_the_page_and_on_the_sheet_of_a_card(release, text):
    assert 'class="marking"' not in text
    assert "Public edition" in text
    exempt = page(replace(release, edition="exempt", marking="Exempt <i>words</i>"))
    assert exempt.count('<p class="marking">Exempt &lt;i&gt;words&lt;/i&gt;</p>') == 2
    assert "Exempt edition" in exempt


def test_a_rent_taken_out_is_said_to_be_in_the_exempt_part(release):
    sites = release.tables["sites"].assign(rent_gbp_per_m2_per_year=float("nan"))
    found = page(replace(release, tables={**release.tables, "sites": sites}, commercial_withheld=True))
    assert "£120 per m²" not in found
    # Each of six places has a rent in its row and on its card; the owner of one is commercial as well.
    assert found.count("In the exempt part") == 6 * 2 + 1
    unknown = page(replace(release, tables={**release.tables, "sites": sites}))
    assert "In the exempt part" not in unknown
