"""The example study's synthetic staff, from its scenario and the shipped tables, into a file."""

from pathlib import Path

import pandas as pd

from feasibility import seats, synthesis
from feasibility.errors import InputError, raise_all
from feasibility.inputs import postcodes, sheets
from feasibility.scenario import load

SHARES = ("bexley-bromley/home_shares.csv", "bexley-bromley/mode_shares.csv")
AREAS = ("reference/lsoa2011_demand_points.csv", "reference/lsoa2011_population.csv")


def write(out: Path, *, data: Path, scenario_path: Path, seed: int) -> int:
    """Write the staff file and return how many people it holds.

    Head counts follow from the seats stage of the scenario; homes and modes from the shares in `data`. Raises
    `InputError` where a table is missing or an authority has no shares. The file is whole or not written.
    """
    missing = [f"{name} is not there; give the shipped data folder with --data" for name in (*SHARES, *AREAS)
               if not (data / name).is_file()]  # fmt: skip
    raise_all(InputError, str(data.name), missing)
    scenario = load(scenario_path)
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
        home_shares=pd.read_csv(data / SHARES[0]),
        mode_shares=pd.read_csv(data / SHARES[1]),
        settings=synthesis.SynthesisSettings(),
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
