"""The table of what would let staff move where no shared option can be had."""

from pandera.typing.pandas import Series

from feasibility.tables.base import Table, column


class RepairsTable(Table):
    """What would make a shared option possible, each repair solved; told on the screen, never published."""

    rank: Series[int] = column("Rank", "By the cost of the best shared option after the repair", ge=1, unique=True)
    settings: Series[str] = column("Settings", "Keys of what is changed: one, or a pair")
    repair: Series[str] = column("Repair", "What is done")
    sites: Series[str] = column("Sites", "Sites of the best shared option then")
    working: Series[str] = column("Working", "How the partners work there")
    total_npc_gbp: Series[float] = column("Total present cost", "Of that option, travel included")
