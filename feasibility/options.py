"""The alternatives compared: ways of staying, and every set of shared sites in every way of working there."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb
from typing import Any, Literal

from feasibility.scenario.sections import Options

DO_NOTHING = "do-nothing"
DO_MINIMUM = "do-minimum"
VIRTUAL_POOL = "virtual-pool"
STAYING = (DO_NOTHING, DO_MINIMUM, VIRTUAL_POOL)
"""Options in which nobody moves."""
BOOK_OF = {DO_NOTHING: "do-nothing", DO_MINIMUM: "do-minimum", VIRTUAL_POOL: "virtual"}
"""The book of cost lines of each option in which nobody moves; the others go by their way of working."""
Working = Literal["now", "apart", "pooled", "virtual"]
MOVING: tuple[Literal["apart", "pooled"], ...] = ("apart", "pooled")
"""Ways of working in which staff move."""
AT_PRESENT = "staff placed anew at the present centres"
"""Said of a shared set of sites that is the present centres: seats are filled without regard to employer."""
WORKING_WORDS = {"now": "as now", "apart": "apart", "pooled": "pooled", "virtual": "one queue"}


def sites_in_words(row: Mapping[Hashable, Any]) -> str:
    """What an option is, from its row of tables.OptionsTable, without the way of working where that stands apart."""
    title, way = str(row["option"]), WORKING_WORDS[str(row["working"])]
    return title.removesuffix(f" ({way})").replace(f" ({way}, {AT_PRESENT})", f" ({AT_PRESENT})")


@dataclass(frozen=True)
class Option:
    """One alternative."""

    option_id: str
    title: str
    site_ids: tuple[str, ...]
    """Shared sites, in the order of the sites file; where nobody moves, the present centres."""
    working: Working = "pooled"
    """How the partners work: as now, apart in one building, one queue in one building, one queue without a move."""

    @property
    def stays(self) -> bool:
        """Whether both centres stay where they are."""
        return self.option_id in STAYING

    @property
    def book(self) -> str:
        """Key of the book its cost lines come from."""
        return BOOK_OF.get(self.option_id, self.working)


def listed(
    names: Mapping[str, str], present: Sequence[str], rules: Options, ways: Sequence[str] = ("pooled",)
) -> list[Option]:
    """Ways of staying first, then every set of as many sites as the rules allow, in each of `ways`.

    `names` gives site id to name. Where one way of moving is compared, options are called by their sites alone. Of more
    than `rules.listed_max` sets, single sites alone are listed: the best of the others are searched for (`pool`).
    """
    options = [
        Option(DO_NOTHING, "Do nothing: the centres stay as they are", tuple(present), "now"),
        Option(DO_MINIMUM, "Do minimum: each authority mends its own centre", tuple(present), "now"),
    ]
    if "virtual" in ways:
        options.append(Option(VIRTUAL_POOL, "Virtual pool: one queue, both centres stay", tuple(present), "virtual"))
    most = rules.sites_open_max if listed_whole(len(names), rules, ways) else 1
    for way in _moving(ways):
        for count in range(rules.sites_open_min, most + 1):
            options += [
                of_sites(chosen, way, names, present, ways)
                for chosen in combinations(names, count)
                if not (way == "apart" and set(chosen) == set(present))  # nobody would share anything: as now
            ]
    return options


def of_sites(
    chosen: Sequence[str], way: str, names: Mapping[str, str], present: Sequence[str], ways: Sequence[str]
) -> Option:
    """The option of moving to a set of sites, called as in `listed`; the sites stand in the order of `names`."""
    working = next(each for each in MOVING if each == way)
    told, word = (f"--{way}", WORKING_WORDS[way]) if len(_moving(ways)) > 1 else ("", "")
    in_order = tuple(site for site in names if site in chosen)
    return Option("--".join(in_order) + told, _title(in_order, names, present, word), in_order, working)


def sets_of_sites(sites: int, rules: Options, ways: Sequence[str]) -> int:
    """How many sets of sites the rules allow, in all ways of moving compared."""
    return len(_moving(ways)) * sum(comb(sites, n) for n in range(rules.sites_open_min, rules.sites_open_max + 1))


def listed_whole(sites: int, rules: Options, ways: Sequence[str]) -> bool:
    """Whether there are few enough sets of sites to work each of them out."""
    return sets_of_sites(sites, rules, ways) <= rules.listed_max


def _moving(ways: Sequence[str]) -> list[Working]:
    return [way for way in MOVING if way in ways]


def _title(chosen: Sequence[str], names: Mapping[str, str], present: Sequence[str], way: str) -> str:
    """The sites by name, and in brackets how they are worked and whether they are where staff are now."""
    where = AT_PRESENT if set(chosen) == set(present) else ""
    told = ", ".join(filter(None, (way, where)))
    return " and ".join(names[s] for s in chosen) + (f" ({told})" if told else "")
