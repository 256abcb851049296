"""How a score is built up, and the benefit beside a cost that holds none of it."""

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views import value
from feasibility.publication.views.view import Column, View, tabulate


def built_up(release: Release) -> View:
    """From figure to points to score, for the highest score, the lowest cost and the best single site."""
    options, table = release.tables["value_options"], release.tables["value_criteria"]
    few = pd.concat([value.best(release).head(1), options.head(1), value.single(release)]).drop_duplicates("option_id")
    in_whole = value.whole(table["weight_share"])
    rows = table.set_index("criterion_id")[["criterion"]].assign(
        weight=[value.weight(share, in_whole=in_whole) for share in table["weight_share"]]
    )
    columns, scores = [Column("criterion", "Criterion"), Column("weight", "Weight", figures=True)], []
    for _, option in few.iterrows():
        key, title = option["option_id"], option["option"]
        own = release.tables["value_scores"].query("option_id == @key").set_index("criterion_id")
        for name, heading in (("performance", "Figure"), ("points", "Points"), ("weighted_points", "Adds")):
            values = own[name] if name == "performance" else own[name].map(_tenths)
            rows[f"{name} {key}"] = values.reindex(rows.index)
            columns.append(Column(f"{name} {key}", heading, title, figures=name != "performance"))
        scores += ["", "", _tenths(option["score"])]
    return tabulate(
        rows,
        "From the figure to its points to the score",
        tuple(columns),
        row_heading="criterion",
        totals=(("Score out of 100", "", *scores),) if len(few) else (),
        note="Points times weight is what a criterion adds. Shown are the highest score, the lowest cost and the best "
        "single site; value_scores.csv has every option.",
    )


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
    """Benefit and cost of the options named in the chart, and the highest scores."""
    shown = value.needed(release)
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


def _tenths(points: float) -> str:
    return value.NONE if pd.isna(points) else wording.number(points, wording.TENTHS)
