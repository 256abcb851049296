"""Who leads, and the rivals that are held against it one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from feasibility.appraisal import ranking
from feasibility.appraisal.verdict.names import name
from feasibility.enumeration import Found
from feasibility.options import Option

PENNY = 0.01


@dataclass(frozen=True)
class Lead:
    """The ranking as switching values see it."""

    ranked: pd.DataFrame
    """tables.OptionsTable, best first."""
    options: tuple[Option, ...]
    leader: str
    rivals: tuple[str, ...]
    """Ids in the order of the ranking: ways of staying, near-ties, best single sites, and the cheapest move."""
    names: dict[str, str]
    """Option id to the option within a sentence."""

    @property
    def sites_asked(self) -> tuple[str, ...]:
        """Places of the leader and its rivals, in the order of the ranking."""
        by_id = {option.option_id: option for option in self.options}
        return tuple(dict.fromkeys(site for i in (self.leader, *self.rivals) for site in by_id[i].site_ids))


def lead_of(ranked: pd.DataFrame, sound: Sequence[Found], options: Sequence[Option]) -> Lead:
    """The best option and its rivals. One that costs the same to the penny is the best by another name, and no rival.

    `sound` is the options that can be had.
    """
    near = ranking.within_reach(ranked)
    leader = str(near["option_id"].iloc[0])
    cheapest = ranking.moves(near)["option_id"].head(1).tolist()
    wanted = {*ranking.leading(ranked), *cheapest} & {found.option.option_id for found in sound}
    apart = near[(near["above_best_gbp"].abs() >= PENNY) & near["option_id"].isin(wanted)]
    return Lead(
        ranked=ranked,
        options=tuple(options),
        leader=leader,
        rivals=tuple(str(i) for i in apart["option_id"] if i != leader),
        names={str(row["option_id"]): name(row) for _, row in ranked.iterrows()},
    )
