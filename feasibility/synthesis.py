"""Head counts and published census shares into a staff file of people who do not exist, for a study without HR data.

Homes are drawn at random over unit postcodes, so a row belongs to nobody; the same inputs and seed give the same rows
on any machine. Four steps, each for one employer:

1. the home district of each head, in proportion to the shares of its workplace's commuters (largest remainders);
2. a home postcode within that district: where small areas are known, an area by population x exp(-km / decay) to the
   present workplace (the mean over its postcodes), then one of the postcodes nearest its centre; elsewhere a postcode
   by exp(-km / decay);
3. a contract from the mix in the settings (largest remainders);
4. a usual mode by the shares of the home area, without walking or cycling beyond their longest distance.

Shares of modes are those of all residents in work, wherever they work: they overstate trains into London for people
who work in an outer borough. Only an HR extract can mend that.
"""

from collections.abc import Mapping
from typing import Annotated, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import Field
from scipy.spatial import cKDTree

from feasibility.errors import InputError, raise_all
from feasibility.scenario.base import Section
from feasibility.tables import MODES

COLUMNS = ["staff_id", "employer", "home_postcode", "contract_share", "days_on_site_per_week", "usual_mode"]
"""The columns of an HR extract."""
POSTCODE_LETTERS = "BCDEMST"
"""First letters of the postcodes of every home district in the shipped tables of home shares."""
ELSEWHERE = "elsewhere"
"""The row of mode shares for homes in no area or district that the table names."""
WEIGHT_STEPS = 10**12
"""Weights become whole numbers of this many parts, so that draws do not hang on the last bit of a fraction."""

Floats: TypeAlias = npt.NDArray[np.float64]


class SynthesisSettings(Section):
    """How synthetic staff are drawn. All of it is assumed: the census shares come from the tables handed in."""

    decay_km: Annotated[float, Field(gt=0, le=100)] = 5.0
    """Distance over which the chance of a home falls to 37 %, straight line to the present workplace."""

    contract_shares: Annotated[tuple[float, ...], Field(strict=False, min_length=1)] = (1.0, 0.8, 0.6, 0.4)
    """Contracts held, as shares of a full-time one."""

    contract_head_shares: Annotated[tuple[float, ...], Field(strict=False, min_length=1)] = (0.5, 0.15, 0.2, 0.15)
    """Share of heads on each contract, in the same order: a mean of 0.8."""

    days_per_full_week: Annotated[float, Field(gt=0, le=7)] = 5.0
    """Days a week on site of a full-time contract; others in proportion."""

    walk_km_max: Annotated[float, Field(gt=0, le=20)] = 3.0
    """Longest straight line to work that anyone walks."""

    cycle_km_max: Annotated[float, Field(gt=0, le=50)] = 10.0
    """Longest straight line to work that anyone cycles."""


