"""Figures as the method note writes them."""

from feasibility import wording


def per_cent(share: float) -> str:
    """A share in whole per cent."""
    return wording.number(share, wording.SHARE)


def fine(share: float) -> str:
    """A share as short as it can be said: `3.5%`, `5%`."""
    return f"{round(100 * share, 4):g}%"
