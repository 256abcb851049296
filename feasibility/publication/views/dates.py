"""Dates of tables as a reader meets them."""

from datetime import date


def day(text: object) -> str:
    """A day as a sentence says it: `25 March 2015`; what is no whole day stays as it is written."""
    try:
        found = date.fromisoformat(str(text))
    except ValueError:
        return str(text)
    return f"{found.day} {found:%B} {found.year}"


def short(text: object) -> str:
    """A day as a narrow column says it: `25 Mar 2015`; what is no whole day stays as it is written."""
    try:
        found = date.fromisoformat(str(text))
    except ValueError:
        return str(text)
    return f"{found.day} {found:%b} {found.year}"
