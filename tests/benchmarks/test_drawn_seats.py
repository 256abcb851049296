"""What the seats of 10,000 draws take, against the seats of one draw worked out alone."""

import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from feasibility import run, seats

pytestmark = pytest.mark.benchmark
SCENARIO = Path(__file__).parents[2] / "scenarios" / "bexley-bromley-2010.toml"
DRAWS, ALONE = 10_000, 100
DRAWN = {
    "seats.handling_time_seconds": (180, 360),
    "seats.take_up_share": (0, 0.2),
    "seats.handling_time_rise_per_take_up": (0, 1),
    "seats.growth_share_per_year": (-0.05, 0.05),
    "seats.busy_hour_share": (0.11, 0.18),
    "seats.peak_month_factor": (1, 1.5),
    "seats.peak_day_factor": (1, 1.4),
    "seats.occupancy_cap_share": (0.75, 0.95),
    "seats.service_level_share": (0.7, 0.9),
    "seats.shrinkage_share": (0.2, 0.4),
    "space.days_on_site_per_week": (2, 5),
    "space.home_share_on_peak": (0, 0.5),
}


def test_seats_of_ten_thousand_draws(tmp_path, capsys):
    asked = run.check(SCENARIO, tmp_path, lambda _: None)
    settings, demand = asked.scenario, asked.evidence.demand
    rng = np.random.default_rng(1)
    means = {name: authority.contacts_per_year for name, authority in settings.authority.items()}
    contacts = {name: mean * rng.lognormal(0, 0.2, DRAWS) for name, mean in means.items()}
    drawn = {key: rng.uniform(low, high, DRAWS) for key, (low, high) in DRAWN.items()}

    began = time.process_time()
    found = seats.needed_each(contacts, settings.seats, settings.space, drawn, demand)
    together = time.process_time() - began
    tracemalloc.start()
    seats.needed_each(contacts, settings.seats, settings.space, drawn, demand)
    megabytes = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()

    began = time.process_time()
    for draw in range(ALONE):
        stated = {"seats": settings.seats.model_dump(), "space": settings.space.model_dump()}
        for key, column in drawn.items():
            section, name = key.split(".")
            stated[section][name] = float(column[draw])
        one = seats.needed(
            {name: float(n[draw]) for name, n in contacts.items()},
            type(settings.seats)(**stated["seats"]),
            type(settings.space)(**stated["space"]),
            demand,
        )
        for column in ("workstations", "workstations_now", "workstations_virtual", "agents"):
            assert {key: int(n[draw]) for key, n in getattr(found, column).items()} == dict(getattr(one, column))
    alone = (time.process_time() - began) / ALONE
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what a benchmark is for
            f"\n{DRAWS:,} draws of volumes and {len(DRAWN)} settings together: {together:.2f} s, {megabytes:.0f} MB at "
            f"most, {found.asked_singly} asked singly; one draw alone: {alone * 1000:.1f} ms, "
            f"{alone * DRAWS / together:.0f} times as much a draw"
        )
    assert found.vectorised
    assert not found.refused.any()
    # A ratio within one run; some thirty was measured, and five leaves room for any machine.
    assert together < alone * DRAWS / 5
