"""The tables of a comparison into one page of HTML that asks no host for anything."""

from collections.abc import Hashable, Mapping, Sequence

import pandas as pd

from feasibility import options, wording
from feasibility.compare.reading import Published
from feasibility.publication.report.templates import POLICY, environment, style
from feasibility.publication.views.view import Column, View, numbered, tabulate
from feasibility.tables.comparing import ALL_ORDERS

Tables = dict[str, pd.DataFrame]
SHOWN = ("best", "near-tie")
"""Verdicts of the options that the page lists; the file has all."""
NOT_LISTED = "not listed"
DASH = "–"


def page(runs: Sequence[Published], tables: Tables, name: str) -> str:
    """What differs, what changes, who wins where, and what each input adds. `name` is that of the folder."""
    marking = str(runs[0].settings["publication"]["exempt_words"]) if runs[0].edition == "exempt" else ""
    foot = f"{len(runs)} runs compared · {name}" + (" · Draft" if any(run.draft for run in runs) else "")
    text = environment().get_template("compare.html.jinja").render(
        name=name,
        marking=marking,
        policy=POLICY,
        runs=[(run.place, f"{run.name}/{run.run_id}", str(run.settings["study"]["title"])) for run in runs],
        drafts=[run.place for run in runs if run.draft],
        winners=winners(tables["outputs"]),
        held_back=_held_back(tables["outputs"]),
        explained=_explained(tables),
        views=numbered({
            "outputs": (_outputs(tables["outputs"]), _margins(tables["outputs"])),
            "inputs": _inputs(tables["inputs"], runs),
            "parts": tuple(view for _, view in _parts(tables)),
            "options": (_options(tables["options_compared"], runs),),
        }),
        style=style("appendix.css", marking=marking, foot=foot),
    )  # fmt: skip
    return text.lstrip()


def winners(outputs: pd.DataFrame) -> list[str]:
    """Who is best in which runs, a sentence each, in the order of the runs."""
    return [
        f"{_runs(rows['run'])}: best is {rows['best'].iloc[0]}." for _, rows in outputs.groupby("best_key", sort=False)
    ]


def _runs(places: "pd.Series[int]") -> str:
    words = wording.joined(tuple(str(place) for place in places))
    return f"{'Run' if len(places) == 1 else 'Runs'} {words}"


def _held_back(outputs: pd.DataFrame) -> list[str]:
    """Why nothing is subtracted, a sentence for each reason."""
    held = outputs[outputs["held_back"] != ""]
    return [f"{_runs(rows['run'])}, nothing subtracted: {why}." for why, rows in held.groupby("held_back", sort=False)]


def _outputs(outputs: pd.DataFrame) -> View:
    return tabulate(
        outputs, "What each run found",
        (
            Column("run", "Run"), Column("scenario", "Scenario"), Column("price_base_year", "Prices of"),
            Column("best", "Best option"), Column("best_total_gbp", "Total (£)", write=_known),
            Column("change_gbp", "Change from run 1 (£)", write=_known), Column("workstations_needed", "Workstations"),
            Column("travel_change_minutes_mean", "Mean change (minutes)", write=_known),
        ),
        row_heading="scenario",
        note="Total, workstations and mean change of journeys are of the best option of each run. A dash stands for "
        "what is not subtracted, or not shown.",
    )  # fmt: skip


def _margins(outputs: pd.DataFrame) -> View:
    had = [f"{a:,} of {b:,}" for a, b in zip(outputs["options_had"], outputs["options_listed"], strict=True)]
    return tabulate(
        outputs.assign(had=had), "How clear each answer is",
        (
            Column("run", "Run"), Column("scenario", "Scenario"), Column("next", "Next option"),
            Column("gap_gbp", "Next above best (£)", write=_known),
            Column("gap_share", "As a share", write=_fine_share),
            Column("do_nothing_rank", "Place of doing nothing"),
            Column("do_nothing_gap_gbp", "Above best (£)", write=_known),
            Column("near_ties", "Near-ties"), Column("had", "Options that can be had", figures=True),
        ),
        row_heading="scenario",
    )  # fmt: skip


def _known(column: str, value: float) -> str:
    return DASH if pd.isna(value) else wording.figure(column, float(value))


def _fine_share(_: str, value: float) -> str:
    """Near-ties are a matter of a few per cent."""
    return DASH if pd.isna(value) else wording.number(float(value), wording.FINE_SHARE)


