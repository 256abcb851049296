"""Contacts that move to the web, and what that saves: a case of its own, kept apart from the case for sharing.

A contact that moves saves the average cost of a call and costs that of a visitor to the website. The unit costs are
averages in the prices of their year; nothing here is discounted, and nothing here enters the ranking of options.
"""

from collections.abc import Mapping, Sequence

import pandas as pd

from feasibility import wording
from feasibility.scenario.channel_shift import ChannelShiftSettings
from feasibility.tables import ALL, empty, headings
from feasibility.tables.channel_shift import ChannelShiftTable, ClaimsTable, UnitCostCheckTable

ROUNDING_SHARE = 0.03
"""A stated saving within this share below the arithmetic counts as rounded down (analyst's judgement; assumed)."""


def with_total(contacts: Mapping[str, float]) -> dict[str, float]:
    """Contacts a year by authority, and of all together."""
    return {key: float(yearly) for key, yearly in {**contacts, ALL: sum(contacts.values())}.items()}


def saving_gbp(contacts_moved: float, phone_gbp: float, web_gbp: float) -> float:
    """Pounds a year saved net: each contact that moves is no call any more, and one visitor to the website more."""
    return contacts_moved * (phone_gbp - web_gbp)


def counted_in_both_gbp(
    contacts_per_year: float, take_up_share: float, take_up_in_sharing_share: float, settings: ChannelShiftSettings
) -> float:
    """Pounds a year of building and desk that the case for sharing counts already.

    Sharing is worked out at `take_up_in_sharing_share` (`seats.take_up_share`): the desks of contacts that moved by
    then are saved there. Only the contacts that both cases move can be counted twice.
    """
    in_both = contacts_per_year * min(take_up_share, take_up_in_sharing_share)
    return in_both * settings.phone_gbp_per_contact * settings.premises_share


def case(
    contacts: Mapping[str, float],
    settings: ChannelShiftSettings,
    *,
    take_up_shares: Sequence[float],
    take_up_in_sharing_share: float,
) -> pd.DataFrame:
    """tables.channel_shift.ChannelShiftTable: one row an authority, and all together, and take-up.

    `contacts` are contacts a year by authority; `take_up_in_sharing_share` is the take-up that the case for sharing is
    run at, 0 in the main run.
    """
    rows = [
        _saving(authority, yearly, share, take_up_in_sharing_share, settings)
        for authority, yearly in with_total(contacts).items()
        for share in take_up_shares
    ]
    return pd.DataFrame(rows, columns=list(headings(ChannelShiftTable)))


def _saving(
    authority: str, yearly: float, share: float, in_sharing: float, settings: ChannelShiftSettings
) -> dict[str, object]:
    phone, web = settings.phone_gbp_per_contact, settings.web_gbp_per_contact
    low, high = 1 - settings.unit_cost_spread_share, 1 + settings.unit_cost_spread_share
    moved = yearly * share
    net = saving_gbp(moved, phone, web)
    in_both = counted_in_both_gbp(yearly, share, in_sharing, settings)
    return {
        "authority": authority,
        "take_up_share": share,
        "contacts_per_year": yearly,
        "contacts_moved_per_year": moved,
        "gross_gbp_per_year": moved * phone,
        "web_gbp_per_year": moved * web,
        "net_gbp_per_year": net,
        "net_low_gbp_per_year": saving_gbp(moved, phone * low, web * low),
        "net_high_gbp_per_year": saving_gbp(moved, phone * high, web * high),
        "net_worst_gbp_per_year": saving_gbp(moved, phone * low, web * high),
        "net_best_gbp_per_year": saving_gbp(moved, phone * high, web * low),
        "premises_in_sharing_gbp_per_year": in_both,
        "kept_apart_gbp_per_year": net - in_both,
    }


