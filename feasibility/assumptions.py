"""The register held against the settings a run really used."""

import pandas as pd

from feasibility.tables import STATUSES, RegisterTable, headings

NOT_REGISTERED = "not in the register: the scenario's value or the programme's default"


def used(settings: dict[str, str], register: pd.DataFrame) -> pd.DataFrame:
    """Every setting with its provenance (tables.RegisterTable).

    A setting that the register does not know, or that the scenario changes, is not validated and no firmer than
    `assumed`, whatever the register says.
    """
    rows = register.set_index("assumption_id")
    return pd.DataFrame(
        [_row(key, value, rows) for key, value in settings.items()], columns=list(headings(RegisterTable))
    )


def _row(key: str, value: str, register: pd.DataFrame) -> dict[str, str]:
    if key not in register.index:
        provenance = {"registered_value": "", "unit": "", "status": "assumed", "source": NOT_REGISTERED}
        return {"assumption_id": key, "value": value, "date": "", "owner": "", "validated_by": "", **provenance}
    entry = register.loc[key]
    row = {"assumption_id": key, "value": value, "registered_value": str(entry["value"])}
    row |= {name: str(entry[name]) for name in ("unit", "status", "source", "date", "owner", "validated_by")}
    if not _same(value, str(entry["value"])):
        row |= {
            "status": max("assumed", row["status"], key=STATUSES.index),
            "source": f"changed by this scenario; the register has {entry['value']} ({entry['source']})",
            "validated_by": "",
        }
    return row


def _same(value: str, registered: str) -> bool:
    try:
        return [float(v) for v in value.split()] == [float(v) for v in registered.split()]
    except ValueError:
        return value.strip().lower() == registered.strip().lower()


def unmatched(settings: dict[str, str], register: pd.DataFrame) -> list[str]:
    """A warning for each row of the register that speaks of no setting."""
    return [
        f"the register speaks of {key}, which is no setting of this scenario"
        for key in register["assumption_id"]
        if key not in settings
    ]


def statuses(table: pd.DataFrame) -> dict[str, str]:
    """Setting key to status."""
    return dict(zip(table["assumption_id"], table["status"], strict=True))
