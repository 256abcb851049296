"""The alternatives compared: ways of staying, and every set of shared sites in every way of working there."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
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

    `names` gives site id to name. Where one way of moving is compared, options are called by their sites alone.
    """
    options = [
        Option(DO_NOTHING, "Do nothing: the centres stay as they are", tuple(present), "now"),
        Option(DO_MINIMUM, "Do minimum: each authority mends its own centre", tuple(present), "now"),
    ]
    if "virtual" in ways:
        options.append(Option(VIRTUAL_POOL, "Virtual pool: one queue, both centres stay", tuple(present), "virtual"))
    moving: list[Working] = [way for way in ("apart", "pooled") if way in ways]
    for way in moving:
        told, word = (f"--{way}", WORKING_WORDS[way]) if len(moving) > 1 else ("", "")
        for count in range(rules.sites_open_min, rules.sites_open_max + 1):
            options += [
                Option("--".join(chosen) + told, _title(chosen, names, present, word), chosen, way)
                for chosen in combinations(names, count)
                if not (way == "apart" and set(chosen) == set(present))  # nobody would share anything: as now
            ]
    return options


def _title(chosen: Sequence[str], names: Mapping[str, str], present: Sequence[str], way: str) -> str:
    """The sites by name, and in brackets how they are worked and whether they are where staff are now."""
    where = AT_PRESENT if set(chosen) == set(present) else ""
    told = ", ".join(filter(None, (way, where)))
    return " and ".join(names[s] for s in chosen) + (f" ({told})" if told else "")
