"""The map for print."""

import io
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from feasibility.publication import picture
from tests.publication.example_release import HOSTILE_SITE, example_release


@pytest.fixture(scope="module")
def release():
    return example_release()


@pytest.fixture(scope="module")
def sheet(release):
    return picture.png(release)


@pytest.fixture
def words(monkeypatch, release):
    """Every text on the sheet, caught as it is drawn."""
    found = []
    drawn = Figure.draw

    def listen(figure, renderer):
        found.extend(text.get_text() for text in figure.findobj(lambda artist: hasattr(artist, "get_text")))
        return drawn(figure, renderer)

    monkeypatch.setattr(Figure, "draw", listen)

    def say(shown=release):
        found.clear()
        picture.png(shown)
        return "\n".join(found)

    return say


def test_is_a4_landscape_at_print_density(sheet):
    image = Image.open(io.BytesIO(sheet))
    # A4 is 11.69 x 8.27 inches; at 220 dots an inch 2,571 x 1,819.
    assert image.size == (2571, 1819)
    assert image.info["dpi"] == pytest.approx((220, 220), abs=0.1)


def test_the_same_release_gives_the_same_bytes(release, sheet):
    assert picture.png(release) == sheet
    assert b"Software" not in sheet
    assert b"Creation" not in sheet


def test_sheet_says_what_the_page_says(words, release):
    said = words()
    for shown in (release.heading.title, release.heading.as_at, release.heading.run_id, "DRAFT", "Ruxley", "N", "2 km"):
        assert shown in said
    for line in release.heading.licence_lines:
        assert line in said
    assert "£1,195,000" in said
    assert "3.4 minutes longer" in said
    assert "fewer than 10 staff: not shown" in said
    assert "+8 min" in said  # 7.75 minutes in Town
    assert "alert(1)" in said  # a name is text, shown as it is
    assert "Secret Lane" not in said


def test_a_final_sheet_is_not_marked_as_draft(words, release):
    assert "DRAFT" not in words(replace(release, heading=replace(release.heading, draft=False)))


def test_dollar_signs_are_dollar_signs(words, release):
    sites = release.layers.sites.copy()
    table = release.tables["sites"].copy()
    table["name"] = table["name"].replace({HOSTILE_SITE: "Between $5_$ and $6^$"})
    said = words(
        replace(release, tables={**release.tables, "sites": table}, layers=replace(release.layers, sites=sites))
    )
    assert "Between $5_$ and $6^$" in said


def test_longer_and_shorter_differ_without_colour(sheet):
    grey = np.asarray(Image.open(io.BytesIO(sheet)).convert("L"), dtype=float)
    height, width = grey.shape
    # Rows 60 to 70 % down: left of the map is Town (longer, lines), the middle right Border Vale (shorter, dots).
    town = grey[int(0.62 * height) : int(0.66 * height), int(0.17 * width) : int(0.24 * width)]
    vale = grey[int(0.62 * height) : int(0.66 * height), int(0.34 * width) : int(0.41 * width)]
    assert town.std() > 5  # a pattern, not a flat tint
    assert vale.std() > 5


def test_the_foot_keeps_every_attribution_however_many():
    release = example_release()
    owed = tuple(f"Owner {number} licensed under terms that take a good many words to say" for number in range(20))
    figure = Figure(figsize=picture.A4_INCHES)
    picture._foot(figure, replace(release, heading=replace(release.heading, licence_lines=owed)))
    (foot,) = figure.texts
    assert all(line in " ".join(foot.get_text().split()) for line in owed)
    few = Figure(figsize=picture.A4_INCHES)
    picture._foot(few, release)
    assert foot.get_fontsize() < few.texts[0].get_fontsize()
