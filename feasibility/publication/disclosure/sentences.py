"""Sentences of an edition: without prices of places, pounds in thousands."""

from collections.abc import Iterable
from dataclasses import replace

from feasibility.appraisal.verdict import Told
from feasibility.publication.disclosure import pounds, prices
from feasibility.publication.disclosure.terms import Terms


def said(sentences: Iterable[str], terms: Terms) -> tuple[str, ...]:
    """Sentences of findings as the edition may have them."""
    if not terms.rounded:
        return tuple(sentences)
    told = pounds.all_said(sentences)
    return prices.blanked(told) if terms.prices_withheld else told


def unpriced(sentences: Iterable[str], terms: Terms) -> tuple[str, ...]:
    """Sentences of inputs, whose pounds are as stated: without prices of places, where those are withheld."""
    return prices.blanked(sentences) if terms.prices_withheld else tuple(sentences)


def verdict(told: Told, terms: Terms) -> Told:
    """The verdict without the sentences that turn on a price of a place, where prices are withheld.

    Its pounds come from public figures already, and are said to the thousand.
    """
    if not terms.prices_withheld:
        return told
    return replace(told, would_change=prices.said(told.would_change))


def privacy(terms: Terms, joined_heads_min: int) -> str:
    """What the method note says of it. `joined_heads_min`: the staff until which home areas were joined."""
    least = terms.heads_min
    told = (
        "No home is shown. Journeys are published by employer, mode, band and home areas: neighbouring small areas "
        f"joined until each holds {joined_heads_min} staff, or a whole district. Fewer than {least} are not shown, nor "
        "any figure that would give them away. Shares of staff are in steps of five percentage points, "
        "or wider ones of at least five staff: each is rounded by itself, so they need not add up to all."
    )
    if terms.rounded:
        told += (
            " Counts of people are to the nearest five, each rounded by itself. Pounds of an option are to the nearest "
            "£1,000: its lines add up to its total, and a line may be a thousand out for that."
        )
    if terms.prices_withheld:
        told += (
            " Prices of single places (rent, rateable value, service charge, fit-out, further costs) and the terms of "
            "leases stand in the exempt edition alone; totals of options stand in both. Cash for places is spread "
            "evenly over the quarters in which it is paid."
        )
    return told
