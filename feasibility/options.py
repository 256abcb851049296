"""The alternatives compared: do nothing, every shared site, every pair of sites."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from feasibility.scenario.sections import Options

DO_NOTHING = "do-nothing"


@dataclass(frozen=True)
class Option:
    """One alternative."""

    option_id: str
    title: str
    site_ids: tuple[str, ...]
    """Shared sites, in the order of the sites file; for do nothing, the present centres."""

    @property
    def is_do_nothing(self) -> bool:
        """Whether both centres stay as they are."""
        return self.option_id == DO_NOTHING


def listed(names: Mapping[str, str], present: Sequence[str], rules: Options) -> list[Option]:
    """Do nothing first, then every set of as many sites as the rules allow, among `names` (site id to name)."""
    options = [Option(DO_NOTHING, "Do nothing: the centres stay as they are", tuple(present))]
    for count in range(rules.sites_open_min, rules.sites_open_max + 1):
        options += [
            Option("--".join(chosen), " and ".join(names[s] for s in chosen), chosen)
            for chosen in combinations(names, count)
        ]
    return options
