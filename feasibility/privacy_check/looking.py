"""Homes and ids in words and points."""

import re
import unicodedata
import urllib.parse
from collections.abc import Iterator
from html import unescape

import numpy as np
import numpy.typing as npt

from feasibility.privacy_check.pieces import Points, Text
from feasibility.privacy_check.wanted import FULL, Wanted, known

HOME = "a home postcode of the staff file"
ANY_POSTCODE = "a full postcode that is no place's of the study"
STAFF_ID = "a staff id"
HOME_POINT = "the point of a home"
NEAR_M = 1.0
"""A point this near is the home's: points of the directory are whole metres."""
NEAR_DEGREES = 1.5e-5
"""About the same in degrees: five decimals, as maps are written with."""

_LOOSE = re.compile(r"(?=([A-Z]{1,2}[0-9][A-Z0-9]?)[^A-Z0-9]{0,3}([0-9][A-Z]{2}))")
"""A postcode however it is cut: across cells, with any mark between, inside a longer word."""
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_METRES = re.compile(r"(?<![\d.])(\d{5,6}(?:\.\d+)?)[^\d.]{1,12}?(\d{5,6}(?:\.\d+)?)(?![\d.])")
_DEGREES = re.compile(r"(?<![\d.])(-?\d{1,2}\.\d{4,})[^\d.-]{1,12}?(-?\d{1,2}\.\d{4,})")


def in_text(text: Text, wanted: Wanted) -> Iterator[str]:
    """What of the private is in some words, each kind once."""
    plain = spelt_out(text.words)
    if any("".join(found) in wanted.homes for found in _LOOSE.findall(plain)):
        yield HOME
    elif not text.is_code:
        full = {"".join(found) for found in FULL.findall(plain)} - wanted.places
        if known(full):
            yield ANY_POSTCODE
    if wanted.staff_ids and _has_id(plain, wanted.staff_ids):
        yield STAFF_ID
    if len(wanted.metres) and not text.is_code and _pairs(plain, wanted):
        yield HOME_POINT


def in_points(points: Points, wanted: Wanted) -> bool:
    """Whether a point is a home's."""
    if not len(points.positions) or not len(wanted.metres):
        return False
    found = np.array(points.positions, dtype=float)
    return _any_near(found, wanted.metres, NEAR_M) or _any_near(found, wanted.degrees, NEAR_DEGREES)


def spelt_out(words: str) -> str:
    """Words in capitals with every escape of HTML, JSON and addresses undone and hidden marks taken out."""
    text = unescape(unescape(words))
    if "%" in text:
        text = urllib.parse.unquote(text, errors="replace")
    if "\\" in text:
        text = _ESCAPED.sub(lambda found: chr(int(found.group(1) or found.group(2), 16)), text)
    return _HIDDEN.sub("", text if text.isascii() else unicodedata.normalize("NFKC", text)).upper()


def _has_id(plain: str, ids: frozenset[str]) -> bool:
    return any(word in ids for word in re.findall(r"[A-Z0-9][A-Z0-9_./-]{4,}", plain)) or any(
        " " in one and one in plain for one in ids
    )


def _pairs(plain: str, wanted: Wanted) -> bool:
    """Whether two figures beside one another are a home's easting and northing, or its degrees in either order."""
    metres = np.array([(float(a), float(b)) for a, b in _METRES.findall(plain)]).reshape(-1, 2)
    if _any_near(metres, wanted.metres, NEAR_M):
        return True
    degrees = np.array([(float(a), float(b)) for a, b in _DEGREES.findall(plain)]).reshape(-1, 2)
    return _any_near(degrees, wanted.degrees, NEAR_DEGREES) or _any_near(degrees[:, ::-1], wanted.degrees, NEAR_DEGREES)


def _any_near(found: npt.NDArray[np.float64], homes: npt.NDArray[np.float64], near: float) -> bool:
    if not len(found) or not len(homes):
        return False
    cells = {(round(x / near), round(y / near)) for x, y in homes.tolist()}
    around = [(i, j) for i in (-1, 0, 1) for j in (-1, 0, 1)]
    return any((round(x / near) + i, round(y / near) + j) in cells for x, y in found.tolist() for i, j in around)
