"""The end of appendix G: what is shared out between the partners, who leaves or joins, and the case kept apart."""

from feasibility.publication.appendices.placed import said, shown, under
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Block
from feasibility.publication.views import channel_shift, exits, partners


def shared_out(release: Release) -> tuple[Block, ...]:
    """Apportionment, a partner that leaves, one that joins late, and channel shift."""
    leaving = shown(exits.exits(release))
    return (
        *under(
            "Between the partners",
            *said(*partners.sentences(release)),
            *shown(
                partners.keys(release), partners.positions(release), *partners.positions_in_a_building(release),
                partners.ranges(release),
            ),
        ),
        *(under("If a partner leaves", *said(*exits.leaving(release)), *leaving) if leaving else ()),
        *under(
            "If a further authority joins",
            *shown(partners.joiners(release), without="The scenario names no authority that joins late."),
        ),
        *under(
            "Channel shift, kept apart",
            *said("This case stands by itself: its figures enter no total of any option.", *release.channel_shift),
            *shown(channel_shift.case(release), channel_shift.claims(release), channel_shift.unit_costs(release)),
        ),
    )  # fmt: skip
