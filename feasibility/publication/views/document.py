"""A release into one page of HTML that asks no host for anything."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from feasibility import wording
from feasibility.publication import charts, day_chart
from feasibility.publication.method import BASIS_WORDS
from feasibility.publication.release import Release
from feasibility.publication.views import (
    benefit,
    capacity,
    cash,
    changes,
    evidence,
    journeys,
    money,
    options,
    pareto,
    people,
    register,
    robustness,
    robustness_drawn,
    robustness_unknowns,
    travel,
    value,
    weights,
)
from feasibility.publication.views.view import View, numbered

ASSETS = Path(__file__).parents[1] / "assets"


def environment() -> Environment:
    """How the templates of every page are read: escaped, and no name left undefined."""
    return Environment(
        loader=FileSystemLoader(ASSETS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page(release: Release) -> str:
    """The appendix: the answer, how it was reached and what it rests on, with every published figure in words.

    Layout is the template's; every table is selected, sorted and put in words before it gets there.
    """
    leading = options.leading(release)
    chart = charts.total_cost(leading, charts.near_tie_share(release))
    text = (
        environment()
        .get_template("appendix.html.jinja")
        .render(
            heading=release.heading,
            verdict=release.verdict,
            warnings=release.warnings,
            basis=BASIS_WORDS[release.basis],
            method=release.method,
            would_change=changes.what_would_change(release),
            trade_offs={
                "best_set": pareto.in_words(release),
                "near_ties": pareto.near_ties_in_words(release),
            },
            value={
                "declared": value.declared(release),
                "status": value.status(release),
                "set_by": value.set_by(release),
                "before_weights": value.before_weights(release),
                "beside_cost": benefit.beside_cost(release),
                "chart": benefit.chart(release),
                "weights": weights.in_words(release),
            },
            views=tables(release),
            money=money.sentences(release),
            cash_chart=cash.chart(release),
            firm={
                "verdict": robustness.sentences(release),
                "share": robustness.what_a_share_is(release),
                "drawn": robustness_drawn.in_words(release),
                "chart": robustness_unknowns.chart(release),
            },
            chart=chart,
            capacity=release.capacity,
            day_chart=day_chart.agents(release.tables["half_hours"], release.authority_names),
            options_count=wording.counted(len(options.had(release)), "option"),
            style=(ASSETS / "appendix.css").read_text(encoding="utf-8"),
        )
    )
    return text.lstrip()


def tables(release: Release) -> dict[str, tuple[View, ...]]:
    """Every table of the page in reading order, numbered. A table without rows is left out."""
    views = {
        "glance": (options.at_a_glance(release),),
        "ranking": (options.ranking(release),),
        "criteria": (options.criteria(release),),
        "best_set": (pareto.best_set(release),),
        "seatings": (pareto.seatings(release),),
        "rule_prices": (pareto.rule_prices(release),),
        "value_performance": value.performance(release),
        "value_criteria": (value.criteria(release),),
        "value_built_up": (benefit.built_up(release),),
        "value_benefit": (benefit.table(release),),
        "weight_shares": (weights.shares(release),),
        "weight_reversals": (weights.reversals(release),),
        "ways": (capacity.ways(release),),
        "half_hours": (capacity.half_hours(release),),
        "people": (people.staff(release), people.space(release)),
        "resilience": (people.resilience(release),),
        "mix": (people.mix(release),),
        "seats": (capacity.summary(release), capacity.detail(release)),
        "journeys": (journeys.by_employer(release),),
        "gains": (travel.bases(release), travel.gains_and_losses(release), travel.longest(release)),
        "modes": (travel.modes(release),),
        "yearly": (travel.yearly(release),),
        "areas": (journeys.by_area(release),),
        "bands": (travel.bands(release),),
        "catchments": (travel.catchments(release),),
        **money.tables(release),
        "firm_options": (robustness.options(release), robustness.costs(release)),
        "firm_pairs": (robustness.pairs(release),),
        "firm_parts": (robustness.parts(release),),
        "tornado": (robustness_unknowns.tornado(release),),
        "find_out": (robustness_unknowns.to_find_out(release), robustness_unknowns.worth_knowing(release)),
        "drawn": (robustness_drawn.shapes(release), robustness_drawn.together(release)),
        "firmness": (options.firmness(release),),
        "sites": (evidence.sites_considered(release), evidence.sites_left_out(release)),
        "site_figures": (evidence.site_figures(release),),
        "everything": (options.everything(release),),
        "other_journeys": (journeys.others(release),),
        "not_had": (options.not_had(release),),
        "assumption_counts": (register.counts(release),),
        "key_assumptions": (register.key(release), register.key_figures(release)),
        "settings": (register.settings(release),),
        "table_figures": (register.of_tables(release),),
        "travel": (evidence.travel(release),),
        "certificate": (evidence.certificate(release),),
        "sources": (evidence.sources(release),),
    }
    return numbered({key: tuple(view for view in group if view.groups) for key, group in views.items()})
