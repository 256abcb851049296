"""Statistics of journeys: what a group of people gains and loses. Nobody whose journey is not known is averaged."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd

NOTICED_MINUTES = 1.0
"""A change of up to a minute counts as unchanged (assumed: finer than any of the minutes can be known)."""
WORSE_BY = (15, 30)
"""Minutes one way by which a journey is called worse (sourced: Hampshire's tests of added travel and relocation)."""
BEYOND = (60, 90)
"""Minutes one way beyond which a journey is called long (assumed; an hour each way is HMRC's usual limit)."""
WORST_TENTH = 0.1
YEARLY = ("miles_per_year", "cost_gbp_per_year", "kgco2e_per_year")
Floats: TypeAlias = "np.typing.NDArray[np.float64]"


def columns_of(rows: pd.DataFrame) -> dict[str, np.ndarray]:
    """What the statistics read of journeys, as arrays of one length.

    A journey that is known before and not after is `lost`: its change is without end, so it ranks as worst.
    """
    before, after = (rows[f"minutes_{when}"].to_numpy(dtype=float) for when in ("before", "after"))
    lost = ~np.isnan(before) & np.isnan(after)
    taken = {
        "before": before,
        "after": np.where(lost, np.inf, after),
        "change": np.where(lost, np.inf, after - before),
        "bad_before": rows["bad_day_minutes_before"].to_numpy(dtype=float),
        "bad_after": rows["bad_day_minutes_after"].to_numpy(dtype=float),
        "changed_mode": (rows["mode_before"] != rows["mode_after"]).to_numpy(),
    }
    return taken | {f"{q}_{w}": rows[f"{q}_{w}"].to_numpy(dtype=float) for q in YEARLY for w in ("before", "after")}


def at(part: Mapping[str, np.ndarray], rows: np.ndarray) -> dict[str, np.ndarray]:
    """The figures at some rows."""
    return {name: values[rows] for name, values in part.items()}


def full(part: Mapping[str, np.ndarray]) -> dict[str, float]:
    """Every statistic of tables.JourneysTable, for one option and group."""
    known = ~np.isnan(part["before"]) & np.isfinite(part["after"])
    measured = part if known.all() else at(part, np.flatnonzero(known))
    row = _counts(part["share"], known) | _distributions(measured, part) | _shares(part)
    row["change_minutes_mean_by_day"] = mean(measured["change"], measured["share"] * measured["days"])
    for when in ("before", "after"):
        row[f"{when}_bad_day_minutes_mean"] = mean(measured[f"bad_{when}"], measured["share"])
    for quantity in YEARLY:
        before, after = (_total(measured[f"{quantity}_{when}"], measured["share"]) for when in ("before", "after"))
        row[f"before_{quantity}"], row[f"after_{quantity}"] = before, after
        row[f"change_{quantity}"] = after - before
    return row


def brief(part: Mapping[str, np.ndarray], group: np.ndarray, groups: int) -> dict[str, np.ndarray]:
    """The few statistics shown of a band's groups or of home areas, each an array of `groups`.

    `group` is the place of each person's group.
    """
    weights = part["share"]
    before = ~np.isnan(part["before"])
    known = before & np.isfinite(part["after"])

    def total(chosen: np.ndarray, values: np.ndarray) -> np.ndarray:
        rows = np.flatnonzero(chosen)
        return np.bincount(group[rows], weights[rows] * values[rows], minlength=groups)

    each = np.ones(len(group))

    with np.errstate(invalid="ignore", divide="ignore"):  # a group without a known journey has no mean
        measured = total(known, each)
        return {
            "heads": np.round(total(each > 0, each)),
            "heads_measured": np.round(measured),
            "before_minutes_mean": total(known, part["before"]) / measured,
            "change_minutes_mean": total(known, part["change"]) / measured,
            "worse_15_share": total(before & (part["change"] > WORSE_BY[0]), each) / total(before, each),
        }


def _counts(shares: Floats, known: np.ndarray) -> dict[str, float]:
    return {"heads": round(float(shares.sum())), "heads_measured": float(round(float(shares[known].sum())))}


def _distributions(measured: Mapping[str, np.ndarray], part: Mapping[str, np.ndarray]) -> dict[str, float]:
    """Means of the journeys known; percentiles and the worst tenth with the lost ones as worst, blank where lost."""
    ranked = at(part, np.flatnonzero(~np.isnan(part["before"])))
    row = {}
    for stem in ("before", "after", "change"):
        row[f"{stem}_minutes_mean"] = mean(measured[stem], measured["share"])
        ordered = in_order(ranked[stem], ranked["share"])
        median, ninetieth = percentiles(*ordered, (0.5, 0.9))
        row[f"{stem}_minutes_median"], row[f"{stem}_minutes_p90"] = _finite(median), _finite(ninetieth)
        row[f"{stem}_minutes_worst_tenth"] = _finite(worst_mean(*ordered, WORST_TENTH))
    return row


def _finite(minutes: float) -> float:
    return minutes if np.isfinite(minutes) else float("nan")


def _shares(part: Mapping[str, np.ndarray]) -> dict[str, float]:
    """Shares of those whose journey is known before. Lost journeys stand beyond every limit."""
    known = ~np.isnan(part["before"])
    weights, change = part["share"][known], part["change"][known]

    def share(chosen: np.ndarray) -> float:
        return mean(chosen, weights)

    row = {
        "better_share": share(change < -NOTICED_MINUTES),
        "unchanged_share": share(np.abs(change) <= NOTICED_MINUTES),
        "worse_share": share(change > NOTICED_MINUTES),
        "changed_mode_share": share(part["changed_mode"][known]),
    }
    row |= {f"worse_{minutes}_share": share(change > minutes) for minutes in WORSE_BY}
    for when in ("before", "after"):
        row |= {f"{when}_over_{minutes}_share": share(part[when][known] > minutes) for minutes in BEYOND}
    return row


def mean(values: np.ndarray, weights: Floats) -> float:
    """The weighted mean; not a number where there is no weight, or any value is not known."""
    total = weights.sum()
    return float((values * weights).sum() / total) if total > 0 else float("nan")


def _total(values: Floats, weights: Floats) -> float:
    return float((values * weights).sum()) if len(weights) else float("nan")


def in_order(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """The values from the lowest to the highest, each with its weight."""
    order = np.argsort(values, kind="stable")
    return values[order], weights[order]


def percentiles(values: Floats, weights: Floats, shares: Sequence[float]) -> list[float]:
    """The least value that each share of the weight does not exceed (inverted distribution, Hyndman-Fan type 1).

    Values are in order.
    """
    if weights.sum() <= 0:
        return [float("nan")] * len(shares)
    reached = np.cumsum(weights)
    places = np.searchsorted(reached / reached[-1], shares)
    return [float(value) for value in values[np.minimum(places, len(values) - 1)]]


def worst_mean(values: Floats, weights: Floats, share: float) -> float:
    """Mean of the highest values that together hold `share` of the weight; the last of them counts in part.

    Values are in order.
    """
    if weights.sum() <= 0:
        return float("nan")
    worst, held = values[::-1], weights[::-1]
    wanted = share * held.sum()
    before = np.cumsum(held) - held
    counted = np.clip(wanted - before, 0.0, held)
    return mean(worst[counted > 0], counted[counted > 0])
