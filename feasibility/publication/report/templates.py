"""How the templates of every page are read."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

ASSETS = Path(__file__).parents[1] / "assets"
POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
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
