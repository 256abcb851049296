"""Run folders into values, from their published files alone; every folder that cannot be compared is told at once."""

import json
import tomllib
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import pandas as pd

import feasibility
from feasibility import options, wording
from feasibility.errors import InputError, raise_all
from feasibility.publication import manifest
from feasibility.scenario.publication import Edition
from feasibility.tables import OptionsTable, RegisterTable, Table

WHERE = "runs to compare"
READ: dict[str, tuple[type[Table], tuple[str, ...]]] = {
    "options": (OptionsTable, (
        "option_id", "rank", "option", "sites", "verdict", "reason", "working", "total_npc_gbp", "above_best_gbp",
        "workstations_needed", "travel_change_minutes_mean",
    )),
    "assumptions": (RegisterTable, ("assumption_id", "value", "unit", "status")),
}  # fmt: skip
"""Tables read of a run, and their columns: those of whole options and of inputs, none that counts staff."""
TABLES = "tables"
"""Folder of the tables in a run folder."""
PARTS = ("run", "draft", "edition", "inputs", "outputs", "packages")
"""What a manifest must say."""


@dataclass(frozen=True)
class Published:
    """A run as anybody can read it."""

    place: int
    """On the command line, from 1."""
    name: str
    """Of the scenario."""
    run_id: str
    settings: Mapping[str, Any]
    """Every setting, nested, as `scenario.toml` states it; paths start at the folder of the scenario."""
    inputs: Mapping[str, Mapping[str, Any]]
    """Role of each file: `sha256`, and `file`, its name, where it is not private."""
    version: str
    """Of the package that made it."""
    draft: bool
    """Whether a key figure behind it is validated by nobody."""
    options: pd.DataFrame
    """Columns of `READ`, `key` and `title`, best first: figures as floats."""
    register: pd.DataFrame
    """Columns of `READ` by assumption id."""
    edition: Edition = "public"
    """Who may read it, and what is made of it."""

    @property
    def price_base_year(self) -> int:
        """Year of the prices."""
        return int(self.settings["study"]["price_base_year"])

    @property
    def suppression_heads_min(self) -> int:
        """Fewest people that the run publishes a figure of."""
        return int(self.settings["publication"]["suppression_heads_min"])

    @property
    def codes(self) -> dict[str, str]:
        """Code of each authority to its name."""
        return {str(each["code"]): str(each["name"]) for each in self.settings["authority"].values()}

    @property
    def words(self) -> str:
        """How messages call the run."""
        return f"{self.name}/{self.run_id} ({' and '.join(self.codes.values())})"


def runs(folders: Sequence[Path]) -> tuple[Published, ...]:
    """The runs in the order given. Raises `InputError` with every fault of every folder."""
    faults: list[str] = []
    if len(folders) < 2:
        named = wording.counted(len(folders), "run folder")
        faults.append(f"found {named}; name two or more, such as outputs/base/1a2b3c outputs/late/4d5e6f")
    found, seen = [], set[Path]()
    for place, folder in enumerate(folders, start=1):
        if folder.resolve() in seen:
            faults.append(f"{_shown(folder)}: is named twice; name each run once")
            continue
        seen.add(folder.resolve())
        try:
            found.append(_run(folder, place))
        except InputError as err:
            faults += [f"{_shown(folder)}: {fault}" for fault in err.faults]
    raise_all(InputError, WHERE, [*faults, *_unlike(found)])
    return tuple(found)


def _shown(folder: Path) -> str:
    """The end of the path: what tells run folders apart, and no more of the machine than that."""
    return "/".join(folder.parts[-2:])


def _unlike(found: Sequence[Published]) -> Iterator[str]:
    """Copies of one run, and runs of another study than the first."""
    first_of = {run.run_id: run for run in reversed(found)}
    for run in found:
        if first_of[run.run_id] is not run:
            yield f"{run.name}/{run.run_id}: is a copy of a run already named; name each run once"
    for run in found[1:]:
        if not set(run.codes) & set(found[0].codes):
            yield (
                f"{found[0].words} and {run.words} are of different studies: no authority code is in both; "
                "compare runs of one study"
            )
        elif run.edition != found[0].edition:
            yield (
                f"{found[0].words} is of the {found[0].edition} edition and {run.words} of the {run.edition} one: "
                "name folders of one edition"
            )


