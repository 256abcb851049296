"""Workstations that each option takes at each site, present centres that stay among them."""

from collections.abc import Sequence

import pandas as pd

from feasibility.enumeration import Found
from feasibility.question import Question


def taken(found: Found) -> dict[str, int]:
    """Shared site to workstations taken there; none where nobody moves."""
    return {} if found.plan is None else {str(site): int(n) for site, n in found.plan.workstations.items()}


def by_option(asked: Question, sound: Sequence[Found]) -> dict[str, dict[str, int]]:
    """Option id to site to workstations: what its plan takes, or where nobody moves what each authority needs."""
    need, centres = asked.priced.need, asked.present_sites.items()
    of_ways = {"now": need.workstations_now, "virtual": need.workstations_virtual}
    staying = {way: {site: of_way[authority] for authority, site in centres} for way, of_way in of_ways.items()}
    return {found.option.option_id: taken(found) or staying[found.option.working] for found in sound}


def table(asked: Question, sound: Sequence[Found]) -> pd.DataFrame:
    """The same as a frame of option_id, site_id and workstations."""
    rows = [(o, site, n) for o, of_sites in by_option(asked, sound).items() for site, n in of_sites.items()]
    return pd.DataFrame(rows, columns=["option_id", "site_id", "workstations"])
