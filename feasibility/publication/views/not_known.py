"""What nobody knows yet, and the figures are silent on: told before they are used."""

from feasibility import wording
from feasibility.appraisal.progress.highlight import SECURED
from feasibility.publication.release import Release
from feasibility.publication.views import funding, robustness_drawn, travel_pay, tried

UNKNOWN = "not known"


def in_words(release: Release) -> tuple[str, ...]:
    """What is not known, in sentences; each from the table it stands in."""
    return tuple(
        filter(
            None,
            (
                _untried(release),
                *robustness_drawn.not_drawn(release),
                funding.baseline_in_words(release),
                _unsecured(release),
                travel_pay.attrition_in_words(release) if len(release.tables["attrition"]) else "",
                _equality(release),
            ),
        )
    )


def _untried(release: Release) -> str:
    """How many assumptions were not tried at the ends of a range."""
    return tried.change_in_words(release)[-1] if len(release.tables["fragile"]) else ""


def _unsecured(release: Release) -> str:
    """Money promised and not secured."""
    checks = release.tables["funding_checks"]
    open_ones = checks[(checks["check"] == SECURED) & ~checks["holds"].astype(bool)]
    if open_ones.empty:
        return ""
    told = tuple(f"{subject}: {finding}" for subject, finding in zip(
        open_ones["subject"], open_ones["finding"], strict=True))  # fmt: skip
    return f"Whether the money promised will come. {'; '.join(told)}."


def _equality(release: Release) -> str:
    """Groups of the equality screening of which nobody knows what a move would do."""
    table = release.tables["equality"]
    unknown = tuple(table.loc[table["effect"] == UNKNOWN, "characteristic"].drop_duplicates())
    if not unknown:
        return ""
    groups = f"{wording.counted(len(unknown), 'group')} of {table['characteristic'].nunique()}"
    return f"What a move would do to {groups} in the equality screening (Appendix L): {wording.joined(unknown)}."
