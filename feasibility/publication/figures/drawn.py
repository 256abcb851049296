"""Every chart of a release."""

from feasibility.publication.figures import benefit, cash, day, journeys, measures, robustness, tornado, total_cost
from feasibility.publication.figures.chart import Chart
from feasibility.publication.release import Release

CHARTS = (measures, total_cost, benefit, journeys, day, cash, robustness, tornado)
"""In reading order."""


def charts(release: Release) -> dict[str, Chart]:
    """Chart key to chart, in reading order; one without figures is left out.

    Keys: `measures`, `total_cost`, `benefit`, `journeys`, `day`, `cash`, `robustness`, `tornado`.
    """
    drawn = (module.chart(release) for module in CHARTS)
    return {chart.key: chart for chart in drawn if chart is not None}
