"""The map page as text: what it holds, what it must not hold."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from feasibility.publication.map import page
from feasibility.publication.map.page import POLICY, draw
from tests.publication.example_release import (
    EXCLUDED_SITE,
    HOSTILE_AREA,
    HOSTILE_NOTE,
    HOSTILE_SITE,
    SUPPRESSED_AREA,
    example_release,
)

FETCHING = {"src", "srcset", "href", "action", "data", "poster", "formaction", "background", "ping", "xlink:href"}
VOID = {"meta", "br", "img", "input", "link", "hr"}


class _Reader(HTMLParser):
    """Elements with their attributes, and the text of elements that hold raw text."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.raw, self.words, self._open = [], {"script": [], "style": []}, [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag  # every element is closed in order

    def handle_data(self, data):
        if self._open and self._open[-1] in self.raw:
            self.raw[self._open[-1]].append(data)
        else:
            self.words.append(data)

    def named(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def release():
    return example_release()


@pytest.fixture(scope="module")
def text(release):
    return page(release)


@pytest.fixture(scope="module")
def read(text):
    return _Reader(text)


@pytest.fixture(scope="module")
def figures(text):
    return json.loads(re.search(r'<script type="application/json" id="figures">(.*?)</script>', text, re.S)[1])


def test_nothing_is_fetched(read):
    for tag, attributes in read.elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form"}
        for name, value in attributes.items():
            if name in FETCHING:
                assert value.startswith("#"), (tag, name, value)
    for style in read.raw["style"]:
        assert "@import" not in style
        for address in re.findall(r"url\((.*?)\)", style):
            assert address.startswith("#"), address  # Leaflet's own pictures are gone with their rules


def test_the_policy_lets_nothing_in(read):
    policies = [m["content"] for m in read.named("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    assert policies == [POLICY]
    assert "default-src 'none'" in POLICY
    assert "http" not in POLICY


def test_no_library_beyond_leaflet(text):
    script = text.split("studyMap({")[0]
    assert text.count('t.version="1.9.4"') == 1
    assert "BSD 2-Clause" in script  # the licence travels with the library
    for absent in ("jquery", "bootstrap", "awesome", "sourceMappingURL", "cdn."):
        assert absent not in text.lower()
    own = text[text.index("function studyMap") :]
    assert "eval(" not in own
    assert "innerHTML" not in own


def test_two_renders_are_the_same_to_the_byte(release, text):
    assert page(release) == text
    assert page(example_release()) == text
    assert not re.search(r"_[0-9a-f]{32}", text)


def test_hostile_names_are_only_text(text, read):
    # Were a name taken for markup, the parser would see an element of that name.
    scripts = read.named("script")
    assert len(scripts) == 4  # figures, Leaflet, the page's own, folium's
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
    found = page(replace(release, heading=heading, verdict=(nasty,), warnings=(nasty,)))
    assert "<script>alert(3)" not in found
    assert len(_Reader(found).named("script")) == 4


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
    assert skip["href"] == "#table"
    assert any(h.get("id") == "table" for h in read.named("h2"))
    final = page(replace(release, heading=replace(heading, draft=False)))
    assert '<strong class="draft">' not in final


def test_every_site_has_a_marker_a_card_and_a_row(text, read, release):
    cards = {a["id"] for a in read.named("article")}
    buttons = {b["data-site"] for b in read.named("button")}
    for site_id in release.tables["sites"]["site_id"]:
        assert f"card-{site_id}" in cards
        assert site_id in buttons
        assert f'"siteId": "{site_id}"' in text
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
    script = text[text.index("studyMap({") - 40_000 :]
    assert not re.search(r"\[\s*5[34]\d{4}", script)
    assert not re.search(r"\d\.\d{6,}", script.split("function studyMap")[-1])


def test_layers_are_folium_s_and_in_order(release):
    drawn = draw(release)
    names = [child.layer_name for child in drawn._children.values() if hasattr(child, "layer_name")]
    assert names == [
        "Boroughs",
        "Change in staff journeys, by home area",
        "Corridor along the border",
        "Main roads",
        "Railways and stations",
        "Surroundings",
        "Outlines",
        "Shared border",
        "Place names",
        "Sites",
    ]


def test_page_stays_small(text):
    assert len(text.encode()) < 3_000_000


def test_page_without_lines_stations_or_places(release):
    layers = release.layers
    bare = {name: getattr(layers, name).iloc[:0] for name in ("roads", "railways", "stations", "places", "corridor")}
    found = page(replace(release, layers=replace(layers, **bare)))
    assert "studyMap({" in found
