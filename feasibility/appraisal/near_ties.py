"""Options too close to call, grouped by what differs between them: the sites in common, and the choice that is left."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from feasibility import wording
from feasibility.options import STAYING, WORKING_WORDS

LEADERS = ("best", "near-tie")


@dataclass(frozen=True)
class Group:
    """Options of one way of working that have all sites but one in common; or one option by itself."""

    working: str
    common: tuple[str, ...]
    """Sites that all of them open; all sites of an option by itself."""
    instead: tuple[str, ...]
    """The site in which they differ, in the order of their ranks; none for an option by itself."""
    option_ids: tuple[str, ...]


def groups(options: pd.DataFrame) -> list[Group]:
    """The best and its near-ties in which staff move, of tables.OptionsTable, as few groups as come of it.

    Options of one way with as many sites belong together where they differ in one site. The largest group is taken
    first; of groups as large, the one with the option that ranks best.
    """
    leaders = options[options["verdict"].isin(LEADERS) & ~options["option_id"].isin(STAYING)]
    rows = [
        (str(r["option_id"]), str(r["working"]), tuple(str(r["sites"]).split())) for r in leaders.to_dict("records")
    ]
    found: list[Group] = []
    while rows:
        group = _largest(rows)
        found.append(group)
        rows = [row for row in rows if row[0] not in group.option_ids]
    order = {option_id: place for place, option_id in enumerate(leaders["option_id"])}
    return sorted(found, key=lambda group: order[group.option_ids[0]])


Row = tuple[str, str, tuple[str, ...]]


def _largest(rows: Sequence[Row]) -> Group:
    by_core: dict[tuple[str, int, tuple[str, ...]], list[Row]] = {}
    for row in rows:
        _, way, sites = row
        for core in combinations(sites, len(sites) - 1):
            by_core.setdefault((way, len(sites), core), []).append(row)
    # The first of the largest: cores are met in the order of the ranks.
    (way, _, core), alike = max(by_core.items(), key=lambda item: len(item[1]))
    if len(alike) == 1:
        option_id, way, sites = rows[0]
        return Group(way, sites, (), (option_id,))
    instead = tuple(next(site for site in sites if site not in core) for _, _, sites in alike)
    return Group(way, core, instead, tuple(option_id for option_id, _, _ in alike))


def sentences(options: pd.DataFrame, names: dict[str, str]) -> tuple[str, ...]:
    """What the options too close to call have in common and where they differ; nothing where there is but one.

    `names` gives site id to name.
    """
    close = options[options["verdict"].isin(LEADERS)]
    if len(close) < 2:
        return ()
    staying = close[close["option_id"].isin(STAYING)]
    said = [f"{row['option']}: nobody moves." for row in staying.to_dict("records")]
    return (*said, *(_sentence(group, names) for group in groups(options)))


def _sentence(group: Group, names: dict[str, str]) -> str:
    way = WORKING_WORDS[group.working]
    common = wording.joined(tuple(names.get(site, site) for site in group.common))
    if not group.instead:
        return f"{wording.capital(way)}: {common}."
    choice = wording.joined(tuple(names.get(site, site) for site in group.instead), last="or")
    count = wording.counted(len(group.option_ids), "option")
    opens = f"all open {common}; the choice is {choice}" if common else f"one site, a choice of {choice}"
    return f"{wording.capital(way)}, {count}: {opens}."
