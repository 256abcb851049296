"""The table of assumptions tried at the ends of their ranges."""

from pandera.typing.pandas import Series

from feasibility.tables.base import STATUSES, Table, column


class FragileTable(Table):
    """fragile.csv: which assumptions would change the winner if they were wrong, one at a time."""

    assumption_id: Series[str] = column("Assumption", "The register's id", unique=True)
    value: Series[str] = column("Value", "The value used")
    low: Series[str] = column("Low", "Low end of the range tried")
    high: Series[str] = column("High", "High end of the range tried")
    unit: Series[str] = column("Unit", "Unit of the value")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    validated_by: Series[str] = column("Validated by", "Who has confirmed it; blank while nobody has")
    winner_at_low: Series[str] = column("Best at low", "The best option at the low end, all else kept")
    winner_at_high: Series[str] = column("Best at high", "The best option at the high end, all else kept")
    changes: Series[bool] = column("Changes the winner", "True where either end has another best option")
