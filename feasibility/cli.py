"""Words into calls and exit codes: 0 done, 1 the officer can put it right, 2 wrong words, 3 no feasible option."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from feasibility import __version__
from feasibility.cache_folder import cache_folder
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

LIST_HELP = "CSV or XLSX with id, and postcode, or easting and northing, or longitude and latitude."
TEMPLATE_HELP = (
    "sites for every table but the staff; study for all of them; or one table, such as site_costs, leases, "
    "travel_policies, funding, actuals, half_hours or staff."
)
MODES = ("car", "transit", "walk", "cycle")
"""Modes as a command spells them; `tables.MODES` takes too long to load for --help."""


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


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"feasibility {__version__}")
        raise typer.Exit


@app.callback()
def about(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and stop.", is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Show the version if asked, whether or not a command follows."""


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
        finished = run_scenario(scenario, out, cache_folder(), say)
    show_warnings(finished.warnings)
    show_answer(finished.options, finished.verdict)
    typer.echo(str(finished.folder))


@app.command(epilog="Example: feasibility check scenarios/bexley-bromley-2010.toml")
def check(scenario: ScenarioArgument) -> None:
    """Do everything up to the solver and report what was found. Writes nothing."""
    from feasibility.console import progress, show_question  # noqa: PLC0415
    from feasibility.run import check as check_scenario  # noqa: PLC0415

    with progress() as say:
        asked = check_scenario(scenario, cache_folder(), say)
    show_question(asked)


