"""The letters of PDF pages and of pictures: a font that comes with the package, so every machine draws the same."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import typst

FOLDER = Path(__file__).parents[1] / "assets" / "fonts"
FAMILY = "Source Sans 3"
"""Adobe's open sans serif: narrow enough for wide tables, with figures of one width. Its licence lies beside it."""

_FAMILIES = re.compile(
    r"""(?:(?:-apple-system|BlinkMacSystemFont|system-ui|Helvetica\ Neue|Helvetica|Arial|Liberation\ Sans|DejaVu\ Sans)
    \s*,\s*)*(?<![\w-])sans-serif\b""",
    re.VERBOSE,
)
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]+)|([0-9]+));")
_CODE_POINTS_OF_32_BITS = 12
_BELOW_WORDS = 0x80
"""Characters below this one mean something to XML, and every font has them."""


@cache
def fonts() -> typst.Fonts:
    """The font of the package and no other: neither the machine's nor those that come with Typst."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])


def drawable(text: str) -> str:
    """The text with every character that the font has not written out by its name, such as `[grinning face]`.

    A tagged PDF may hold no character without a shape, and an empty box tells a reader nothing. Characters that show
    nothing, such as marks of direction, are left out.
    """
    known = _characters()
    if all(ord(letter) in known for letter in text):
        return text
    return "".join(_shown(letter, known) for letter in unicodedata.normalize("NFC", text))


def lettered(svg: str) -> str:
    """A picture that asks for the font of the package wherever it asked for whatever sans serif a machine has."""
    own = _FAMILIES.sub(f"'{FAMILY}'", _REFERENCE.sub(_character, svg))
    return drawable(own)


def _shown(letter: str, known: frozenset[int]) -> str:
    if ord(letter) in known or letter in "\n\t":
        return letter
    if unicodedata.category(letter) in {"Cc", "Cf", "Mn", "Me", "Cn", "Cs", "Co"}:
        return ""
    if unicodedata.category(letter) == "Zs":
        return " "
    return f"[{unicodedata.name(letter, f'character {ord(letter):X}').lower()}]"


def _character(found: re.Match[str]) -> str:
    hexadecimal, decimal = found.groups()
    number = int(hexadecimal, 16) if hexadecimal else int(decimal)
    return chr(number) if _BELOW_WORDS <= number <= 0x10FFFF else found.group()


@cache
def _characters() -> frozenset[int]:
    """Code points that every weight of the font has."""
    return frozenset.intersection(*(frozenset(_mapped(file.read_bytes())) for file in sorted(FOLDER.glob("*.otf"))))


def _mapped(font: bytes) -> Iterator[int]:
    """Code points of an OpenType font, from its character map of 32 bits (table `cmap`, format 12)."""
    (tables,) = struct.unpack_from(">H", font, 4)
    places = {tag: offset for tag, _, offset, _ in struct.iter_unpack(">4sLLL", font[12 : 12 + 16 * tables])}
    start = places[b"cmap"]
    (maps,) = struct.unpack_from(">H", font, start + 2)
    for _, _, offset in struct.iter_unpack(">HHL", font[start + 4 : start + 4 + 8 * maps]):
        (form,) = struct.unpack_from(">H", font, start + offset)
        if form == _CODE_POINTS_OF_32_BITS:
            (count,) = struct.unpack_from(">L", font, start + offset + 12)
            first = start + offset + 16
            for low, high, _ in struct.iter_unpack(">LLL", font[first : first + 12 * count]):
                yield from range(low, high + 1)
