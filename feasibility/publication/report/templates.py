"""How the templates of every page are read."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

ASSETS = Path(__file__).parents[1] / "assets"
POLICY = Markup("default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'")
"""Content security policy of pages without a script. Styles stand in the page, charts have their own and tables their
widths, so those of the page are allowed and no other."""


def environment() -> Environment:
    """Escaped, with no name left undefined and no stray lines."""
    return Environment(
        loader=FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def asset(name: str) -> str:
    """The text of a style sheet or script that stands in a page."""
    return (ASSETS / name).read_text(encoding="utf-8")


def style(*names: str, marking: str = "", foot: str = "") -> Markup:
    """Style sheets of a page one after another, and what stands on every printed sheet: `marking` above, `foot` below.

    Both are text: no character of them can end the string of CSS, or the element, that they stand in.
    """
    return Markup("").join((*(Markup(asset(name)) for name in names), _margins(marking, foot)))


def _margins(marking: str, foot: str) -> Markup:
    boxes = [
        f"@{place} {{ content: {_quoted(text)}; font: {font} Arial, Helvetica, sans-serif; }}"
        for place, text, font in (("top-center", marking, "700 9pt"), ("bottom-left", foot, "8pt"))
        if text
    ]
    return Markup(f"@media print {{ @page {{ {' '.join(boxes)} }} }}\n")


def _quoted(text: str) -> str:
    """A string of CSS in which every character that is not a letter, figure or space is written as its number.

    The space that ends such a number is part of it.
    """
    inside = "".join(letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} " for letter in text)
    return f'"{inside}"'
