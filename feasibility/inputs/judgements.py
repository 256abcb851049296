"""What officers judge of each site, from their file: figures, or the words that a criterion of the scenario knows."""

from collections.abc import Collection, Mapping
from pathlib import Path

import pandas as pd

from feasibility.errors import InputError, raise_all
from feasibility.inputs import sheets, sites, typed
from feasibility.scenario.value import Criterion
from feasibility.tables import headings
from feasibility.tables.value import Judgements

KEY = ["site_id", "criterion"]
SAID = (("source", "say what the judgement rests on"), ("date", "say when it was made"), ("owner", "say whose it is"))


def of_file(path: Path, criteria: Mapping[str, Criterion], site_ids: Collection[str] | None = None) -> pd.DataFrame:
    """The judgements of a CSV or XLSX file. Raises `InputError`."""
    return read(*sheets.of_role(path, "judgements"), criteria, site_ids)


def read(
    raw: pd.DataFrame, where: str, criteria: Mapping[str, Criterion], site_ids: Collection[str] | None = None
) -> pd.DataFrame:
    """tables.value.Judgements. `criteria` are those that the scenario has judged, by id (`ValueSettings.judged`).

    `site_ids` are those of the table of sites, None if not known. Raises `InputError` for sites that the study lacks,
    criteria that the scenario does not judge, figures that are none, words that have no band, what stands twice, or a
    blank source, date or owner. A site that is not judged is no fault here: its options have no score.
    """
    columns = list(headings(Judgements))
    raise_all(InputError, where, typed.column_faults(raw, columns, columns))
    frame = raw[columns]
    unknown = sites.unknown(frame["site_id"], site_ids)
    faults = list(unknown.values())
    faults += typed.schema_faults(frame.assign(site_id=sites.told(frame["site_id"], unknown)), Judgements, show=True)
    judged = frame["criterion"].isin(list(criteria))
    strange = frame.index[~judged & frame["criterion"].str.fullmatch(r"[a-z0-9][a-z0-9-]*")]
    known = f"write {' or '.join(criteria)}" if criteria else "it has none; take the row out"
    words = f'is no criterion of the scenario with measure = "judgement"; {known}'
    faults += typed.in_rows("criterion", strange, words)
    in_figures = judged & frame["criterion"].isin([key for key, criterion in criteria.items() if not criterion.bands])
    faults += typed.numbers(frame[in_figures], ["value"], show=True)[1]
    faults += [_word_fault(row, frame, criteria) for row in frame.index[judged & ~in_figures]]
    twice = frame.duplicated(KEY, keep=False) & judged
    faults += typed.in_rows("criterion", frame.index[twice], "judge one site by one criterion more than once; keep one")
    for name, words in SAID:
        faults += typed.in_rows(name, frame.index[frame[name] == ""], f"is blank; {words}")
    raise_all(InputError, where, [fault for fault in faults if fault])
    return frame.reset_index(drop=True)


def _word_fault(row: int, frame: pd.DataFrame, criteria: Mapping[str, Criterion]) -> str:
    """What is wrong with a word; blank where the criterion has a band for it."""
    value, bands = str(frame.at[row, "value"]), criteria[str(frame.at[row, "criterion"])].bands or {}
    if value in bands:
        return ""
    found = f'found "{value[:40]}"; must be' if value else "is blank; write"
    return f"row {row}, column value: {found} one of {', '.join(bands)}"