def unit_cost_check(
    contacts: Mapping[str, float], settings: ChannelShiftSettings, *, contact_hours_per_fte: float
) -> pd.DataFrame:
    """tables.channel_shift.UnitCostCheckTable: what a post would cost if the cost of a call is right.

    `contact_hours_per_fte` are the hours a year that a full-time post spends in contact: paid hours less shrinkage,
    times utilisation.
    """
    yearly = float(sum(contacts.values()))
    cost = yearly * settings.phone_gbp_per_contact
    posts = {minutes: yearly * minutes / 60 / contact_hours_per_fte for minutes in settings.handling_minutes_tried}
    rows = [(minutes, yearly, cost, heads, cost / heads) for minutes, heads in posts.items()]
    return pd.DataFrame(rows, columns=list(headings(UnitCostCheckTable)))


def visits_that_cancel_share(settings: ChannelShiftSettings) -> float:
    """Share of the contacts that move which, ending in a visit in person instead of the web, undo the whole saving.

    (call - web) / (visit - web); above 1 where a visit costs less than a call, so that no share undoes it.
    """
    phone, web = settings.phone_gbp_per_contact, settings.web_gbp_per_contact
    dearer = settings.face_to_face_gbp_per_contact - web
    return (phone - web) / dearer if dearer > 0 else float("inf")


def statements(settings: ChannelShiftSettings, take_up_in_sharing_share: float) -> tuple[str, ...]:
    """What must stand beside the figures wherever they are shown."""
    cancel, net = visits_that_cancel_share(settings), settings.phone_gbp_per_contact - settings.web_gbp_per_contact
    spread = wording.number(settings.unit_cost_spread_share, wording.SHARE)
    said = [
        f"A contact that moves saves £{net:.2f}: £{settings.phone_gbp_per_contact:.2f} a call less "
        f"£{settings.web_gbp_per_contact:.2f} a visitor to the website, in prices of {settings.price_year}.",
        "These are average costs, not marginal ones: a call that is not made frees minutes, not money. The saving is "
        "cash only when posts or desks go.",
        "A call and a visitor to a website are not alike: one question may take several visits to the site.",
        f"Low and high try every unit cost {spread} below and above; worst and best move the two apart.",
    ]
    if cancel <= 1:
        share = wording.number(cancel, wording.FINE_SHARE)
        said.append(f"If {share} of those who leave the telephone come in person instead, nothing is saved.")
    return (*said, _kept_apart(settings, take_up_in_sharing_share))


def _kept_apart(settings: ChannelShiftSettings, take_up_in_sharing_share: float) -> str:
    if take_up_in_sharing_share == 0:
        return "The case for sharing is run without channel shift, so no pound is counted in both cases."
    share = wording.number(settings.premises_share, wording.FINE_SHARE)
    return (
        f"The case for sharing is run at a take-up of {wording.number(take_up_in_sharing_share, wording.FINE_SHARE)}: "
        f"it counts the desks saved. The part of a call's cost that is building and desk ({share}) is taken out here."
    )


def warnings(settings: ChannelShiftSettings, take_up_in_sharing_share: float) -> list[str]:
    """A warning where a pound may stand in both cases: desks are saved by the move, and no part is left out for them.

    A warning too where the case for sharing counts a move at all: it then rests on the website being used.
    """
    if take_up_in_sharing_share == 0:
        return []
    share = wording.number(take_up_in_sharing_share, wording.FINE_SHARE)
    found = [f"seats.take_up_share is {share}: the case for sharing rests on that many contacts moving to the web"]
    if settings.premises_share == 0:
        found.append(
            "channel_shift.premises_share is 0 while seats.take_up_share is above 0: desks saved by the move may be "
            "counted in the channel-shift case and in the case for sharing; state the part of a call's cost that is "
            "building and desk"
        )
    return found


