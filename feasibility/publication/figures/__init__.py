"""Charts and maps as pictures: each drawn once, as SVG, with the table behind it and what a reader must know."""

from feasibility.publication.figures.chart import Chart
from feasibility.publication.figures.drawn import charts

__all__ = ["Chart", "charts"]
