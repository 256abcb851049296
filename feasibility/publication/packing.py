"""Findings through the disclosure border into a release: the only place that makes one."""

import geopandas as gpd
import pandas as pd

from feasibility import assumptions, certificate, wording
from feasibility.appraisal import channel_shift, pareto, pooling, progress, switching, verdict
from feasibility.appraisal.findings import Findings
from feasibility.appraisal.journeys import JourneyResults
from feasibility.outcome import solver_name
from feasibility.publication import disclosure, judging, method
from feasibility.publication.release import Heading, Layers, Release
from feasibility.question import Question
from feasibility.scenario.publication import Edition
from feasibility.tables import ALL, AreasTable, Leases, SitesTable, TransitLinesTable, empty, headings
from feasibility.travel import measure

DEFAULTS_YEAR = 2010
"""Year of the pounds, and of the tax, that settings have where a scenario is silent."""
OF_A_YEAR = r"gbp|vat_rate|employers_ni"
"""Settings whose figure belongs to a year."""
NAMED = 5
"""Settings named in a warning; the rest are counted."""
CONTEXT_MARGIN_M = 6_000.0
"""Roads, railways, stations and names are kept this far beyond the partners (assumed: the edge of a printed page)."""


def _register(asked: Question, findings: Findings) -> pd.DataFrame:
    """The register, with those assumptions marked as key whose range changes which option is best."""
    fragile = findings.case["fragile"]
    return assumptions.with_key(asked.register, list(fragile.loc[fragile["changes"], "assumption_id"]))


def _alike(asked: Question, least: int) -> set[tuple[str, str]]:
    others = asked.inputs.staff[["employer"]].assign(area=asked.home_areas.of_staff)
    return disclosure.nearly_alike(asked.travel.bands, others, least)


