"""Synthetic staff of a study, from its scenario and tables of shares, into a file."""

from pathlib import Path

import pandas as pd

from feasibility import seats, synthesis
from feasibility.errors import InputError, raise_all
from feasibility.inputs import postcodes, sheets
from feasibility.scenario import load

EXAMPLE = "bexley-bromley"
"""Folder of the tables of shares of a study that has none beside its table of sites."""
SHARES = ("home_shares.csv", "mode_shares.csv")
AREAS = ("reference/lsoa2011_demand_points.csv", "reference/lsoa2011_population.csv")


def write(out: Path, *, data: Path, scenario_path: Path, seed: int) -> int:
    """Write the staff file and return how many people it holds.

    Head counts and days on site follow from the scenario; homes and modes from tables of shares beside its table of
    sites, or, of those that do not stand there, from the example's in `data`. Raises `InputError` where a table is
    missing or an authority has no shares. The file is whole or not written.
    """
    scenario = load(scenario_path)
    own = [scenario.files.sites.parent / name for name in SHARES]
    shares = [path if path.is_file() else data / EXAMPLE / path.name for path in own]
    missing = [f"{path.name} is not there; give the shipped data folder with --data"
               for path in (*shares, *(data / name for name in AREAS)) if not path.is_file()]  # fmt: skip
    raise_all(InputError, str(data.name), missing)
    need = seats.required(
        seats.plan({key: a.contacts_per_year for key, a in scenario.authority.items()}, scenario.seats, scenario.space),
        scenario.seats,
    )
    heads = {
        key: seats.heads(fte, scenario.seats.mean_contract_share) for key, fte in need.full_time_equivalents.items()
    }
    directory = postcodes.directory(synthesis.POSTCODE_LETTERS)
    staff = synthesis.synthesise(
        heads,
        workplaces=_workplaces(scenario.files.sites, directory),
        postcodes=directory,
        areas=synthesis.small_areas(*(pd.read_csv(data / name) for name in AREAS)),
        home_shares=pd.read_csv(shares[0]),
        mode_shares=pd.read_csv(shares[1]),
        settings=synthesis.SynthesisSettings(days_per_full_week=scenario.space.days_on_site_per_week),
        seed=seed,
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    partial = out.with_name(f".{out.name}.partial")
    staff.to_csv(partial, index=False, lineterminator="\n")
    partial.replace(out)
    return len(staff)


def _workplaces(path: Path, directory: pd.DataFrame) -> pd.DataFrame:
    sites = sheets.read(path)
    present = sites[sites["present_of"] != ""].set_index("present_of")["postcode"]
    return directory.loc[postcodes.compact(present), ["easting", "northing"]].set_axis(present.index)
