"""What the proof of the answer found, in a sentence for readers who do not follow the table of checks."""

from feasibility.publication.release import Release

TOLD = ("The two agree", "State of the search", "Audit")
"""How the checks that are told begin."""


def in_words(release: Release) -> str:
    """What the checks of the run found; the method says what is done, the table with the optimiser has every check."""
    checks = release.tables["certificate"]
    told = checks[checks["check"].str.startswith(TOLD)]
    if told.empty:
        return "Appendix I has every check of this run."
    found = "; ".join(
        f"{str(check)[:1].lower()}{str(check)[1:]}: {value}"
        for check, value in zip(told["check"], told["value"], strict=True)
    )
    return f"How the answer is proved stands above under the model. In this run: {found}. Appendix I has every check."
