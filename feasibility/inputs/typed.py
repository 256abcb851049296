"""Frames of text into typed frames that fit a declared schema, with every fault in an officer's words."""

import difflib
import re
from collections.abc import Mapping, Sequence

import pandas as pd
import pandera.pandas as pa

from feasibility.tables import Table

ROWS_SHOWN = 10
CHECK_WORDS = (
    (r"greater_than_or_equal_to\((.*)\)", "must be {} or more"),
    (r"greater_than\((.*)\)", "must be above {}"),
    (r"less_than_or_equal_to\((.*)\)", "must be {} or less"),
    (r"less_than\((.*)\)", "must be below {}"),
    (r"isin\(\[(.*)\]\)", "must be one of {}"),
    (r"str_matches\(.*\)", "use small letters, digits and hyphens"),
    (r"field_uniqueness", "stands more than once; each must differ"),
    (r"not_nullable", "is blank; fill it in"),
)


def column_faults(raw: pd.DataFrame, required: Sequence[str], known: Sequence[str]) -> list[str]:
    """Columns that are missing and columns that nobody knows, each with the nearest known name."""
    faults = []
    for name in required:
        if name not in raw.columns:
            near = difflib.get_close_matches(name, [c for c in raw.columns if c not in known], n=1, cutoff=0.6)
            faults.append(f"column {name}: is missing" + (f" (is it {near[0]}?)" if near else ""))
    for name in raw.columns:
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
            faults.append(f"column {name}: not a known column" + (f" (did you mean {near[0]}?)" if near else ""))
    return faults


def numbers(raw: pd.DataFrame, columns: Sequence[str], *, show: bool) -> tuple[pd.DataFrame, list[str]]:
    """The frame with `columns` as numbers, and a fault for each cell that is none. `show` quotes what was found."""
    frame, faults = raw.copy(), []
    for name in columns:
        parsed = pd.to_numeric(frame[name].str.replace(",", "", regex=False), errors="coerce")
        wrong = frame.index[parsed.isna()]
        for row in wrong[:ROWS_SHOWN]:
            found = frame.at[row, name]
            words = "is blank" if found == "" else (f'found "{found}"' if show else "is not a number")
            faults.append(f"row {row}, column {name}: {words}; write a number without unit or pound sign")
        if len(wrong) > ROWS_SHOWN:
            faults.append(f"column {name}: {len(wrong) - ROWS_SHOWN} more rows are not numbers")
        frame[name] = parsed.astype(float)
    return frame, faults


def schema_faults(frame: pd.DataFrame, schema: type[Table], *, show: bool) -> list[str]:
    """Every row and column of the frame that breaks its schema. `show` quotes what was found."""
    try:
        schema.to_schema().validate(frame, lazy=True)
    except pa.errors.SchemaErrors as err:
        return [_sentence(case, show) for case in err.failure_cases.to_dict("records") if _speaks(case)]
    return []


def _speaks(case: Mapping[str, object]) -> bool:
    # A cell that is not a number has been reported by `numbers` already.
    return not (case["check"] == "not_nullable" and isinstance(case["failure_case"], float))


def _sentence(case: Mapping[str, object], show: bool) -> str:
    row = case["index"]
    place = f"row {int(row)}, " if isinstance(row, (int, float)) and row == row else ""
    found = f"found {case['failure_case']!r}; " if show else ""
    return f"{place}column {case['column']}: {found}{_words(str(case['check']))}"


def _words(check: str) -> str:
    for pattern, words in CHECK_WORDS:
        match = re.fullmatch(pattern, check)
        if match:
            return words.format(*match.groups())
    return f"fails {check}"
