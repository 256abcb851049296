"""Which parts of a known whole to take out."""

import pandas as pd


def hidden_parts(sizes: "pd.Series[float]", heads_min: int, also: "pd.Series[bool] | None" = None) -> "pd.Series[bool]":
    """Which parts of a whole to take out: those under `heads_min`, those of `also`, and those that would tell them.

    Where any part is out, the next smallest follow until those out are two or more and hold `heads_min` staff
    together: the total would give away a lone gap, or a group too small.
    """
    hidden = sizes < heads_min
    if also is not None:
        hidden = hidden | also
    if not hidden.any():
        return hidden
    for part in sizes.index[~hidden][sizes[~hidden].argsort(kind="stable")]:
        gaps = sizes[hidden]
        if len(gaps) > 1 and gaps.sum() >= heads_min:
            break
        hidden[part] = True
    return hidden
