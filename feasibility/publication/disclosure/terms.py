"""What each edition may tell."""

from dataclasses import dataclass

from feasibility.scenario.publication import Edition, Publication


@dataclass(frozen=True)
class Terms:
    """The rules of one edition."""

    edition: Edition
    heads_min: int
    """Fewest staff that any figure may speak of."""
    rounded: bool
    """Whether counts of people, minutes of groups and pounds are rounded."""
    prices_withheld: bool
    """Whether prices of single places are taken out."""
    marking: str
    """Words that every page bears; blank where none need be."""


def terms(settings: Publication, edition: Edition) -> Terms:
    """The rules of an edition by the settings of the scenario."""
    if edition == "exempt":
        return Terms(edition, settings.exempt_heads_min, rounded=False, prices_withheld=False,
                     marking=settings.exempt_words)  # fmt: skip
    return Terms(edition, settings.suppression_heads_min, rounded=True,
                 prices_withheld=settings.commercial == "exempt", marking="")  # fmt: skip
