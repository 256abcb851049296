"""A seeded city in the likeness of London, for siting at size: areas with heads, candidate sites, road-like distances.

Areas lie thicker towards the centre and round a few town centres of the suburbs; heads follow no pattern but chance.
Sites are dearer and smaller towards the centre, as floor space is. A road is longer than the straight line, more so
for short trips and across the river, which has a few bridges. Figures are made up: only their spread matters here.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from feasibility.siting.arrays import Arrays

Floats = npt.NDArray[np.float64]

RADIUS_KM = 25.0
TOWN_CENTRES = 12
DETOUR, DETOUR_KM = 1.25, 0.8
"""A road is a quarter longer than the straight line, and some streets longer whatever the trip."""
BRIDGES_KM = (-15.0, -8.0, -4.0, 0.0, 3.0, 8.0, 18.0)
GBP_PER_HEAD_KM = 0.45 * 2 * 220
"""Both ways on 220 days at 45 p a mile or so: what a kilometre between home and site costs a year."""


@dataclass(frozen=True)
class City:
    """Areas by sites."""

    distance_km: Floats
    heads: Floats
    """By area; they sum to the staff asked for."""
    capacity: Floats
    """By site, in heads."""
    fixed_gbp: Floats
    """By site: a year of rent and running."""


def city(seed: int = 1, *, sites: int = 300, areas: int = 5_000, staff: int = 20_000, usual_sites: float = 9.0) -> City:
    """A city whose sites hold about a `usual_sites`-th of the staff each, so that about so many are opened."""
    random = np.random.default_rng(seed)
    home, place = _points(random, areas), _points(random, sites)
    heads = np.ones(areas) + random.multinomial(staff - areas, random.dirichlet(np.full(areas, 2.0)))
    from_centre = np.hypot(*place.T) / RADIUS_KM
    capacity = np.ceil(staff / usual_sites * random.uniform(0.7, 1.6, sites) * (0.8 + 0.4 * from_centre))
    gbp_per_head = 900.0 * np.exp(-1.2 * from_centre) + 500.0
    fixed = np.round(150_000 + capacity * gbp_per_head * random.uniform(0.85, 1.15, sites))
    return City(_roads_km(home, place), heads.astype(np.float64), capacity, fixed)


def arrays(made: City, *, sites_min: int = 5, sites_max: int = 15, single_source: bool = False) -> Arrays:
    """The city as a siting instance in pounds a year."""
    sites = len(made.fixed_gbp)
    return Arrays(
        made.distance_km * made.heads[:, None] * GBP_PER_HEAD_KM, made.heads, made.fixed_gbp, made.capacity,
        np.zeros(sites, dtype=bool), sites_min, sites_max, single_source,
    )  # fmt: skip


def _points(random: np.random.Generator, number: int) -> Floats:
    """Two fifths about the centre, two fifths about town centres, a fifth anywhere in the circle."""
    towns = _in_circle(random, TOWN_CENTRES, 0.85)
    about = random.integers(0, TOWN_CENTRES, number)
    kind = random.choice(3, number, p=(0.4, 0.4, 0.2))
    central = random.normal(0.0, RADIUS_KM / 3.5, (number, 2))
    local = towns[about] + random.normal(0.0, 2.0, (number, 2))
    points = np.choose(kind[:, None], (central, local, _in_circle(random, number, 1.0)))
    outside = np.maximum(np.hypot(*points.T) / RADIUS_KM, 1.0)
    return np.asarray(points / outside[:, None])


def _in_circle(random: np.random.Generator, number: int, reach: float) -> Floats:
    angle, radius = random.uniform(0.0, 2.0 * np.pi, number), RADIUS_KM * reach * np.sqrt(random.random(number))
    return np.column_stack((radius * np.cos(angle), radius * np.sin(angle)))


def _roads_km(home: Floats, place: Floats) -> Floats:
    """Straight on one bank of the river (the line y = 0), else by the bridge that is least out of the way."""
    straight = np.hypot(*(home[:, None, :] - place[None, :, :]).transpose(2, 0, 1))
    across = np.full(straight.shape, np.inf)
    for bridge_km in BRIDGES_KM:
        there = np.hypot(home[:, 0] - bridge_km, home[:, 1])
        back = np.hypot(place[:, 0] - bridge_km, place[:, 1])
        across = np.minimum(across, there[:, None] + back[None, :])
    one_bank = (home[:, 1] >= 0.0)[:, None] == (place[:, 1] >= 0.0)[None, :]
    return np.asarray(np.where(one_bank, straight, across) * DETOUR + DETOUR_KM)
