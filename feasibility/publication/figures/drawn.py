"""Every chart of a release."""

from feasibility.publication import charts as total_cost
from feasibility.publication import day_chart
from feasibility.publication.figures.chart import Chart
from feasibility.publication.release import Release
from feasibility.publication.views import benefit, capacity, cash, options, robustness_unknowns


def charts(release: Release) -> dict[str, Chart]:
    """Chart key to chart, in reading order; one without figures is left out.

    Keys: `total_cost`, `benefit`, `journeys`, `day`, `cash`, `robustness`, `tornado`.
    """
    leading = options.leading(release)
    base = release.heading.price_base
    drawn = (
        Chart(
            "total_cost",
            f"Total net present cost of the leading options, split into resources and staff travel ({base})",
            " ".join(total_cost.total_cost_in_words(leading)),
            total_cost.total_cost(leading, total_cost.near_tie_share(release)),
            options.ranking(release),
        ),
        Chart("benefit", f"Benefit of every option against its cost ({base})", "", benefit.chart(release),
              benefit.table(release)),
        Chart("day", "Agents at work at once in each half-hour of the peak day", "",
              day_chart.agents(release.tables["half_hours"], release.authority_names), capacity.half_hours(release)),
        Chart("cash", f"Council cash by financial year, all partners, real ({base})", "", cash.chart(release),
              cash.by_year(release)),
        Chart("tornado", "What the best rival costs above the best option, each figure moved by itself", "",
              robustness_unknowns.chart(release), robustness_unknowns.tornado(release)),
    )  # fmt: skip
    return {chart.key: chart for chart in drawn if chart.svg}
