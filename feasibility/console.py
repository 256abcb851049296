"""What an officer sees on the screen: progress by stage, the ranked options, the state of a checked scenario."""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pandas as pd
import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from feasibility import wording
from feasibility.appraisal import ranking
from feasibility.options import STAYING
from feasibility.privacy_check.findings import Report
from feasibility.question import Question
from feasibility.sweep.command import LONG_SECONDS, lasting
from feasibility.tables import CANNOT_BE_HAD

SHOWN = 8
"""Options shown on the screen; all of them stand in the run folder."""
LINES = 20
"""Lines of progress over a sweep, where there is no screen to draw a bar on."""
SENTENCES = 3
"""Of the verdict: what is best, what comes near it, and how firm that is."""
NARROWEST = 120
"""Width when the output goes to a file or a pipe."""


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """Each stage as it begins, with the seconds since the start, on standard error."""
    console, began = Console(stderr=True, highlight=False), time.monotonic()

    def say(stage: str) -> None:
        console.print(f"[dim]{time.monotonic() - began:5.1f} s[/dim]  {escape(stage)}")

    yield say


def ask_to_go_on(seconds: float) -> bool:
    """Whether to begin what takes so long; only what is long is asked about, and only where somebody can answer."""
    if seconds <= LONG_SECONDS or not sys.stdin.isatty():
        return True
    return typer.confirm(f"This takes about {lasting(seconds)}. Go on?", err=True)


@contextmanager
def cells_ticking(total: int, done: int) -> Iterator[Callable[[], None]]:
    """Progress over the cells of a sweep with the time left: a bar, or a line now and then where there is no screen."""
    console = Console(stderr=True, highlight=False)
    if console.is_terminal:
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("cells, left"), TimeRemainingColumn())
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("cells", total=total, completed=done)
            yield lambda: bar.advance(task)
        return
    began, count = time.monotonic(), 0

    def tick() -> None:
        nonlocal count
        count += 1
        left = total - done - count
        if left and (done + count) % max(1, total // LINES) == 0:
            seconds = (time.monotonic() - began) / count * left
            console.print(f"{done + count} of {total} cells; about {lasting(seconds)} left")

    yield tick


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=NARROWEST)


def show_answer(options: pd.DataFrame, verdict: tuple[str, ...]) -> None:
    """The headline and the leading options; do nothing and the best single site are always among them."""
    console = _console()
    for sentence in verdict[:SENTENCES]:
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


def show_privacy(report: Report) -> None:
    """What a check of a folder read and found."""
    console, read = _console(), report.read
    for sentence in report.looked_for:
        console.print(escape(sentence))
    console.print(
        f"Read {wording.counted(read.files, 'file')} ({read.bytes / 1e6:,.1f} MB): {read.texts:,} texts, "
        f"{read.tables:,} tables, {read.points:,} points. What pictures show is not read; it is drawn from the tables."
    )
    if report.clean:
        console.print("[bold]Clean: no home and no small number of people was found.[/bold]")
        return
    for finding in report.findings:
        console.print(f"  {escape(finding.file)}: {escape(finding.where)}: {escape(finding.what)}", soft_wrap=True)
    console.print(f"[bold]{wording.counted(len(report.findings), 'finding')}: do not publish this folder.[/bold]")


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