def small_areas(demand_points: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """Centres of small areas with their people and district, from the two reference tables of LSOAs of 2011.

    Returns columns easting, northing, persons, district and area_id (MSOA, as the mode shares name it), by LSOA code.
    """
    centres = demand_points.set_index("lsoa_cd")[["oseast1m", "osnrth1m", "persons"]]
    of = population.set_index("lsoa_cd")[["la_cd", "msoa_cd"]]
    joined = centres.join(of, how="left", validate="1:1").sort_index()
    return joined.set_axis(["easting", "northing", "persons", "district", "area_id"], axis="columns")


def synthesise(
    heads: Mapping[str, int],
    *,
    workplaces: pd.DataFrame,
    postcodes: pd.DataFrame,
    areas: pd.DataFrame,
    home_shares: pd.DataFrame,
    mode_shares: pd.DataFrame,
    settings: SynthesisSettings,
    seed: int,
) -> pd.DataFrame:
    """A staff table with the columns of an HR extract, in order of employer.

    `heads`: authority id to heads. `workplaces`: easting and northing by authority id. `postcodes`: easting, northing
    and district by compact postcode. `areas`: as `small_areas`. `home_shares`: employer, district, share.
    `mode_shares`: area_id (an area, a district or `elsewhere`) and a share for each mode.
    Raises `InputError` where an employer has no workplace or no home shares, or a district no postcodes.
    """
    faults = [f"{name}: no workplace is given" for name in heads if name not in workplaces.index]
    faults += [f"{name}: no home shares are given" for name in heads if name not in set(home_shares["employer"])]
    if ELSEWHERE not in set(mode_shares["area_id"]):
        faults.append(f"mode shares: no row `{ELSEWHERE}`")
    raise_all(InputError, "synthetic staff", faults)
    rng = np.random.default_rng(seed)
    spoken_of = postcodes[postcodes["district"].isin(home_shares["district"])]
    homes = _with_areas(spoken_of.sort_index(), areas.sort_index())
    modes = mode_shares.set_index("area_id")[list(MODES)]
    parts = []
    for employer in sorted(heads):
        shares = home_shares[home_shares["employer"] == employer].set_index("district")["share"].sort_index()
        away_km = _km_to(homes, *_position(workplaces, employer))
        drawn = _draw_homes(_apportion(heads[employer], shares), homes, away_km, settings, rng)
        parts.append(_people(employer, homes.loc[drawn], away_km.loc[drawn], modes, settings, rng))
    staff = pd.concat(parts, ignore_index=True)
    staff["staff_id"] = [f"synthetic-{number:04d}" for number in range(1, len(staff) + 1)]
    return staff[COLUMNS]


def _with_areas(postcodes: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Postcodes with the small area of their district whose centre is nearest; blank where the district has none."""
    small_area = pd.Series("", index=postcodes.index, dtype=object)
    for district, within in areas.groupby("district", sort=True):
        here = postcodes[postcodes["district"] == district]
        if not here.empty:
            _, nearest = cKDTree(within[["easting", "northing"]]).query(here[["easting", "northing"]])
            small_area.loc[here.index] = within.index.to_numpy()[nearest]
    return postcodes.assign(
        small_area=small_area,
        persons=small_area.map(areas["persons"]),
        area_id=small_area.map(areas["area_id"]).fillna(postcodes["district"]),
    )


def _position(workplaces: pd.DataFrame, employer: str) -> tuple[float, float]:
    return float(workplaces["easting"].loc[employer]), float(workplaces["northing"].loc[employer])


def _km_to(points: pd.DataFrame, easting: float, northing: float) -> "pd.Series[float]":
    metres = np.hypot(points["easting"].to_numpy() - easting, points["northing"].to_numpy() - northing)
    return pd.Series(metres / 1000, index=points.index)


def _apportion(count: int, shares: "pd.Series[float]") -> "pd.Series[int]":
    """Whole numbers that sum to `count`, nearest to the shares: largest remainders, ties to the first label."""
    exact = shares / shares.sum() * count
    whole = (exact // 1).astype(int)
    left = count - int(whole.sum())
    extra = (exact - whole).round(9).sort_values(ascending=False, kind="stable").index[:left]
    whole.loc[extra] += 1
    return whole


def _draw_homes(
    quota: "pd.Series[int]",
    homes: pd.DataFrame,
    away_km: "pd.Series[float]",
    settings: SynthesisSettings,
    rng: np.random.Generator,
) -> list[str]:
    drawn: list[str] = []
    wanted = quota[quota > 0]
    missing = sorted(set(wanted.index) - set(homes["district"]))
    raise_all(InputError, "synthetic staff", [f"district {d}: no postcodes are given" for d in missing])
    for district, count in wanted.items():
        within = homes[homes["district"] == district]
        chosen = _draw(_home_weights(within, away_km.loc[within.index], settings), int(count), rng)
        drawn += [str(within.index[at]) for at in chosen]
    return drawn


def _home_weights(within: pd.DataFrame, away_km: "pd.Series[float]", settings: SynthesisSettings) -> Floats:
    """Weight of each postcode of one district; an area's weight is shared equally among its postcodes."""
    near = pd.Series(np.exp(-away_km.to_numpy() / settings.decay_km), index=within.index)
    if within["persons"].isna().all():
        return np.asarray(near, dtype=np.float64)
    by_area = near.groupby(within["small_area"])
    return np.asarray(within["persons"] * by_area.transform("mean") / by_area.transform("size"), dtype=np.float64)


def _people(
    employer: str,
    homes: pd.DataFrame,
    away_km: "pd.Series[float]",
    modes: pd.DataFrame,
    settings: SynthesisSettings,
    rng: np.random.Generator,
) -> pd.DataFrame:
    quota = _apportion(len(homes), pd.Series(settings.contract_head_shares, dtype=float))
    contracts = rng.permutation(np.repeat(settings.contract_shares, quota.to_numpy()))
    used = []
    for area_id, district, km in zip(homes["area_id"], homes["district"], away_km, strict=True):
        row = next(name for name in (area_id, district, ELSEWHERE) if name in modes.index)
        shares = {mode: float(modes[mode].loc[row]) for mode in MODES}
        used.append(MODES[_draw(_mode_weights(shares, km, settings), 1, rng)[0]])
    return pd.DataFrame(
        {
            "employer": employer,
            "home_postcode": [f"{postcode[:-3]} {postcode[-3:]}" for postcode in homes.index],
            "contract_share": contracts,
            "days_on_site_per_week": (contracts * settings.days_per_full_week).round(1),
            "usual_mode": used,
        }
    )


def _mode_weights(shares: Mapping[str, float], km: float, settings: SynthesisSettings) -> Floats:
    reach = {"walk": settings.walk_km_max, "cycle": settings.cycle_km_max}
    return np.array([shares[mode] if km <= reach.get(mode, np.inf) else 0.0 for mode in MODES])


def _draw(weights: Floats, count: int, rng: np.random.Generator) -> list[int]:
    """Places drawn with replacement in proportion to their weights."""
    parts = np.rint(weights / weights.sum() * WEIGHT_STEPS).astype(np.int64)
    ends = np.cumsum(parts)
    return [int(at) for at in np.searchsorted(ends, rng.integers(0, ends[-1], size=count), side="right")]