def _inputs(inputs: pd.DataFrame, runs: Sequence[Published]) -> tuple[View, ...]:
    """A row an input and a column a run; none where all inputs are the same."""
    if inputs.empty:
        return ()
    rows = []
    for (kind, key), each in inputs.groupby(["kind", "input"], sort=False):
        of_run = dict(zip(each["run"], each["value"], strict=True))
        rows.append({
            "kind": f"{wording.capital(str(kind))}s", "input": key, "unit": _together(each["unit"]),
            "status": _together(each["status"]),
        } | {f"run {run.place}": of_run[run.place] or DASH for run in runs})  # fmt: skip
    columns = (Column("input", "Input"), *(Column(f"run {r.place}", f"Run {r.place}") for r in runs),
               Column("unit", "Unit"), Column("status", "Status"))  # fmt: skip
    return (
        tabulate(
            pd.DataFrame(rows), "Inputs that differ", columns, row_heading="input", by="kind",
            note="A dash stands where a run states nothing. Where statuses differ they stand in the order of the runs. "
            "Of a file that differs the first letters of its checksum are shown.",
        ),
    )  # fmt: skip


def _together(words: "pd.Series[str]") -> str:
    """The word if all runs that have one say the same, else every one in turn."""
    said = [word for word in words if word]
    return ", ".join(said if len(set(said)) > 1 else said[:1])


def _options(compared: pd.DataFrame, runs: Sequence[Published]) -> View:
    """Options that are best or a near-tie in any run, and ways of staying: total and place in each run."""
    leads = compared.groupby("option_key")["verdict"].agg(lambda verdicts: verdicts.isin(SHOWN).any())
    keys = compared["option_key"].drop_duplicates()
    shown = keys[keys.map(leads) | keys.isin(options.STAYING)]
    rows = []
    for key in shown:
        each = compared[compared["option_key"] == key].set_index("run")
        row = {"option": each["option"].iloc[0]}
        for run in runs:
            listed = run.place in each.index
            row |= {
                f"total {run.place}": _total(each.at[run.place, "total_npc_gbp"]) if listed else NOT_LISTED,
                f"place {run.place}": f"{each.at[run.place, 'rank']} ({each.at[run.place, 'verdict']})"
                if listed
                else "",
            }
        rows.append(row)
    columns = [Column("option", "Option")]
    for run in runs:
        columns += [Column(f"total {run.place}", "Total (£)", f"Run {run.place}", figures=True),
                    Column(f"place {run.place}", "Place", f"Run {run.place}")]  # fmt: skip
    return tabulate(
        pd.DataFrame(rows), "Options that lead in some run, and ways of staying", tuple(columns), row_heading="option",
        note="options_compared.csv has every option.",
    )  # fmt: skip


def _total(value: float) -> str:
    return DASH if pd.isna(value) else wording.number(value, wording.POUNDS)


def _explained(tables: Tables) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each run held against the first: a heading, and for each option its sentence and the key of its table, if any."""
    titled = dict(_parts(tables))
    numbers = {key: place for place, key in enumerate(titled)}
    found = []
    for run, rows in tables["explained_options"].groupby("run", sort=False):
        said = []
        for row in rows.to_dict("records"):
            key = f"{run} {row['option_key']}"
            said.append((_sentence(row, key in titled), str(numbers.get(key, ""))))
        found.append((f"Run {run} against run 1", said))
    return found


def _sentence(row: Mapping[Hashable, object], in_parts: bool) -> str:
    if row["reason"]:
        return f"{row['option']}: not explained, because {row['reason']}."
    first, total = (float(str(row[name])) for name in ("first_total_gbp", "total_gbp"))
    ends = f"{row['option']}: from {wording.pounds(first)} to {wording.pounds(total)}"
    if not in_parts:
        return f"{ends}: no change."
    all_orders = row["way"] == ALL_ORDERS
    way = "the mean over all orders in which they could change" if all_orders else "in the order of the file"
    return f"{ends}. Parts of the change by input, {way}:"


def _parts(tables: Tables) -> list[tuple[str, View]]:
    """A table of parts for each option that is explained and whose parts are not all nothing, the largest first."""
    found = []
    explained = tables["explained"].assign(size=tables["explained"]["change_gbp"].abs())
    titles = tables["explained_options"].set_index(["run", "option_key"])["option"]
    for (run, key), rows in explained.groupby(["run", "option_key"], sort=False):
        if not rows["size"].any():
            continue
        total = wording.number(float(rows["change_gbp"].sum()), wording.RATE, plus=True)
        view = tabulate(
            rows.sort_values("size", ascending=False, kind="stable"), f"{titles[(run, key)]}: run {run} less run 1",
            (
                Column("input", "Input"), Column("first_value", "Run 1"), Column("value", f"Run {run}"),
                Column("change_gbp", "Part of the change (£)", write=_pounds_and_pence),
            ),
            row_heading="input", totals=(("Whole change", "", "", total),),
        )  # fmt: skip
        found.append((f"{run} {key}", view))
    return found


def _pounds_and_pence(_: str, value: float) -> str:
    return wording.number(value, wording.RATE, plus=True)
