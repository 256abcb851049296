"""Tables of a comparison of runs. They are of no single run, and stand in the folder of the comparison.

Only figures of whole options are in them: no area, no count of staff, nothing that a run keeps from its reader.
"""

from typing import Any

from pandera.typing.pandas import Series

from feasibility.tables.base import Table, column

ALL_ORDERS = "all orders"
STATED_ORDER = "order of the file"
KINDS = ("setting", "figure", "file")
"""What an input is: a setting of the scenario, a figure of an input table, or a file of which no figure is told."""


def _run() -> Any:  # noqa: ANN401 - what `column` gives
    return column("Run", "Place on the command line, from 1", ge=1)


class InputsComparedTable(Table):
    """inputs.csv: each input that is not the same in all runs, one row a run."""

    input: Series[str] = column("Input", "Key of the setting, or table, row and column of the figure, or the file")
    kind: Series[str] = column("Kind", "setting, figure, or file", isin=KINDS)
    run: Series[int] = _run()
    run_id: Series[str] = column("Run id", "Id of the run")
    value: Series[str] = column("Value", "What the run used; blank where it states none")
    unit: Series[str] = column("Unit", "Unit of the value; blank where the run's register has none")
    status: Series[str] = column("Status", "sourced, assumed or illustrative; blank where the value is no assumption")


class OutputsComparedTable(Table):
    """outputs.csv: what each run found."""

    run: Series[int] = _run()
    scenario: Series[str] = column("Scenario", "Name of the scenario")
    run_id: Series[str] = column("Run id", "Id of the run", unique=True)
    title: Series[str] = column("Title", "Title of the study")
    price_base_year: Series[int] = column("Prices of", "Year of the prices")
    best_key: Series[str] = column("Best option key", "The same key in every run: sites and way of working")
    best: Series[str] = column("Best option", "First in the ranking")
    best_total_gbp: Series[float] = column(
        "Total (£)", "Net present cost with staff travel, as published; blank where runs differ in few people",
        nullable=True,
    )  # fmt: skip
    next: Series[str] = column("Next option", "Second among those that can be had; blank where there is none")
    next_total_gbp: Series[float] = column("Next total (£)", "Its total", nullable=True)
    gap_gbp: Series[float] = column("Gap (£)", "Next above best; blank where not comparable", nullable=True)
    gap_share: Series[float] = column("Gap (share)", "As a share of the best total", nullable=True)
    do_nothing_rank: Series[int] = column("Place of doing nothing", "Place in the ranking", ge=1)
    do_nothing_gap_gbp: Series[float] = column("Doing nothing above best (£)", "0 where it is best", nullable=True)
    near_ties: Series[int] = column("Near-ties", "Options within the stated share of the best, the best left out", ge=0)
    options_had: Series[int] = column("Options that can be had", "Of those listed", ge=1)
    options_listed: Series[int] = column("Options listed", "That were worked out", ge=1)
    workstations_needed: Series[int] = column("Workstations needed", "At all sites of the best option", ge=0)
    travel_change_minutes_mean: Series[float] = column(
        "Mean change (minutes)", "Of the best option, one way; blank where runs differ in few people", nullable=True
    )
    change_gbp: Series[float] = column(
        "Change of best total (£)",
        "Best total less that of run 1; blank where pounds are not subtracted",
        nullable=True,
    )
    same_best: Series[bool] = column("Same best as run 1", "Whether the same sites, worked the same way, are best")
    held_back: Series[str] = column("Not subtracted because", "Why nothing is subtracted from run 1; blank if it is")


class OptionsComparedTable(Table):
    """options_compared.csv: each option in each run that lists it."""

    option_key: Series[str] = column("Option key", "Sites and way of working: the same in every run")
    option: Series[str] = column("Option", "What the option is")
    sites: Series[str] = column("Sites", "Ids of the sites used")
    working: Series[str] = column("Way of working", "now, apart, pooled or virtual")
    run: Series[int] = _run()
    run_id: Series[str] = column("Run id", "Id of the run")
    option_id: Series[str] = column("Option id", "Id in the tables of that run")
    rank: Series[int] = column("Rank", "Place in that run", ge=1)
    verdict: Series[str] = column("Verdict", "best, near-tie, behind, or cannot be had")
    total_npc_gbp: Series[float] = column("Total (£)", "As published; blank where it cannot be had", nullable=True)
    change_gbp: Series[float] = column(
        "Change (£)",
        "Total less that of run 1; blank where pounds are not subtracted or either is blank",
        nullable=True,
    )


class ExplainedOptionsTable(Table):
    """explained_options.csv: options whose change from run 1 is taken apart, or why it is not."""

    run: Series[int] = _run()
    run_id: Series[str] = column("Run id", "Id of the run held against run 1")
    option_key: Series[str] = column("Option key", "Sites and way of working")
    option: Series[str] = column("Option", "What the option is")
    first_total_gbp: Series[float] = column("Total in run 1 (£)", "As published", nullable=True)
    total_gbp: Series[float] = column("Total in the run (£)", "As published", nullable=True)
    change_gbp: Series[float] = column("Change (£)", "The second less the first", nullable=True)
    way: Series[str] = column(
        "How shared out", "Mean over all orders of the inputs, or in the order of the file; blank where not explained",
        isin=(ALL_ORDERS, STATED_ORDER, ""),
    )  # fmt: skip
    reason: Series[str] = column("Not explained because", "Why, and what to do; blank where it is explained")


class ExplainedTable(Table):
    """explained.csv: the change of an option's total from run 1, input by input; the parts sum to the change."""

    run: Series[int] = _run()
    run_id: Series[str] = column("Run id", "Id of the run held against run 1")
    option_key: Series[str] = column("Option key", "Sites and way of working")
    input: Series[str] = column("Input", "Key of the setting or file; several where they only work together")
    first_value: Series[str] = column("Value in run 1", "What run 1 used")
    value: Series[str] = column("Value in the run", "What the run used")
    change_gbp: Series[float] = column("Part of the change (£)", "Pounds of the change that come from this input")


class StepsTable(Table):
    """steps.csv: the audited totals that the parts are worked out from."""

    run: Series[int] = _run()
    run_id: Series[str] = column("Run id", "Id of the run held against run 1")
    changed: Series[str] = column("Inputs of the run", "Inputs taken from the run, all others from run 1; blank: none")
    option_key: Series[str] = column("Option key", "Sites and way of working")
    total_npc_gbp: Series[float] = column("Total (£)", "Audited; blank where the option cannot be had", nullable=True)
    reason: Series[str] = column("Reason", "Why it cannot be had, or the step cannot be asked; blank otherwise")


COMPARING: dict[str, type[Table]] = {
    "inputs": InputsComparedTable,
    "outputs": OutputsComparedTable,
    "options_compared": OptionsComparedTable,
    "explained_options": ExplainedOptionsTable,
    "explained": ExplainedTable,
    "steps": StepsTable,
}
"""Every table of a comparison by the name of its CSV file."""
