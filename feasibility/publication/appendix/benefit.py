"""Benefit against cost: what the score says without money, beside the cost that holds none of it."""

from feasibility.options import STAYING
from feasibility.publication import benefit_chart
from feasibility.publication.appendix import value
from feasibility.publication.appendix.view import Column, View, tabulate
from feasibility.publication.release import Release


def beside_cost(release: Release) -> str:
    """Which cost the benefit stands against, and why nothing is counted twice; blank where there is no benefit."""
    options = release.tables["value_options"]
    if options["benefit"].isna().all():
        return ""
    basis = str(options["cost_basis"].iloc[0])
    without = ", so that nothing is counted twice" if " without " in basis else ""
    held = "" if not value.has_cost(release) else " The benefit is the score without the criteria that are money."
    return f"The cost beside the benefit: {basis[:1].lower()}{basis[1:]}{without}.{held}"


def table(release: Release) -> View:
    """Benefit and cost of the options named in the chart, and those that matter besides."""
    shown = value.chosen(release)
    score = [Column("score", "Score")] if value.has_cost(release) else []
    return tabulate(
        shown if shown["benefit"].notna().any() else shown.head(0),
        "Benefit against cost",
        (
            Column("option", "Option"), value.COST, Column("benefit", "Benefit (out of 100)"), *score,
            Column("place", "Place by score"), Column("on_frontier", "On the frontier"),
        ),
        row_heading="option",
        note="On the frontier: no option has more benefit at the same cost or less, nor as much for less. In the order "
        "of the ranking, by total cost. The other options are in value_options.csv.",
    )  # fmt: skip


def chart(release: Release) -> str:
    """Benefit against cost of every option, as a drawing."""
    options = release.tables["value_options"]
    named = options["option_id"].isin([*STAYING, *value.single(release)["option_id"]])
    return benefit_chart.scatter(options.assign(named=named))