def _run(folder: Path, place: int) -> Published:
    said = _manifest(folder)
    faults = [f"{name} is missing: the folder is incomplete; run the scenario again"
              for name in sorted(said["outputs"]) if not (folder / name).is_file()]  # fmt: skip
    raise_all(InputError, WHERE, faults)
    for name in (*(f"{TABLES}/{table}.csv" for table in READ), manifest.SCENARIO):
        if said["outputs"].get(name) != manifest.checksum(folder / name):
            faults.append(f"{name} is not as the run wrote it; run the scenario again")
    raise_all(InputError, WHERE, faults)
    version = str(said["packages"].get("feasibility", "not stated"))
    if said["edition"] not in get_args(Edition):
        raise InputError(WHERE, [f"{manifest.NAME} names an edition that is none: {_other(version)}"])
    read = {
        name: _table(folder / TABLES / f"{name}.csv", columns, version, faults) for name, (_, columns) in READ.items()
    }
    settings = tomllib.loads((folder / manifest.SCENARIO).read_text(encoding="utf-8"))
    lacking = [section for section in ("study", "authority", "publication") if section not in settings]
    faults += [f"{manifest.SCENARIO} has no [{section}]: {_other(version)}" for section in lacking]
    raise_all(InputError, WHERE, faults)
    return Published(
        place=place, name=folder.resolve().parent.name, run_id=str(said["run"]), settings=settings,
        inputs=said["inputs"], version=version, draft=bool(said["draft"]), options=_options(read["options"]),
        register=read["assumptions"].set_index("assumption_id"), edition=said["edition"],
    )  # fmt: skip


def _manifest(folder: Path) -> dict[str, Any]:
    path = folder / manifest.NAME
    if not path.is_file():
        inner = sorted(each.parent.name for each in folder.glob(f"*/{manifest.NAME}")) if folder.is_dir() else []
        hint = f"it holds the runs {', '.join(inner)}; name one of them" if inner else (
            "name a folder such as outputs/<scenario>/<run id>"
        )  # fmt: skip
        raise InputError(WHERE, [f"is no run folder: it has no {manifest.NAME}; {hint}"])
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise InputError(WHERE, [f"{manifest.NAME} cannot be read; run the scenario again"]) from None
    lacking = [part for part in PARTS if not isinstance(said, dict) or part not in said]
    if lacking:
        raise InputError(WHERE, [f"is no folder of one run: {manifest.NAME} does not say {', '.join(lacking)}"])
    return dict(said)


def _other(version: str) -> str:
    return f"made by version {version}, this is {feasibility.__version__}; run the scenario again with this one"


def _table(path: Path, columns: Sequence[str], version: str, faults: list[str]) -> pd.DataFrame:
    """The columns asked for, all text; none, and a fault, where the file lacks any."""
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    lacking = [name for name in columns if name not in frame.columns]
    if lacking:
        faults.append(f"{path.name} lacks the columns {', '.join(lacking)}: {_other(version)}")
        return pd.DataFrame(columns=list(columns), dtype=str)
    return frame[list(columns)]


def _options(read: pd.DataFrame) -> pd.DataFrame:
    types = {name: str(column.dtype) for name, column in OptionsTable.to_schema().columns.items()}
    figures = [name for name in read.columns if types[name].startswith(("float", "int"))]
    frame = read.assign(**{name: pd.to_numeric(read[name]).astype(types[name]) for name in figures})
    rows = frame.to_dict("records")
    return frame.assign(
        key=[key_of(str(row["option_id"]), str(row["sites"]).split(), str(row["working"])) for row in rows],
        title=[_title(row) for row in rows],
    ).sort_values("rank", ignore_index=True)


def _title(row: Mapping[Hashable, Any]) -> str:
    """What the option is and how it is worked: a run that compares one way leaves the way out."""
    title = options.sites_in_words(row)
    if row["option_id"] in options.STAYING:
        return title
    sites, at_present = title.removesuffix(f" ({options.AT_PRESENT})"), title.endswith(f"({options.AT_PRESENT})")
    way = options.WORKING_WORDS[str(row["working"])]
    return f"{sites} ({way}, {options.AT_PRESENT})" if at_present else f"{sites} ({way})"


def key_of(option_id: str, site_ids: Sequence[str], working: str) -> str:
    """The same key for the same option of any run, whatever the order of its sites file."""
    return option_id if option_id in options.STAYING else "--".join([*sorted(site_ids), working])
