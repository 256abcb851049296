"""Agents of many draws into workstations, and the draws whose floor standard leaves a person too little volume."""

from collections.abc import Mapping

import numpy as np

from feasibility.seats import formulas
from feasibility.seats.drawn.values import Values, each
from feasibility.seats.erlang import CEILING_TOLERANCE, ceiling_each
from feasibility.seats.formulas import Bools, Floats, Ints
from feasibility.seats.space import CEILING_COUNTED_M, VOLUME_M3_PER_PERSON

CLOSE_REMAINDER = (1e-12, 1e-8)
"""Remainders apart by less than the one are equal but for binary fractions; between the two, the nine digits to which
`operations.shared_out` compares them may tell them apart or not."""


def workstations(agents: Ints, support: Floats, of: Values) -> Ints:
    """Every desk of one operation, as `space.places` counts them; none where there are no agents."""
    days, factor = each(of, "space.days_on_site_per_week"), each(of, "space.peak_attendance_factor")
    attendance = np.minimum(1.0, formulas.attendance_share(days, factor))
    at_once: Floats = agents.astype(np.float64)
    desks = np.maximum(
        ceiling_each(at_once * (1 - each(of, "space.home_share_on_peak"))),
        ceiling_each(at_once * each(of, "space.fallback_share")),
    )
    leaders: Floats = ceiling_each(at_once / each(of, "seats.team_leader_span")).astype(np.float64)
    every = (
        desks
        + ceiling_each(leaders * attendance)
        + ceiling_each(support * attendance * each(of, "space.support_desks_per_person"))
        + each(of, "space.touch_down_workstations").astype(np.int64)
    )
    return np.where(agents == 0, 0, every)


def shared_out(agents: Ints, contacts: Mapping[str, Floats]) -> tuple[dict[str, Ints], Bools]:
    """`operations.shared_out` of each draw, and the draws in which two remainders are too close to tell apart."""
    counts = np.stack(list(contacts.values()))
    total = sum(contacts.values(), np.zeros(len(agents)))
    exact = agents * counts / total
    whole = np.trunc(exact)
    left_over = exact - whole
    order = np.argsort(-np.round(left_over, 9), axis=0, kind="stable")
    rank = np.argsort(order, axis=0)
    split = (whole + (rank < agents - whole.sum(axis=0))).astype(np.int64)
    gaps = -np.diff(np.sort(-left_over, axis=0), axis=0) if len(counts) > 1 else np.zeros((0, len(agents)))
    between = (np.abs(gaps) > CLOSE_REMAINDER[0]) & (np.abs(gaps) < CLOSE_REMAINDER[1])
    close: Bools = np.any(between, axis=0)
    return dict(zip(contacts, split, strict=True)), close


def nia_m2_per_workstation(of: Values) -> Floats:
    """`space.nia_m2_per_workstation` of each draw."""
    stated = each(of, "seats.floor_m2_per_workstation")
    if of.space.floor_basis == "gia_per_workstation":
        return stated * each(of, "space.nia_over_gia_share")
    if of.space.floor_basis == "nia_per_person":
        return stated * each(of, "space.persons_per_workstation")
    return stated


def rooms_m2(of: Values) -> Floats:
    """`space.rooms_m2` of each draw: rooms of one operation."""
    return formulas.rooms_m2(
        each(of, "space.training_places"), each(of, "space.training_m2_per_place"), each(of, "space.meeting_m2")
    )


def too_little_volume(of: Values) -> Bools:
    """The draws for which `space.volume_faults` has words."""
    least = VOLUME_M3_PER_PERSON / np.minimum(each(of, "space.ceiling_height_m"), CEILING_COUNTED_M)
    found = nia_m2_per_workstation(of) * each(of, "space.workroom_share")
    enough: Bools = found >= least * (1 - CEILING_TOLERANCE)
    return ~enough
