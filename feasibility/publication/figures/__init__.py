"""Charts and maps as pictures: each drawn once, as SVG, with the table behind it and what a reader must know."""

from feasibility.publication.figures.chart import Chart
from feasibility.publication.figures.drawn import charts
from feasibility.publication.figures.locator import locator
from feasibility.publication.figures.print_map import map_of, maps

__all__ = ["Chart", "charts", "locator", "map_of", "maps"]