def pack(asked: Question, findings: Findings, edition: Edition = "public") -> Release:
    """The release of a run in one edition: everything published, with small numbers taken out."""
    terms, found = disclosure.terms(asked.scenario.publication, edition), findings.journeys
    least = terms.heads_min
    measured = found.by_area.groupby("area_id")["heads_measured"].min()
    areas = disclosure.areas(asked.home_areas.areas, least, measured)
    apart = disclosure.employers_apart(found.by_employer, least)
    shown = disclosure.journeys(found.by_employer, least)
    options, costs = disclosure.options(findings.options, _heads_measured(found), least), findings.costs
    if terms.rounded:
        costs = disclosure.public_costs(costs, prices_withheld=terms.prices_withheld)
        options = disclosure.public_options(options, costs)
    judged = judging.judged(asked, findings, options, shown[shown["basis"] == found.basis], costs)
    tables = {
        "options": options,
        "pareto": pareto.of_options(options, shown[shown["basis"] == found.basis], judged.scores),
        "journeys": shown,
        "costs": costs,
        "seats": asked.priced.planned.seats,
        "half_hours": asked.priced.planned.half_hours,
        "mix": asked.priced.planned.mix,
        **findings.case,
        **judged.tables,
        "keys": disclosure.keys(findings.case["keys"], least),
        "excess_travel": disclosure.excess_travel(findings.case["excess_travel"], least),
        "attrition": disclosure.attrition(findings.case["attrition"], least),
        "sites": _sites(asked),
        "areas": pd.DataFrame(areas.drop(columns="geometry")),
        "area_changes": disclosure.area_changes(found.by_area, areas),
        "journey_modes": disclosure.modes(found.by_mode, least, apart=apart),
        "journey_bands": disclosure.bands(found.by_band, least, _alike(asked, least)),
        "catchments": asked.travel.catchments,
        "unreached": disclosure.unreached(asked.travel.unreached, areas, least),
        "known_journeys": asked.travel.known_journeys,
        "transit_lines": _lines(asked),
        "assignments": disclosure.assignments(found.by_area_and_site, areas, least),
        "assumptions": _register(asked, findings),
        "evidence": asked.travel.evidence,
        "certificate": certificate.table(findings.certificates, solver_name(), asked.scenario.solver),
        "sources": asked.inputs.sources,
        "lease_events": asked.inputs.leases if asked.inputs.leases is not None else empty(Leases),
        **progress.tables(
            {name: getattr(asked.inputs, name) for name in progress.FILES},
            asked.scenario.reporting,
            findings.case["funding_checks"],
        ),
    }
    names = {key: authority.name for key, authority in asked.scenario.authority.items()}
    tables = disclosure.public(tables, asked, findings, terms)
    firmness = disclosure.said(findings.firmness, terms)
    told = verdict.told(
        options,
        costs,
        shown[shown["basis"] == found.basis],
        names,
        years=asked.priced.timeline.years,
        near_tie_share=asked.scenario.options.near_tie_share,
        pooling=pooling.find(asked.priced.need.posts, asked.priced.books, asked.scenario.people),
        soonest=switching.nearest(tables["switching"]),
        firm=firmness[0],
        left_out=verdict.beside_draws.sentence(tables["fragile"], tables["switching"], tables["robustness_draws"]),
    )
    said = disclosure.verdict(told, terms)
    areas = areas.assign(heads=tables["areas"]["heads"].to_numpy())
    return Release(
        heading=_heading(asked, verdict.firmness(tables["options"].iloc[0]), tables["assumptions"]),
        verdict=said.sentences,
        told=said,
        method=method.note(asked.scenario, asked.priced.need, asked.travel.evidence, edition),
        travel_rules=method.travel_rules(asked.scenario, edition),
        basis=found.basis,
        warnings=(
            *disclosure.unpriced(_warnings(asked, tables["assumptions"]), terms),
            *disclosure.said(findings.warnings, terms),
            *judged.warnings,
        ),
        authority_names=names,
        suppression_heads_min=least,
        tables=tables,
        layers=_layers(asked, areas, tables["sites"]),
        channel_shift=channel_shift.statements(asked.scenario.channel_shift, asked.scenario.seats.take_up_share),
        firmness_words=firmness,
        trial_notes=disclosure.said(findings.trial_notes, terms),
        value_words=judged.words,
        capacity=method.capacity(asked.scenario, asked.priced.planned.warnings),
        edition=edition,
        marking=terms.marking,
        commercial_withheld=terms.prices_withheld,
        tiles=asked.scenario.publication.tiles,
        rag_rules=progress.rules(asked.scenario.reporting),
    )


def _heading(asked: Question, firmness: str, register: pd.DataFrame) -> Heading:
    study = asked.scenario.study
    # Files owe the same lines to the same owners: each line is shown once, in its own words.
    attributions = (line.strip() for text in asked.inputs.sources["attribution"] for line in text.split(";"))
    return Heading(
        title=study.title,
        subtitle=study.subtitle,
        as_at=study.as_at,
        price_base=f"{study.price_base_year} prices",
        run_id=asked.run_id,
        draft=not assumptions.unvalidated(register).empty,
        firmness=firmness,
        licence_lines=tuple(dict.fromkeys(line for line in attributions if line)),
    )


def _sites(asked: Question) -> pd.DataFrame:
    sites = pd.DataFrame(asked.inputs.sites.drop(columns="geometry")).join(asked.border.sites)
    return sites.assign(workstations_available=asked.priced.workstations["workstations_max"])[
        list(headings(SitesTable))
    ].reset_index(drop=True)


def _warnings(asked: Question, register: pd.DataFrame) -> tuple[str, ...]:
    unconfirmed, key = len(assumptions.unvalidated(register)), int(register["key"].sum())
    of_both_cases = channel_shift.warnings(asked.scenario.channel_shift, asked.scenario.seats.take_up_share)
    found = [_begun(warning) for warning in (*asked.warnings, *of_both_cases)]
    if unconfirmed:
        found.append(
            f"Draft: {unconfirmed} of {key} key assumptions have been validated by nobody (see the assumptions)."
        )
    found += _of_another_year(asked, register)
    status = asked.inputs.sites[["rent_status", "nia_status"]]
    illustrative = int((status == "illustrative").any(axis=1).sum())
    if illustrative:
        found.append(
            f"Rent or floor area is illustrative at {illustrative} of {len(status)} places; a survey may differ."
        )
    by_tables = asked.scenario.travel.providers.transit == "network"
    if by_tables and (asked.inputs.staff["usual_mode"] == "transit").any():
        found.append(_of_lines(_lines(asked)))
    if len(asked.travel.unreached):
        found.append(
            "Some journeys are not known; they are in no mean. The journey evidence page lists them by area and site."
        )
    return tuple(found)


