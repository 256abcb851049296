"""The lines of a way of working: joining telephony and customer records, and keeping up what is joined."""

from feasibility.costs import bias, spans
from feasibility.costs.lines import SHARED, Line
from feasibility.costs.places import Given
from feasibility.costs.words import firmness
from feasibility.scenario.ways import Way, WaySettings, WaysSettings


def lines(way: Way, quarter: int, ways: WaysSettings, given: Given) -> list[Line]:
    """Every line of a way of working whose staff move, or whose queue is joined, in `quarter`; all shared."""
    settings: WaySettings = getattr(ways, way)
    lead = spans.quarters(settings.lead_time_months)
    return [
        *_joining("telephony", "Joining telephony", settings.telephony_gbp, way, lead, given),
        *_joining("records", "Joining customer records", settings.records_gbp, way, lead, given),
        *_upkeep(settings.upkeep_gbp_per_year, way, quarter, given),
    ]


def _joining(stem: str, name: str, gbp: float, way: Way, lead: int, given: Given) -> list[Line]:
    """One system joined, paid evenly over the quarters of the lead time: equipment, never a building."""
    keys = [f"ways.{way}.{stem}_gbp", f"ways.{way}.lead_time_months", *bias.keys("equipment")]
    shares = tuple(1 / lead for _ in range(lead)) if lead else (1.0,)
    return [
        Line(
            line_id=f"{stem}@all", line=name, group="systems", place="all", payer=SHARED, kind="capital",
            driver="always", unit="scheme", per_driver=1, rate_gbp=gbp,
            timing=spans.shared_out(given.timeline, shares, lead),
            status=firmness(given.statuses, keys), basis="; ".join(keys),
            bias_share=bias.added_share("equipment", given.settings.bias),
        )
    ] if gbp else []  # fmt: skip


def _upkeep(gbp_per_year: float, way: Way, quarter: int, given: Given) -> list[Line]:
    """Licences and support, from when the partners work so. A price quoted by the year: no bias of equipment."""
    key = f"ways.{way}.upkeep_gbp_per_year"
    return [
        Line(
            line_id="upkeep@all", line="Licences and support of what is joined", group="systems", place="all",
            payer=SHARED, kind="revenue", driver="always", unit="scheme", per_driver=1, rate_gbp=gbp_per_year,
            timing=spans.within(given.timeline, quarter, given.timeline.quarters),
            status=firmness(given.statuses, [key]), basis=key,
        )
    ] if gbp_per_year else []  # fmt: skip
