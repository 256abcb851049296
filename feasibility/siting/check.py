"""Every answer held against the tables as they were given: each rule again and the objective recounted, no solver."""

from collections.abc import Hashable, Sequence

import numpy as np
import pandas as pd

from feasibility.siting.answer import Answer
from feasibility.siting.arrays import Floats
from feasibility.siting.given import named
from feasibility.siting.instance import Aim, Instance

ROUNDING_SHARE = 1e-6
"""Amounts and costs this close count as equal, as a share of the larger and at least of 1, or of the
largest figure where all are smaller: the solver's tolerance."""


def objective(instance: Instance, opened: Sequence[Hashable], allocation: pd.DataFrame) -> float:
    """What the plan comes to, from the tables that were given."""
    if instance.aim is Aim.OPENING:
        return float(instance.fixed_cost.loc[list(opened)].sum())
    if instance.aim is Aim.COVERED:
        return float(allocation["amount"].sum())
    costs, amounts = _costs(instance, allocation), allocation["amount"].to_numpy()
    if instance.aim is not Aim.COST:
        return float(costs.max())
    units = amounts / instance.demand.loc[allocation["client"]].to_numpy() if instance.cost_of_all else amounts
    return float((costs * units).sum() + instance.fixed_cost.loc[list(opened)].sum())


def levels(instance: Instance, allocation: pd.DataFrame) -> tuple[tuple[float, float], ...]:
    """Of a p-centre each travel in use and the demand served at it, the largest travel first."""
    if instance.aim not in (Aim.FARTHEST, Aim.LEVELS):
        return ()
    amounts = allocation["amount"].groupby(_costs(instance, allocation)).sum().sort_index(ascending=False)
    return tuple((float(travel), float(amount)) for travel, amount in amounts.items())


def _costs(instance: Instance, allocation: pd.DataFrame) -> Floats:
    rows = instance.cost.index.get_indexer(allocation["client"])
    columns = instance.cost.columns.get_indexer(allocation["site"])
    costs: Floats = instance.cost.to_numpy()[rows, columns]
    return costs


def breaches(instance: Instance, answer: Answer) -> list[str]:
    """What is wrong with an answer, in words; nothing where it is sound."""
    if not answer.outcome.has_plan:
        empty = not answer.opened and answer.allocation.empty and answer.objective is None
        return [] if empty else ["it gives figures and says that there is no plan"]
    unknown = [site for site in answer.opened if site not in instance.cost.columns]
    unknown += [site for site in answer.allocation["site"] if site not in instance.cost.columns]
    unknown += [client for client in answer.allocation["client"] if client not in instance.cost.index]
    if unknown:
        return [f"it names {named(unknown)}, which the table does not"]
    return [
        *_opening_breaches(instance, answer),
        *_pair_breaches(instance, answer),
        *_service_breaches(instance, answer),
        *_room_breaches(instance, answer),
        *_claim_breaches(instance, answer),
    ]


def _opening_breaches(instance: Instance, answer: Answer) -> list[str]:
    opened = frozenset(answer.opened)
    found = []
    if len(opened) != len(answer.opened):
        found.append("it opens a site twice")
    if wrong := opened & instance.forbidden:
        found.append(f"it opens {named(sorted(wrong, key=str))}, which is forbidden")
    if shut := instance.required - opened:
        found.append(f"it leaves {named(sorted(shut, key=str))} shut, which is required")
    if not instance.sites_min <= len(opened) <= instance.sites_max:
        found.append(f"it opens {len(opened)} sites, outside {instance.sites_min} to {instance.sites_max}")
    return found


def _pair_breaches(instance: Instance, answer: Answer) -> list[str]:
    allocation = answer.allocation
    rows = instance.cost.index.get_indexer(allocation["client"])
    columns = instance.cost.columns.get_indexer(allocation["site"])
    beyond = ~instance.allowed[rows, columns]
    shut = ~allocation["site"].isin(answer.opened).to_numpy()
    nothing = ~(allocation["amount"].to_numpy() > 0)
    twice = allocation.duplicated(["client", "site"]).to_numpy()
    return [
        f"it serves {named(f'{client} from {site}' for client, site in _pairs(allocation, wrong))}, {why}"
        for wrong, why in (
            (beyond, "a pair that may not be used"),
            (shut, "which is shut"),
            (nothing, "with no amount"),
            (twice, "on two rows"),
        )
        if wrong.any()
    ]


def _pairs(allocation: pd.DataFrame, flags: np.ndarray) -> list[tuple[Hashable, Hashable]]:
    return list(zip(allocation["client"][flags], allocation["site"][flags], strict=True))


def _service_breaches(instance: Instance, answer: Answer) -> list[str]:
    by_client = answer.allocation.groupby("client", sort=False)["amount"]
    served = by_client.sum().reindex(instance.demand.index, fill_value=0.0)
    whole = np.isclose(served, instance.demand, rtol=ROUNDING_SHARE, atol=0.0)
    found = []
    if instance.aim is not Aim.COVERED and not whole.all():
        found.append(f"it does not serve {named(served.index[~whole])} in full")
    if (over := ~whole & (served > instance.demand)).any():
        found.append(f"it serves {named(served.index[over])} more than in full")
    if instance.single_source:
        split = by_client.size() > 1
        if split.any():
            found.append(f"it splits {named(split.index[split])}, which may not be split")
        if instance.aim is Aim.COVERED and (part := ~whole & (served > 0)).any():
            found.append(f"it covers a part of {named(served.index[part])}, which may not be split")
    return found


def _room_breaches(instance: Instance, answer: Answer) -> list[str]:
    used = answer.allocation.groupby("site", sort=False)["amount"].sum()
    room = instance.capacity.loc[used.index]
    over = used > room + ROUNDING_SHARE * room.clip(lower=min(1.0, float(instance.demand.max())))
    return [f"it fills {named(used.index[over])} beyond capacity"] if over.any() else []


def _largest(instance: Instance) -> float:
    """The largest figure that an objective can be made of."""
    demand = float(instance.demand.max())
    if instance.aim is Aim.COVERED:
        return demand
    costs = instance.cost.to_numpy()[instance.allowed]
    each = 1.0 if instance.cost_of_all else max(demand, 1.0)
    return max(float(costs.max(initial=0.0)) * each, float(instance.fixed_cost.max()))


def _claim_breaches(instance: Instance, answer: Answer) -> list[str]:
    counted = objective(instance, answer.opened, answer.allocation)
    slack = ROUNDING_SHARE * max(abs(counted), min(1.0, _largest(instance)))
    found = []
    if answer.objective is None or abs(answer.objective - counted) > slack:
        found.append(f"it says {answer.objective} and comes to {counted}")
    if answer.levels != levels(instance, answer.allocation):
        found.append("its levels of travel are not those of its allocation")
    if answer.bound is not None:
        short = counted - answer.bound if instance.aim is Aim.COVERED else answer.bound - counted
        if short > slack:
            found.append(f"it comes to {counted}, better than its own bound of {answer.bound}")
    return found
