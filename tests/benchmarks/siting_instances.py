"""Readers of public siting instances, for check only: OR-Library pmed and cap, Holmberg, and the clinics of hsma.

Each gives labelled frames as `feasibility.siting` takes them, and skips the test where the files are absent.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import shortest_path

BENCH = Path(__file__).parents[3] / "shared" / "bench"


@dataclass(frozen=True)
class Facility:
    """An instance with fixed costs and capacities."""

    cost: pd.DataFrame
    """Clients by sites, for ALL of the client's demand."""
    demand: pd.Series
    fixed_cost: pd.Series
    capacity: pd.Series


def _present(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path.name} is not there: public instances are read from shared/bench")
    return path


def _names(folder: str, pattern: str) -> list[str]:
    """By number, so that pmed2 comes before pmed10; nothing where the folder is absent."""
    files = (BENCH / folder).glob("*") if (BENCH / folder).exists() else ()
    names = [file.stem for file in files if re.fullmatch(pattern, file.stem)]
    return sorted(names, key=lambda name: (re.sub(r"\d", "", name), int("0" + re.sub(r"\D", "", name))))


def pmed_names() -> list[str]:
    return _names("pmed", r"pmed\d+")


def cap_names() -> list[str]:
    """cap41 to cap134; capa, capb and capc, whose capacity is set when they are solved, are not among them."""
    return _names("orlib_cap", r"cap\d+")


def holmberg_names() -> list[str]:
    return _names("holmberg", r"p\d+")


def pmed(name: str) -> tuple[pd.DataFrame, int]:
    """Shortest paths between all nodes of the graph, and p. Where the file repeats an edge, the last one counts."""
    figures = np.array(_present(BENCH / "pmed" / f"{name}.txt").read_text(encoding="ascii").split(), float)
    nodes, p = int(figures[0]), int(figures[2])
    lengths = np.full((nodes, nodes), np.inf)
    for start, end, length in figures[3:].reshape(-1, 3):
        lengths[int(start) - 1, int(end) - 1] = lengths[int(end) - 1, int(start) - 1] = length
    linked = np.isfinite(lengths)
    graph = csr_matrix((lengths[linked], np.nonzero(linked)), shape=(nodes, nodes))
    between = shortest_path(graph, directed=False)
    labels = [f"n{number}" for number in range(1, nodes + 1)]
    return pd.DataFrame(between, index=labels, columns=labels), p


def cap(name: str, capacity: float | None = None) -> Facility:
    """An OR-Library cap instance; `capacity` for every site, which capa, capb and capc need."""
    text = _present(BENCH / "orlib_cap" / f"{name}.txt").read_text(encoding="ascii")
    figures = np.array(text.replace("capacity", "nan").split(), float)
    sites, clients = int(figures[0]), int(figures[1])
    by_site = figures[2 : 2 + 2 * sites].reshape(sites, 2)
    by_client = figures[2 + 2 * sites :].reshape(clients, 1 + sites)
    limits = by_site[:, 0] if capacity is None else np.full(sites, capacity)
    if np.isnan(limits).any():
        raise ValueError(f"{name}: say the capacity, the file leaves it open")
    return _facility(by_client[:, 1:], by_client[:, 0], by_site[:, 1], limits)


def holmberg(name: str) -> Facility:
    """A single-source instance of Holmberg, Ronnqvist and Yuan (1999). Some files are padded with zero bytes."""
    text = _present(BENCH / "holmberg" / name).read_text(encoding="ascii").replace("\0", " ")
    figures = np.array(text.split(), float)
    sites, clients = int(figures[0]), int(figures[1])
    by_site = figures[2 : 2 + 2 * sites].reshape(sites, 2)
    demand, cost = np.split(figures[2 + 2 * sites :], [clients])
    return _facility(cost.reshape(sites, clients).T, demand, by_site[:, 1], by_site[:, 0])


def _facility(cost: np.ndarray, demand: np.ndarray, fixed: np.ndarray, capacity: np.ndarray) -> Facility:
    clients = [f"c{number}" for number in range(1, cost.shape[0] + 1)]
    sites = [f"s{number}" for number in range(1, cost.shape[1] + 1)]
    return Facility(
        pd.DataFrame(cost, index=clients, columns=sites),
        pd.Series(demand, clients),
        pd.Series(fixed, sites),
        pd.Series(capacity, sites),
    )


def hsma() -> tuple[pd.DataFrame, pd.Series]:
    """Car minutes from 278 postcode sectors to 28 clinics, and the patients of each sector."""
    minutes = pd.read_csv(_present(BENCH / "hsma" / "clinic_car_travel_time.csv")).set_index("sector")
    patients = pd.read_csv(_present(BENCH / "hsma" / "sh_demand.csv")).set_index("sector")["n_patients"]
    return minutes, patients.reindex(minutes.index)


@cache
def _optima() -> pd.DataFrame:
    return pd.read_csv(_present(BENCH / "optima.csv"))


def optimum(instance: str, problem: str) -> float:
    """The published optimum: problem is "p-median", "vertex p-center", "CFLP" or "SSCFLP"."""
    rows = _optima()
    found = rows[(rows["instance"] == instance) & rows["problem"].str.startswith(problem)]["value"]
    if len(found) != 1:
        raise LookupError(f"{instance} has {len(found)} published optima for {problem}")
    return float(found.iloc[0])
