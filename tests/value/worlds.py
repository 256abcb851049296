"""Four options by hand: as now, one site, another, and both; and the settings of a small tree."""

from typing import Any

import pandas as pd

from feasibility.appraisal.value import Facts
from feasibility.scenario.value import ValueSettings
from feasibility.tables import ALL

SIGNED = {"set_by": "Joint committee", "set_on": "2010-06-14"}
MEAN = {"name": "Mean journey", "measure": "change_minutes_mean", "weight": 60, "points": [[20, 0], [-5, 100]]}
HELD = {
    "name": "Held", "measure": "tenure", "weight": 40, "bands": {"owned": 100, "leased": 50, "nhs": 20, "unknown": 0},
}  # fmt: skip


def settings(groups: dict[str, Any] | None = None, **criteria: dict[str, Any]) -> ValueSettings:
    return ValueSettings.model_validate(SIGNED | {"group": groups or {}, "criterion": criteria})


def facts(**changes: object) -> Facts:
    """do-nothing at two halls (owned), a (leased), b (nhs), and a with b: 30 workstations at a, 10 at b."""
    ids = ["do-nothing", "a", "b", "a--b"]
    seated = [("do-nothing", "hall-w", 15), ("do-nothing", "hall-e", 30), ("a", "a", 40), ("b", "b", 40),
              ("a--b", "a", 30), ("a--b", "b", 10)]  # fmt: skip
    made = {
        "options": pd.DataFrame({
            "option_id": ids, "option": [i.upper() for i in ids], "verdict": ["best", "behind", "behind", "behind"],
            "unreached_heads": 0.0, "total_npc_gbp": [1_000.0, 2_000.0, 1_800.0, 2_600.0],
            "resource_npc_gbp": [1_000.0, 1_700.0, 1_750.0, 2_500.0], "cash_gbp": [900.0, 1_500.0, 1_400.0, 2_200.0],
            "headroom_share": [0.0, 0.1, 0.5, 1.0], "worse_15_share": [0.0, 0.2, 0.4, 0.1],
            "worse_30_share": [0.0, 0.1, 0.2, 0.0],
        }),
        "journeys": _journeys({"do-nothing": (0, 0, 0), "a": (10, 4, 8), "b": (15, -5, 5), "a--b": (2, 2, 2)}),
        "resilience": pd.DataFrame({"option_id": ids, "answered_share": [0.4, 0.0, 0.0, 0.3], "sites": [2, 1, 1, 2]}),
        "costs": pd.DataFrame(
            [("do-nothing", "rent@hall-w", 1_000.0), ("a", "travel-time@all", 250.0), ("a", "travel-carbon@all", 50.0),
             ("b", "travel-time@all", 30.0), ("b", "travel-carbon@all", 20.0), ("a--b", "travel-time@all", 60.0),
             ("a--b", "travel-carbon@all", 40.0)],
            columns=["option_id", "line_id", "npc_gbp"],
        ),
        "seated": pd.DataFrame(seated, columns=["option_id", "site_id", "workstations"]),
        "sites": pd.DataFrame(
            {"tenure": ["owned", "owned", "leased", "nhs"], "step_free": ["yes", "", "yes", "no"],
             "network_ready": ["yes", "yes", "", "yes"], "available_months": [0.0, 0.0, 9.0, float("nan")]},
            index=["hall-w", "hall-e", "a", "b"],
        ),
    }  # fmt: skip
    return Facts(**(made | changes))


def _journeys(of: dict[str, tuple[float, float, float]]) -> pd.DataFrame:
    """Mean changes of west, of east and of all; the worst tenth twice as much, 100 kg a minute."""
    rows = [
        {"option_id": option, "employer": employer, "change_minutes_mean": float(mean),
         "change_minutes_worst_tenth": 2.0 * mean, "change_kgco2e_per_year": 100.0 * mean}
        for option, means in of.items() for employer, mean in zip(("west", "east", ALL), means, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def judgements(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Rows of site, criterion and value."""
    made = pd.DataFrame(rows, columns=["site_id", "criterion", "value"])
    return made.assign(status="assumed", source="Made up", date="2010", owner="Property")
