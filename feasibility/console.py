"""What an officer sees on the screen: progress by stage, the ranked options, the state of a checked scenario."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pandas as pd
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from feasibility import wording
from feasibility.appraisal import ranking
from feasibility.options import STAYING
from feasibility.question import Question
from feasibility.tables import CANNOT_BE_HAD

SHOWN = 8
"""Options shown on the screen; all of them stand in the run folder."""
NARROWEST = 120
"""Width when the output goes to a file or a pipe."""


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Each stage as it begins, with the seconds since the start, on standard error."""
    console, began = Console(stderr=True, highlight=False), time.monotonic()

    def say(stage: str) -> None:
        console.print(f"[dim]{time.monotonic() - began:5.1f} s[/dim]  {escape(stage)}")

    yield say


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=NARROWEST)


def show_answer(options: pd.DataFrame, verdict: tuple[str, ...]) -> None:
    """The headline and the leading options; do nothing and the best single site are always among them."""
    console = _console()
    for sentence in verdict[:2]:
        console.print(escape(sentence))
    always = [*ranking.had(ranking.single_sites(options))["option_id"].head(1), *STAYING]
    leading = options.head(SHOWN)
    others = options[options["option_id"].isin(always) & ~options["option_id"].isin(leading["option_id"])]
    table = Table(
        caption="Present cost over the period, travel included; minutes one way; seats needed and held.",
        caption_justify="left",
    )
    shown = pd.concat([leading, others])
    widest = max(len(word) for row in shown.itertuples() for word in str(row.sites).split())
    table.add_column("Rank", justify="right", no_wrap=True)
    table.add_column("Sites", overflow="fold", min_width=widest)
    table.add_column("Working", no_wrap=True)
    for heading in ("Total £", "Resources £", "Minutes", "Seats"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("Verdict")
    for _, row in shown.iterrows():
        table.add_row(*_cells(row))
    console.print(table)


def _cells(row: "pd.Series[object]") -> list[str]:
    stays, had = row["option_id"] in STAYING, row["verdict"] != CANNOT_BE_HAD
    return [
        str(row["rank"]) if had else "–",
        str(row["option_id"]).replace("-", " ") if stays else str(row["sites"]).replace(" ", " + "),
        str(row["working"]),
        wording.thousands("total_npc_gbp", float(row["total_npc_gbp"])) if had else "–",
        wording.thousands("resource_npc_gbp", float(row["resource_npc_gbp"])) if had else "–",
        wording.figure("travel_change_minutes_mean", row["travel_change_minutes_mean"]) if had else "–",
        f"{row['workstations_needed']}/{row['workstations_available']}",
        str(row["verdict"]),
    ]


def show_warnings(warnings: Sequence[str]) -> None:
    """What a run goes on in spite of, on standard error."""
    for warning in warnings:
        Console(stderr=True, highlight=False, soft_wrap=True).print(f"Warning: {escape(warning)}")


def show_question(asked: Question) -> None:
    """What a checked scenario holds."""
    console, standing = _console(), asked.border.sites
    considered = int(standing["considered"].sum())
    length_km = float(asked.border.line.length.sum()) / 1000
    console.print(f"{escape(asked.scenario.study.title)}: ready to run as {asked.run_id}", soft_wrap=True)
    console.print(f"Border {length_km:.1f} km; {considered} of {len(standing)} sites considered.")
    for site_id, row in standing[~standing["considered"]].iterrows():
        name = escape(str(asked.inputs.sites.at[site_id, "name"]))
        console.print(f"  left out: {name}: {escape(row['reason'])}", soft_wrap=True)
    need, names = asked.priced.need, {key: escape(a.name) for key, a in asked.scenario.authority.items()}
    now = ", ".join(f"{names[key]} {n}" for key, n in need.workstations_now.items())
    shared = ", ".join(f"{way} {need.workstations[way]}" for way in asked.priced.problems)
    console.print(f"Workstations: each at its own centre {now}; in one shared centre {shared}.", soft_wrap=True)
    console.print(f"Staff: {len(asked.inputs.staff)} placed, in {len(asked.evidence.groups.heads)} groups.")
    console.print(f"Options: {len(asked.options)}, do nothing among them.")
    show_warnings(asked.warnings)
