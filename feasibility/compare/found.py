"""Runs and their changes into the tables of a comparison."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import pandas as pd

from feasibility.appraisal import ranking
from feasibility.compare.asking import PENCE
from feasibility.compare.explaining import Change
from feasibility.compare.reading import Published
from feasibility.enumeration import PENNY
from feasibility.options import DO_MINIMUM, DO_NOTHING
from feasibility.scenario import paths
from feasibility.scenario.model import Settings, setting_text
from feasibility.tables import headings
from feasibility.tables.comparing import COMPARING

NOT_SHOWN = ("sweep",)
"""Sections that a run leaves alone."""


def tables(
    runs: Sequence[Published], changes: Sequence[Change], held_back: Mapping[int, str], hidden: Collection[int]
) -> dict[str, pd.DataFrame]:
    """Every table of `comparing.COMPARING` by its name.

    `held_back` is why nothing is subtracted from run 1, by place of the other run. Of the runs in `hidden` neither
    pounds nor minutes are shown: beside those of another run they would tell of few people.
    """
    rows: dict[str, Iterable[Mapping[str, object]]] = {
        "inputs": _inputs(runs),
        "outputs": [_outputs(run, runs[0], held_back.get(run.place, "")) for run in runs],
        "options_compared": _options(runs, held_back),
        "explained_options": [row for change in changes for row in _changes(change, held_back)],
        "explained": [row for change in changes for row in _parts(change)],
        "steps": [row for change in changes for row in _steps(change)],
    }
    return {name: _without(_frame(name, made), hidden) for name, made in rows.items()}


def _without(frame: pd.DataFrame, hidden: Collection[int]) -> pd.DataFrame:
    """The table without the figures of the runs that are hidden: blank, their ranks and verdicts left."""
    figures = [name for name in frame.columns if frame[name].dtype.kind == "f"]
    return frame.assign(**{name: frame[name].mask(frame["run"].isin(list(hidden))) for name in figures})


def _frame(name: str, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    schema = COMPARING[name].to_schema()
    frame = pd.DataFrame(list(rows), columns=list(headings(COMPARING[name])))
    return frame.astype({column: str(each.dtype) for column, each in schema.columns.items()})


def _inputs(runs: Sequence[Published]) -> list[dict[str, object]]:
    """Every input that differs between any two runs: settings in the order of the file, figures, files."""
    stated = [_settings(run) for run in runs]
    figures = [{k: v for k, v in run.register["value"].items() if k not in of_run}
               for run, of_run in zip(runs, stated, strict=True)]  # fmt: skip
    files = [{f"files.{role}": _file(each) for role, each in run.inputs.items()} for run in runs]
    sums = [{f"files.{role}": str(each["sha256"]) for role, each in run.inputs.items()} for run in runs]
    found = []
    for kind, values, compared in (
        ("setting", stated, stated), ("figure", figures, figures), ("file", files, sums),
    ):  # fmt: skip
        for key in dict.fromkeys(key for of_run in compared for key in of_run):
            if len({of_run.get(key, "") for of_run in compared}) > 1:
                found += [_input(run, key, kind, of_run.get(key, ""))
                          for run, of_run in zip(runs, values, strict=True)]  # fmt: skip
    return found


def _input(run: Published, key: str, kind: str, value: str) -> dict[str, object]:
    known = key in run.register.index and value != ""
    said = {name: str(run.register.at[key, name]) if known else "" for name in ("unit", "status")}
    return {"input": key, "kind": kind, "run": run.place, "run_id": run.run_id, "value": value, **said}


def _settings(run: Published) -> dict[str, str]:
    """Every setting but paths of files, flat and in words."""
    paths_of = {".".join(key) for key in paths.keys(Settings)} | set(paths.found(run.settings, Settings))
    return {
        key: text for key, text in _flat("", run.settings).items()
        if key not in paths_of and key.split(".")[0] not in NOT_SHOWN
    }  # fmt: skip


def _flat(above: str, stated: Mapping[str, object]) -> dict[str, str]:
    flat: dict[str, str] = {}
    for name, value in stated.items():
        key = f"{above}.{name}".lstrip(".")
        flat |= _flat(key, value) if isinstance(value, Mapping) else {key: setting_text(value)}
    return flat


def _file(said: Mapping[str, object]) -> str:
    """Name and the first letters of the checksum; of a private file the latter alone."""
    return f"{said.get('file', 'private file')} ({str(said['sha256'])[:8]})"


def _outputs(run: Published, first: Published, held_back: str) -> dict[str, object]:
    had = ranking.had(run.options)
    best, nothing = had.iloc[0], run.options[run.options["key"] == DO_NOTHING].iloc[0]
    rivals = _rivals(had)
    rival = rivals.iloc[0] if len(rivals) else None
    of_first = first.options.iloc[0]
    total, before = float(best["total_npc_gbp"]), float(of_first["total_npc_gbp"])
    gap = float("nan") if rival is None else float(rival["above_best_gbp"])
    return {
        "run": run.place, "scenario": run.name, "run_id": run.run_id, "title": str(run.settings["study"]["title"]),
        "price_base_year": run.price_base_year, "best_key": best["key"], "best": best["title"],
        "best_total_gbp": total, "next": "" if rival is None else rival["title"],
        "next_total_gbp": float("nan") if rival is None else rival["total_npc_gbp"],
        "gap_gbp": gap, "gap_share": gap / abs(total) if total else float("nan"),
        "do_nothing_rank": nothing["rank"], "do_nothing_gap_gbp": nothing["above_best_gbp"],
        "near_ties": int((rivals["verdict"] == "near-tie").sum()),
        "options_had": len(had), "options_listed": len(run.options),
        "workstations_needed": best["workstations_needed"],
        "travel_change_minutes_mean": best["travel_change_minutes_mean"],
        "change_gbp": float("nan") if held_back else total - before,
        "same_best": bool(best["key"] == of_first["key"]), "held_back": held_back,
    }  # fmt: skip


def _rivals(had: pd.DataFrame) -> pd.DataFrame:
    """All but the best. A do-minimum that the study gives no cost of is doing nothing by another name, and no rival."""
    totals = had.set_index("key")["total_npc_gbp"].round(PENNY)
    same = totals.get(DO_MINIMUM) == totals.get(DO_NOTHING)
    return had[had["key"] != DO_MINIMUM].iloc[1:] if same else had.iloc[1:]


def _options(runs: Sequence[Published], held_back: Mapping[int, str]) -> list[dict[str, object]]:
    """Options in the order of the first run that lists them, each run by run."""
    of_first = runs[0].options.set_index("key")["total_npc_gbp"]
    in_run = [run.options.set_index("key") for run in runs]
    rows: list[dict[str, object]] = []
    for key in dict.fromkeys(key for run in runs for key in run.options["key"]):
        for run, listed in zip(runs, in_run, strict=True):
            if key not in listed.index:
                continue
            row = listed.loc[key]
            subtracted = key in of_first.index and not held_back.get(run.place, "")
            rows.append({
                "option_key": key, "option": row["title"], "sites": row["sites"], "working": row["working"],
                "run": run.place, "run_id": run.run_id, "option_id": row["option_id"], "rank": row["rank"],
                "verdict": row["verdict"], "total_npc_gbp": row["total_npc_gbp"],
                "change_gbp": row["total_npc_gbp"] - of_first[key] if subtracted else float("nan"),
            })  # fmt: skip
    return rows


def _changes(change: Change, held_back: Mapping[int, str]) -> list[dict[str, object]]:
    """One row an option; of runs from which nothing is subtracted, no change."""
    shown = not held_back.get(change.run.place, "")
    return [
        {
            "run": change.run.place, "run_id": change.run.run_id, "option_key": each.wanted.key, "option": each.title,
            "first_total_gbp": _pounds(each.first_pence), "total_gbp": _pounds(each.other_pence),
            "change_gbp": _pounds(each.other_pence - each.first_pence)
            if shown and each.first_pence is not None and each.other_pence is not None else float("nan"),
            "way": each.way, "reason": each.reason,
        }
        for each in change.options
    ]  # fmt: skip


def _parts(change: Change) -> list[dict[str, object]]:
    return [
        {
            "run": change.run.place, "run_id": change.run.run_id, "option_key": option.wanted.key,
            "input": " ".join(each.key for each in part.inputs),
            "first_value": "; ".join(each.first for each in part.inputs),
            "value": "; ".join(each.other for each in part.inputs),
            "change_gbp": part.pence / PENCE,
        }
        for option in change.options
        for part in option.parts
    ]  # fmt: skip


def _steps(change: Change) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for keys, step in change.steps:
        same: dict[str, object] = {"run": change.run.place, "run_id": change.run.run_id, "changed": " ".join(keys)}
        for option in change.options:
            key = option.wanted.key
            rows.append(same | {
                "option_key": key, "total_npc_gbp": _pounds(step.pence.get(key)),
                "reason": step.refused or step.reasons.get(key, ""),
            })  # fmt: skip
    return rows


def _pounds(pence: int | None) -> float:
    return float("nan") if pence is None else pence / PENCE
