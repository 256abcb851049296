"""What is found of the weights, as values."""

from dataclasses import dataclass

import pandas as pd

from feasibility.appraisal.weight_space.ranks import Firsts, Ranks
from feasibility.appraisal.weight_space.reversals import Line


@dataclass(frozen=True)
class Spread:
    """Who is first over each region; Series and rows keyed by option."""

    anywhere: Ranks
    """Over all weights."""
    in_order: Firsts
    """Over those that keep the stated order."""
    near: Firsts
    """Over those near the stated ones."""
    can_lead: pd.DataFrame
    """Exactly: columns `anywhere`, `in_order`, `near`, True or False."""


@dataclass(frozen=True)
class Explored:
    """The weights explored, by value alone."""

    space: pd.DataFrame
    """tables.WeightSpaceTable."""
    reversals: pd.DataFrame
    """tables.WeightReversalsTable."""
    rivals: pd.DataFrame
    """tables.WeightRivalsTable."""
    words: tuple[str, ...]
    """One to three sentences."""
    note: str
    """How many draws, and what the shares may be out by."""
    leader: str
    """The option the sentences speak of, that rivals are held against."""
    level_with: tuple[str, ...]
    """Others with the same values throughout: they share whatever the leader has."""
    spread: Spread
    lines: tuple[Line, ...]
    draws: int
    unlisted: int
    """Options left out of the tables, for leading nowhere and hardly ever coming in the first three."""
