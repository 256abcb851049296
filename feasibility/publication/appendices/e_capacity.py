"""Appendix E: how many agents, staff, workstations and square metres the contacts call for."""

from feasibility.publication.appendices.placed import drawn, listed, said, shown, under
from feasibility.publication.figures import day
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Block, Part
from feasibility.publication.views import capacity, people

ALIKE = "No queue supplied would wait longer pooled than with agents of its own."


def part(release: Release) -> Part:
    """The capacity model: ways of working, the busiest day, people and space, a site that fails, other take-ups."""
    told = release.capacity
    return Part(
        "appendix-e",
        "Capacity",
        (
            *said(
                f"Agents are the people who must be at their desks at once. {told.queueing} Every half-hour of opening "
                "is staffed by itself; the one that needs most agents decides how many workstations there must be."
            ),
            *shown(capacity.ways(release)),
            *under(
                "Through the busiest day",
                *drawn(day.chart(release)),
                *shown(capacity.half_hours(release)),
            ),
            *under(
                "People and space",
                *said(
                    f"The same agents lead two ways. {told.people} Desks are for people at work at once, so none of "
                    f"that adds a desk. {told.volume}"
                ),
                *shown(people.staff(release), people.space(release)),
            ),
            *under("When a site fails", *said(told.fallback), *shown(people.resilience(release))),
            *_queues(release),
            *under(
                "As contacts move to other channels",
                *shown(capacity.summary(release), capacity.detail(release)),
            ),
        ),
        letter="E",
    )


def _queues(release: Release) -> tuple[Block, ...]:
    """Queues that differ; nothing where none were supplied."""
    mix = shown(people.mix(release))
    return under("Queues that differ", *listed(release.capacity.queues or (ALIKE,)), *mix) if mix else ()