def claims(stated: pd.DataFrame, contacts: Mapping[str, float], settings: ChannelShiftSettings) -> pd.DataFrame:
    """tables.channel_shift.ClaimsTable: each claim (tables.channel_shift.Claims) beside its arithmetic, in order."""
    yearly = with_total(contacts)
    records = [{str(k): v for k, v in row.items()} for row in stated.to_dict("records")]
    rows = [_against(claim, records, yearly, settings) for claim in records]
    if not rows:
        return empty(ClaimsTable)
    return pd.DataFrame(rows, columns=list(headings(ClaimsTable)))


def _against(
    claim: Mapping[str, object],
    others: Sequence[Mapping[str, object]],
    yearly: Mapping[str, float],
    settings: ChannelShiftSettings,
) -> dict[str, object]:
    phone, web = settings.phone_gbp_per_contact, settings.web_gbp_per_contact
    stated, take_up = float(str(claim["stated_gbp"])), float(str(claim["take_up_share"]))
    moved = yearly[str(claim["authority"])] * take_up
    net, implied = saving_gbp(moved, phone, web), stated / (phone - web)
    row: dict[str, object] = {
        **{name: claim[name] for name in ("what", "where", "quoted", "authority", "take_up_share")},
        "stated_gbp_per_year": stated,
        "contacts_moved_per_year": moved,
        "net_gbp_per_year": net,
        "gross_gbp_per_year": moved * phone,
        "difference_gbp_per_year": stated - net,
        "difference_share": (stated - net) / net,
        "implied_gbp_per_contact": stated / moved,
        "contacts_implied_per_year": implied,
    }
    known = pd.notna(claim["take_up_share"])
    return row | {"finding": _finding(row, claim, others) if known else _unexplained(row, others, yearly)}


def _finding(row: Mapping[str, object], claim: Mapping[str, object], others: Sequence[Mapping[str, object]]) -> str:
    stated, net, gross, moved, over = (
        float(str(row[name]))
        for name in ("stated_gbp_per_year", "net_gbp_per_year", "gross_gbp_per_year", "contacts_moved_per_year",
                     "difference_gbp_per_year")
    )  # fmt: skip
    sums = f"{wording.number(moved, wording.COUNT)} contacts at £{net / moved:.2f} come to {wording.pounds(net)}"
    if round(over) == 0:
        return f"{sums}: as stated."
    share = wording.number(abs(over) / net, wording.FINE_SHARE)
    said = f"{sums}: stated {wording.pounds(abs(over))} ({share}) {'over' if over > 0 else 'under'}."
    if -ROUNDING_SHARE * net <= over < 0:
        said += " A figure rounded down."
    if over > 0 and abs(stated - gross) < over:
        said += (
            f" It implies £{stated / moved:.2f} a contact, nearer to the {wording.pounds(gross)} of the calls alone, "
            "with no cost of the web taken off."
        )
    parts = [
        float(str(other["stated_gbp"]))
        for other in others
        if other["take_up_share"] == claim["take_up_share"] and other["authority"] != ALL
    ]
    if claim["authority"] == ALL and len(parts) > 1 and sum(parts) == stated:
        said += " The parts stated add up to it: the sum is right, a part of it is not."
    return said


def _unexplained(row: Mapping[str, object], others: Sequence[Mapping[str, object]], yearly: Mapping[str, float]) -> str:
    implied, everybody = float(str(row["contacts_implied_per_year"])), yearly[str(row["authority"])]
    stated = float(str(row["stated_gbp_per_year"]))
    said = (
        f"No take-up is stated: {wording.pounds(stated)} would need "
        f"{wording.number(implied, wording.COUNT)} contacts to move, "
        f"{wording.number(implied / everybody, wording.FINE_SHARE)} of all."
    )
    largest = max((float(str(o["stated_gbp"])) for o in others if o["authority"] == row["authority"]), default=stated)
    if largest > stated:
        share = wording.number(stated / largest, wording.FINE_SHARE)
        said += f" It is {share} of the {wording.pounds(largest)} claimed elsewhere."
    return said + " Not to be used until its author explains it."
