"""What options and weights are called."""

from collections.abc import Mapping
from dataclasses import dataclass

from feasibility.appraisal.weight_space.reversals import CRITERION


@dataclass(frozen=True)
class Names:
    """Words by id; what has none is called by its id."""

    options: Mapping[str, str]
    """Titles."""
    groups: Mapping[str, str]
    """As they stand within a sentence: `staff travel`."""
    criteria: Mapping[str, str]
    """The same of criteria, which may have the id of a group."""


def option(names: Names, option_id: str) -> str:
    """The option's title."""
    return names.options.get(option_id, option_id)


def weight(names: Names, weight_id: str, kind: str) -> str:
    """The group or the criterion in words."""
    words = names.criteria if kind == CRITERION else names.groups
    return words.get(weight_id, weight_id)
