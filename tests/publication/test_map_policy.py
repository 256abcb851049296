"""What the map page may run, style and ask for: only what stands in it."""

import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest

from feasibility.publication.map import page
from feasibility.publication.map.drawn import draw, script
from feasibility.scenario.publication import Tiles
from tests.publication.example_release import HOSTILE_SITE, example_release
from tests.publication.page_reader import Reader

FETCHING = {"src", "srcset", "href", "action", "data", "poster", "formaction", "background", "ping", "xlink:href"}
TILES = Tiles(url="https://tiles.example.org:8443/{z}/{x}/{y}.png", attribution="© <b>Tile</b> owners")


@pytest.fixture(scope="module")
def release():
    return example_release()


@pytest.fixture(scope="module")
def text(release):
    return page(release)


@pytest.fixture(scope="module")
def read(text):
    return Reader(text)


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


def _policy(read):
    (found,) = [m["content"] for m in read.named("meta") if m.get("http-equiv") == "Content-Security-Policy"]
    return dict(rule.split(" ", 1) for rule in found.split("; "))


def test_the_policy_lets_in_only_these_scripts_and_styles(text, read):
    policy = _policy(read)
    assert policy["default-src"] == "'none'"
    assert "unsafe" not in str(policy)
    assert "http" not in str(policy)
    assert "img-src" not in policy  # nothing of default-src is given back
    for rule, tag in (("script-src", "script"), ("style-src", "style")):
        inside = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.S)  # the data bear a type, and are never run
        hashes = [base64.b64encode(hashlib.sha256(words.encode()).digest()).decode() for words in inside]
        assert policy[rule] == " ".join(f"'sha256-{digest}'" for digest in hashes)


def test_nothing_is_inline_but_what_the_policy_names(read):
    for tag, attributes in read.elements:
        assert "style" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on")], tag


def test_tiles_are_asked_of_their_host_alone_and_only_where_the_scenario_says(release, text):
    assert "L.tileLayer(" not in text.split("function foliumMap")[1]
    with_tiles = page(replace(release, tiles=TILES))
    read = Reader(with_tiles)
    assert _policy(read)["img-src"] == "data: https://tiles.example.org:8443"
    assert "<b>Tile</b>" not in with_tiles
    assert "© <b>Tile</b> owners" in "".join(read.words)
    drawing = with_tiles.split("function foliumMap")[1].split("</script>")[0]
    name = re.search(r"var (tile_layer_\d+) = L.tileLayer", drawing)[1]
    assert f"{name}.addTo" not in drawing  # off until the reader switches it on
    box = next(a for a in read.named("input") if a.get("data-layer") == "tiles")
    assert "checked" not in box


def test_no_library_beyond_leaflet(text):
    assert text.count('t.version="1.9.4"') == 1
    assert "BSD 2-Clause" in text  # the licence travels with the library
    for absent in ("jquery", "bootstrap", "awesome", "sourceMappingURL", "cdn."):
        assert absent not in text.lower()
    own = text[text.index("function foliumMap") :]
    for never in ("eval(", "new Function", "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write"):
        assert never not in own


def test_folium_s_script_holds_no_name_and_no_markup(release):
    _, drawing = script(draw(release))
    layers = release.layers
    names = [*layers.sites["name"], *layers.places["name"], *layers.stations["name"], *layers.areas["name"]]
    for name in map(str, names):
        assert json.dumps(name) not in drawing, name
    assert HOSTILE_SITE not in drawing
    assert '"html"' not in drawing
    assert "onclick" not in drawing


@pytest.mark.browser
def test_a_browser_keeps_to_the_policy(opened, text):
    browser = opened(text)
    browser.execute_script("""
        const smuggled = document.createElement('script');
        smuggled.textContent = 'window.smuggled = true';
        const inside = document.createElement('div');
        inside.innerHTML = '<img src="https://example.org/p.png" onerror="window.smuggled = true">';
        document.body.append(smuggled, inside);""")
    assert browser.execute_script("return window.smuggled") is None
    told = " ".join(entry["message"] for entry in browser.get_log("browser"))
    assert "script" in told
    assert "https://example.org/p.png" in told
    assert "Content Security Policy" in told
