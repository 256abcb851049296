"""Words into calls and exit codes: 0 done, 1 the officer can put it right, 2 wrong words, 3 no feasible option."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from feasibility import __version__
from feasibility.errors import FeasibilityError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    help="Whether, and where, neighbouring authorities should share a site: staff travel, cost and capacity.",
    epilog="Example: feasibility run scenarios/bexley-bromley-2010.toml",
)

ScenarioArgument = Annotated[
    Path, typer.Argument(metavar="SCENARIO", help="The scenario file (.toml).", show_default=False)
]


def main() -> None:
    """Entry point: runs a command, and turns an officer's fault into words and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")  # Windows pipes default to a page without £ and –
    try:
        app()
    except FeasibilityError as err:
        print(f"{err.where}:", file=sys.stderr)  # noqa: T201
        for fault in err.faults:
            print(f"  {fault}", file=sys.stderr)  # noqa: T201
        sys.exit(err.exit_code)


@app.callback()
def about(
    version: Annotated[bool, typer.Option("--version", help="Show the version and stop.", is_eager=True)] = False,
) -> None:
    """Show the version if asked."""
    if version:
        typer.echo(f"feasibility {__version__}")
        raise typer.Exit


@app.command(epilog="Example: feasibility run scenarios/bexley-bromley-2010.toml --out outputs")
def run(
    scenario: ScenarioArgument,
    out: Annotated[Path, typer.Option(help="Folder that run folders are written in.")] = Path("outputs"),
) -> None:
    """Run a scenario: rank the options and write map, appendix and tables.

    The last line printed is the path of the run folder.
    """
    from feasibility.console import progress, show_answer, show_warnings  # noqa: PLC0415 - heavy imports stay out of --help
    from feasibility.run import run as run_scenario  # noqa: PLC0415

    with progress() as say:
        finished = run_scenario(scenario, out, _cache_folder(), say)
    show_warnings(finished.warnings)
    show_answer(finished.options, finished.verdict)
    typer.echo(str(finished.folder))


@app.command(epilog="Example: feasibility check scenarios/bexley-bromley-2010.toml")
def check(scenario: ScenarioArgument) -> None:
    """Do everything up to the solver and report what was found. Writes nothing."""
    from feasibility.console import progress, show_question  # noqa: PLC0415
    from feasibility.run import check as check_scenario  # noqa: PLC0415

    with progress() as say:
        asked = check_scenario(scenario, _cache_folder(), say)
    show_question(asked)


@app.command(
    "synthesise-staff", epilog="Example: feasibility synthesise-staff data/bexley-bromley/staff.csv --seed 2010"
)
def synthesise_staff(
    out: Annotated[Path, typer.Argument(metavar="FILE", help="CSV file to write.", show_default=False)],
    seed: Annotated[int, typer.Option(help="The same seed gives the same staff.", min=0)] = 2010,
    data: Annotated[Path, typer.Option(help="Folder of the shipped data.")] = Path("data"),
    scenario: Annotated[Path, typer.Option(help="Scenario whose seats give the head counts.")] = Path(
        "scenarios/bexley-bromley-2010.toml"
    ),
) -> None:
    """Make a synthetic staff file for the example study: nobody's home, drawn at random from public figures."""
    from feasibility.example_staff import write  # noqa: PLC0415

    count = write(out, data=data, scenario_path=scenario, seed=seed)
    typer.echo(f"{count} synthetic staff written to {out}")


def _cache_folder() -> Path:
    """Where built street graphs are kept: FEASIBILITY_CACHE, or the system's place for such files."""
    stated = os.environ.get("FEASIBILITY_CACHE")
    if stated:
        return Path(stated)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "feasibility"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "feasibility"
    return Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "feasibility"


if __name__ == "__main__":
    main()