def _of_another_year(asked: Question, register: pd.DataFrame) -> list[str]:
    """A warning where pounds that nobody registered are the programme's own, of another year than the prices."""
    year = asked.scenario.study.price_base_year
    own = register[register["source"] == assumptions.NOT_REGISTERED]
    pounds = own[own["assumption_id"].str.contains(OF_A_YEAR) & ~own["assumption_id"].str.startswith("sites.")]
    if year == DEFAULTS_YEAR or pounds.empty:
        return []
    first = ", ".join(pounds["assumption_id"].head(NAMED))
    more = f" and {len(pounds) - NAMED} more" if len(pounds) > NAMED else ""
    return [
        f"No register has {wording.counted(len(pounds), 'figure')} of money or tax, which may be the programme's, of "
        f"{DEFAULTS_YEAR}, in a study in pounds of {year}: {first}{more}. State each in the scenario, or register it."
    ]


def _begun(warning: str) -> str:
    """With a capital, unless the first word is the name of a setting or a file."""
    return warning if "." in warning.split(" ", 1)[0] else warning[0].upper() + warning[1:]


def _heads_measured(found: JourneyResults) -> "pd.Series[int]":
    """Option id to the staff whose journeys are known, on the basis that ranks."""
    together = found.ranking[found.ranking["employer"] == ALL]
    return together.set_index("option_id")["heads_measured"]


def _lines(asked: Question) -> pd.DataFrame:
    """The lines that public transport minutes are measured on; none where they come from elsewhere."""
    services = asked.inputs.services
    if services is None or not measure.needs_network(asked.scenario.travel, ["transit"]):
        return empty(TransitLinesTable)
    return services.lines.reset_index(drop=True)


def _of_lines(lines: pd.DataFrame) -> str:
    years = " to ".join(str(year) for year in dict.fromkeys((lines["year"].min(), lines["year"].max())))
    return (
        f"Public transport minutes come from lines as they ran in {years} and how often, not from the timetable of a "
        "day. How far they are out is under Travel evidence."
    )


def _layers(asked: Question, areas: gpd.GeoDataFrame, sites: pd.DataFrame) -> Layers:
    files = asked.inputs
    partner_codes = [a.code for a in asked.scenario.authority.values()]
    authority_of = {a.code: key for key, a in asked.scenario.authority.items()}
    districts = files.districts.rename(columns={"code": "authority_id"}).drop_duplicates("authority_id")
    districts = districts.assign(
        partner=districts["authority_id"].isin(partner_codes),
        authority_id=districts["authority_id"].map(lambda code: authority_of.get(code, code)),
    )
    window = files.authorities.geometry.union_all().envelope.buffer(CONTEXT_MARGIN_M)
    points = files.sites.geometry.loc[sites["site_id"]]
    return Layers(
        authorities=districts[["authority_id", "name", "partner", "geometry"]].reset_index(drop=True),
        border=asked.border.line,
        corridor=asked.border.corridor,
        areas=areas[[*headings(AreasTable), "geometry"]],
        sites=gpd.GeoDataFrame(sites, geometry=points.to_numpy(), crs=files.sites.crs),
        roads=_near(files.roads, window)[["geometry"]],
        railways=_near(files.railways, window)[["geometry"]],
        stations=_near(files.stations, window)[["name", "geometry"]],
        places=_near(files.places, window)[["name", "population", "geometry"]],
    )


def _near(frame: gpd.GeoDataFrame, window: object) -> gpd.GeoDataFrame:
    return frame[frame.intersects(window)].reset_index(drop=True)