@app.command(
    epilog="Examples: feasibility privacy-check outputs/bexley-bromley-2010/7d370447d3ee --scenario "
    "scenarios/bexley-bromley-2010.toml\n\nfeasibility privacy-check outputs --scenario "
    "scenarios/bexley-bromley-2010.toml"
)
def privacy_check(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="A run folder, or a folder of them.", show_default=False)
    ],
    scenario: Annotated[
        list[Path] | None,
        typer.Option(
            help="The scenario whose staff file is looked for; may be repeated. Without one, every full postcode that "
            "is no known place's counts as a home.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Read every file of a folder and prove that no home and no small number of people is in it.

    Ends with 0 where the folder is clean and with 1 where anything was found, or a file could not be read.
    """
    from feasibility.console import progress, show_privacy  # noqa: PLC0415
    from feasibility.privacy_check import check as check_folder  # noqa: PLC0415

    with progress() as say:
        report = check_folder(folder, scenario or [], say)
    show_privacy(report)
    raise typer.Exit(0 if report.clean else 1)


@app.command(
    epilog="Example: feasibility compare outputs/bexley-bromley-2010/7d370447d3ee "
    "outputs/bexley-bromley-2010-apart/6541fc3871f5"
)
def compare(
    runs: Annotated[list[Path], typer.Argument(metavar="RUN", help="Two or more run folders.", show_default=False)],
    scenarios: Annotated[
        list[Path] | None,
        typer.Option(
            help="Scenario file of a run, or the folder it is in; may be repeated. Scenarios are looked for in the "
            "folder scenarios where not said.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="Folder that the result folder is written in.")] = Path("outputs"),
) -> None:
    """Compare runs: what differs in inputs, what changes in answers, and what each input adds to the change.

    The first run is held against each of the others. The last line printed is the path of the result folder.
    """
    from feasibility.compare import compare as compare_runs  # noqa: PLC0415
    from feasibility.console import progress  # noqa: PLC0415

    with progress() as say:
        folder = compare_runs(runs, scenarios or [Path("scenarios")], out, cache_folder(), say)
    typer.echo(str(folder))


@app.command(
    epilog="Examples: feasibility sweep scenarios/our-sweep.toml --workers 4\n\n"
    "feasibility sweep scenarios/our-sweep.toml --scheduler tcp://10.0.0.5:8786"
)
def sweep(
    scenario: ScenarioArgument,
    out: Annotated[Path, typer.Option(help="Folder that sweeps are written in.")] = Path("outputs"),
    workers: Annotated[int, typer.Option(help="Processes of this machine that work cells out.", min=1, max=256)] = 1,
    scheduler: Annotated[
        str | None,
        typer.Option(help="Address of a Dask cluster of the council's own; this machine where not said."),
    ] = None,
    cells_max: Annotated[int, typer.Option(help="More cells than this are refused.", min=1)] = 10_000,
    yes: Annotated[bool, typer.Option("--yes", help="Go on without being asked, however long it takes.")] = False,
) -> None:
    """Run every combination of the values that a scenario says to vary: who wins where, and what changes.

    Type the same command again after an interruption. The last line printed is the path of the sweep's folder.
    """
    from feasibility.console import ask_to_go_on, cells_ticking, progress  # noqa: PLC0415
    from feasibility.sweep.command import How, Screen  # noqa: PLC0415
    from feasibility.sweep.command import sweep as sweep_scenario  # noqa: PLC0415

    how = How(workers=workers, scheduler=scheduler, cells_max=cells_max)
    try:
        with progress() as say:
            screen = Screen(say=say, go_on=lambda seconds: yes or ask_to_go_on(seconds), ticking=cells_ticking)
            swept = sweep_scenario(scenario, out, cache_folder(), how, screen)
    except KeyboardInterrupt:
        typer.echo("Interrupted. Finished cells are kept: type the same command again to go on.", err=True)
        raise typer.Exit(130) from None
    typer.echo(f"{swept.cells} cells, {swept.taken_over} taken over", err=True)
    typer.echo(str(swept.folder))


@app.command(
    epilog="Examples: feasibility matrix homes.csv sites.csv --mode car,transit --out minutes.csv\n\n"
    "feasibility matrix homes.csv sites.csv --mode car --out minutes.csv --scenario scenarios/our-network.toml"
)
def matrix(
    origins: Annotated[Path, typer.Argument(metavar="ORIGINS", help=LIST_HELP, show_default=False)],
    destinations: Annotated[Path, typer.Argument(metavar="DESTINATIONS", help="The same.", show_default=False)],
    mode: Annotated[str, typer.Option(help="One or more of car, transit, walk, cycle, with commas between.")],
    out: Annotated[Path, typer.Option(help="CSV file to write; an earlier one of that name is replaced.")],
    scenario: Annotated[
        Path,
        typer.Option(
            help="Scenario that names the network and the source of each mode; its staff and sites are not read."
        ),
    ] = Path("scenarios/bexley-bromley-2010.toml"),
    shift: Annotated[str | None, typer.Option(help="Shift of the scenario; its first where not said.")] = None,
) -> None:
    """Minutes and km from every origin to every destination, by any source of journeys.

    The file has a row a pair and mode: origin, destination, mode, minutes, km, status.

    Minutes and km are blank where the status says that there is no journey.

    The file holds the ids you put in. Where those tell who lives where, so does the file: keep it as private.
    """
    from feasibility.console import progress  # noqa: PLC0415
    from feasibility.matrix_command import matrix_between  # noqa: PLC0415

    modes = _modes(mode)
    with progress() as say:
        written = matrix_between(origins, destinations, modes, out, scenario, shift, cache_folder(), say)
    for (of_mode, status), pairs in written.pairs.items():
        typer.echo(f"{of_mode}: {pairs:,} pairs {status}", err=True)
    typer.echo(str(out))


def _modes(stated: str) -> list[str]:
    """The modes of a list with commas, each once."""
    modes = list(dict.fromkeys(word.strip().lower() for word in stated.split(",") if word.strip()))
    strange = [word for word in modes if word not in MODES]
    if strange or not modes:
        found = f"{', '.join(strange)} is no mode" if strange else "no mode is named"
        typer.echo(f"--mode: {found}; write one or more of {', '.join(MODES)}", err=True)
        raise typer.Exit(2)
    return modes


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
    """Make a synthetic staff file for a study: nobody's home, drawn at random from public figures."""
    from feasibility.example_staff import write  # noqa: PLC0415

    count = write(out, data=data, scenario_path=scenario, seed=seed)
    typer.echo(f"{count} synthetic staff written to {out}")


@app.command(
    epilog="Examples: feasibility template sites --out our-sites.xlsx\n\nfeasibility template leases\n\n"
    "feasibility template study --out our-study.xlsx --force"
)
def template(
    what: Annotated[str, typer.Argument(metavar="WHAT", help=TEMPLATE_HELP, show_default=False)],
    out: Annotated[
        Path | None, typer.Option(help="Workbook to write; template-WHAT.xlsx where not said.", show_default=False)
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file of that name.")] = False,
) -> None:
    """Write the workbook that an officer fills: an empty sheet a table, with units, notes and checks in it.

    Name the filled workbook in the scenario for each of its tables, such as leases = "our-sites.xlsx".

    The last line printed is the path of the workbook.
    """
    from feasibility.template_command import write_template  # noqa: PLC0415

    path = out or Path(f"template-{what}.xlsx")
    tables = write_template(what, path, force=force)
    typer.echo(f"{tables} {'table' if tables == 1 else 'tables'} to fill", err=True)
    typer.echo(str(path))


if __name__ == "__main__":
    main()
