"""The weights of a value score: groups of criteria, and what share of the whole each criterion has."""

from collections.abc import Mapping
from dataclasses import dataclass

from feasibility.scenario.value import ValueSettings

WHOLE = "all"
"""The one group of a tree that declares none."""


@dataclass(frozen=True)
class Tree:
    """Swing weights as shares of the whole. Groups stand one level above criteria; each criterion is in one group."""

    groups: Mapping[str, float]
    """Group id to its share of the whole; they sum to 1."""
    within: Mapping[str, Mapping[str, float]]
    """Group id to criterion id to its share of the group; each group's sum to 1."""

    @property
    def shares(self) -> dict[str, float]:
        """Criterion id to its share of the whole, in the order of the tree; they sum to 1."""
        return {
            criterion: self.groups[group] * share
            for group, criteria in self.within.items()
            for criterion, share in criteria.items()
        }


def stated(settings: ValueSettings) -> Tree:
    """The tree of the settings, groups and criteria in their order; empty where no criterion is declared.

    Weights that were rounded, and so sum to nearly 100, are taken in proportion.
    """
    declared = {key: group.weight for key, group in settings.group.items()}
    within: dict[str, dict[str, float]] = {group: {} for group in declared or (WHOLE,)}
    for key, criterion in settings.criterion.items():
        within[criterion.group or WHOLE][key] = criterion.weight
    kept = {group: criteria for group, criteria in within.items() if criteria}
    return Tree(
        groups=_shares({group: declared.get(group, 1.0) for group in kept}),
        within={group: _shares(criteria) for group, criteria in kept.items()},
    )


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    total = sum(weights.values())
    return {key: weight / total for key, weight in weights.items()}
