"""The example's money worked out a second time, from the files and the settings, by arithmetic of this file alone.

Nothing of `feasibility.costs`, `feasibility.seats` or `feasibility.appraisal` is called: what the run published is held
against sums that an auditor could make on paper. Only what journeys come to (hours, km, tonnes) is taken from the run.
"""

import csv
import math
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCENARIO = ROOT / "scenarios" / "bexley-bromley-2010.toml"
SITE = "st-mary-cray"
"""The cheapest single site, taken pooled."""
POOLED = f"{SITE}--pooled"
PENNY = 0.00501
"""Published figures are rounded to the penny."""


@dataclass
class Sheet:
    """One line of a cost sheet, worked out here."""

    quantity: float
    rate: float
    timing: list[float]
    """Part of the rate in each quarter."""
    payer: str
    kind: str = "revenue"
    bias: float = 0.0
    vat: float = 0.0
    cash: bool = True
    economic: bool = True

    def real(self) -> float:
        return self.quantity * self.rate * sum(self.timing)

    def cash_by_quarter(self) -> list[float]:
        return [self.quantity * self.rate * part * (1 + self.bias + self.vat) * self.cash for part in self.timing]

    def present(self) -> float:
        worth = sum(part * factor(q) for q, part in enumerate(self.timing))
        return self.quantity * self.rate * (1 + self.bias) * worth * self.economic


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def factor(quarter: int) -> float:
    """3.5 % a year; year 0, the first four quarters, is not discounted. The period is shorter than 30 years."""
    return 1 / 1.035 ** (quarter // 4)


@pytest.fixture(scope="module")
def folder(example_run) -> Path:
    return example_run.exempt


@pytest.fixture(scope="module")
def settings(folder) -> dict:
    return tomllib.loads((folder / "scenario.toml").read_text(encoding="utf-8"))


class Study:
    """The files of the example as their text, and the calendar of the run."""

    def __init__(self, settings: dict):
        def table(role: str) -> list[dict[str, str]]:
            return rows(SCENARIO.parent / settings["files"][role])

        self.settings, self.costs = settings, settings["costs"]
        self.sites = {row["site_id"]: row for row in table("sites")}
        self.site_costs, self.leases = table("site_costs"), table("leases")
        self.heads = len(table("staff"))
        self.deflators = {int(row["year"]): float(row["index"]) for row in table("deflators")}
        self.multiplier = next(r for r in table("rates_multipliers") if r["year"] == self.costs["rates"]["year"])
        self.first_year = self.costs["first_financial_year"]
        self.quarters = 4 * (self.costs["period_years"] + 1)
        assert self.costs["period_years"] < 30
        assert self.costs["discount_rate_share"] == 0.035
        self.present = {r["present_of"]: r for r in self.sites.values() if r["present_of"]}

    def at(self, day: date) -> float:
        """Quarters from 1 April of year 0 to a day, by days within its quarter."""
        month = (day.month - 1) // 3 * 3 + 1
        begins = date(day.year, month, 1)
        ends = date(day.year + (month == 10), (month + 2) % 12 + 1, 1)
        return (day.year - self.first_year) * 4 + (month - 4) / 3 + (day - begins) / (ends - begins)

    def label(self, quarter: int) -> str:
        year = self.first_year + quarter // 4
        return f"{year}-{(year + 1) % 100:02d} Q{quarter % 4 + 1}"

    def yearly(self, first: float, end: float | None = None, share: float = 1.0) -> list[float]:
        """A yearly charge from `first` until before `end`."""
        end = self.quarters if end is None else end
        return [share * max(0.0, min(end, q + 1) - max(first, q)) / 4 for q in range(self.quarters)]

    def once(self, quarter: float) -> list[float]:
        return [float(q <= quarter < q + 1) for q in range(self.quarters)]

    def evenly(self, first: float, end: float) -> list[float]:
        return [4 * part / (end - first) for part in self.yearly(first, end)]

    def event(self, site: str, event: str) -> float | None:
        days = [r["date"] for r in self.leases if (r["site_id"], r["event"]) == (site, event)]
        return self.at(date.fromisoformat(days[0])) if days else None

    def extra(self, site: str, line: str, moment: str) -> dict[str, str] | None:
        found = [r for r in self.site_costs if (r["site_id"], r["line"], r["moment"]) == (site, line, moment)]
        assert len(found) <= 1
        return found[0] if found else None

    def rates_gbp_per_m2(self, site: dict[str, str]) -> float:
        per_m2, rules = float(site["rateable_value_gbp_per_m2"]), self.costs["rates"]
        whole = per_m2 * float(site["nia_m2"])
        small = whole < rules["small_rateable_value_gbp_below"]
        pence = float(self.multiplier["small" if small else "standard"])
        if whole > rules["supplement_rateable_value_gbp_above"]:
            pence += rules["supplement_share"]
        return per_m2 * pence

    def bias(self, category: str) -> float:
        if category == "none":
            return 0.0
        rule = self.costs["bias"]
        mitigated = rule["equipment_mitigated_share" if category == "equipment" else "buildings_mitigated_share"]
        return max(rule[f"{category}_lower_share"], rule[f"{category}_upper_share"] * (1 - mitigated))

    def row_of(self, row: dict[str, str], quantity: float, timing: list[float], payer: str, **more) -> Sheet:
        vat = float(row["irrecoverable_vat_share"]) * self.costs["vat_rate_share"]
        return Sheet(quantity, float(row["amount"]), timing, payer, bias=self.bias(row["bias"]), vat=vat, **more)


@pytest.fixture(scope="module")
def study(settings) -> Study:
    return Study(settings)


def of_present_centre(study: Study, site: dict[str, str], timing: list[float]) -> dict[str, Sheet]:
    """What a present centre, owned by its council, runs up in some quarters."""
    name, m2, payer = site["site_id"], float(site["occupied_m2"]), site["present_of"]
    assert site["tenure"] == "owned"
    assert study.costs["running_gbp_per_m2_per_year"] == 0
    rent, service = float(site["rent_gbp_per_m2_per_year"]), float(site["service_charge_gbp_per_m2_per_year"])
    return {
        f"opportunity-cost@{name}": Sheet(m2, rent, timing, payer, cash=False),
        f"rates@{name}": Sheet(m2, study.rates_gbp_per_m2(site), timing, payer, economic=False),
        f"service-charge@{name}": Sheet(m2, service, timing, payer),
        f"site-running@{name}": Sheet(1, study.costs["site_running_gbp_per_year"], timing, payer),
    }


def do_nothing(study: Study) -> dict[str, Sheet]:
    """Both centres, every quarter, and the repairs that wait there."""
    sheet = {}
    for site in study.present.values():
        name = site["site_id"]
        sheet |= of_present_centre(study, site, study.yearly(0))
        row = study.extra(name, "backlog_maintenance", "staying")
        begins = study.at(date.fromisoformat(row["first_date"]))
        ends = study.at(date.fromisoformat(row["last_date"]) + timedelta(days=1))
        assert row["unit"] == "gbp_per_m2"
        sheet[f"further-backlog-maintenance-staying@{name}"] = study.row_of(
            row, float(site["occupied_m2"]), study.evenly(begins, ends), site["present_of"], kind="capital"
        )
    return sheet


def renamed(sheet: dict[str, Sheet], suffix: str) -> dict[str, Sheet]:
    return {line.replace("@", f"{suffix}@"): value for line, value in sheet.items()}


def left(study: Study, site: dict[str, str], move: int) -> dict[str, Sheet]:
    """A present centre until the move, while both run, and what is not released for the rest of the years."""
    double = move + study.costs["double_running_months"] / 3
    held_on = max(double, study.event(site["site_id"], "earliest_vacation"))
    assert held_on == double  # the example's centres can be given up by then, so nothing is held beyond double running
    unreleased = of_present_centre(study, site, study.yearly(double))
    for line in unreleased.values():
        line.quantity *= 1 - float(site["released_share"])
    return (
        renamed(of_present_centre(study, site, study.yearly(0, move)), "-until-move")
        | renamed(of_present_centre(study, site, study.yearly(move, double)), "-double")
        | renamed(unreleased, "-not-released")
    )


def erlang_c(agents: int, erlangs: float) -> float:
    """P(wait), by the sum over 1/B: 1/B(n) = 1 + (n / A) / B(n - 1)."""
    inverse = 1.0
    for n in range(1, agents + 1):
        inverse = 1 + n / erlangs * inverse
    blocked = 1 / inverse
    return blocked / (1 - erlangs / agents * (1 - blocked))


def fewest_agents(seats: dict, erlangs: float) -> tuple[int, float]:
    """Agents that meet service level and occupancy, and the service level they give."""
    agents = math.floor(erlangs) + 1
    while True:
        patience = math.exp(-(agents - erlangs) * seats["answer_seconds"] / seats["handling_time_seconds"])
        level = 1 - erlang_c(agents, erlangs) * patience
        if level >= seats["service_level_share"] and erlangs / agents <= seats["occupancy_cap_share"]:
            return agents, level
        agents += 1


def busy_erlangs(seats: dict, contacts_per_year: float) -> float:
    """Contacts of the busiest hour of the peak day, over the seconds of an hour."""
    mean_day = contacts_per_year / seats["working_days_per_year"]
    busiest_hour = mean_day * seats["peak_month_factor"] * seats["peak_day_factor"] * seats["busy_hour_share"]
    return busiest_hour * seats["handling_time_seconds"] / 3600


def workstations(seats: dict, agents: int, support: int) -> int:
    return agents + math.ceil(agents / seats["team_leader_span"]) + support


def pooled_workstations(settings: dict) -> int:
    seats, contacts = settings["seats"], [a["contacts_per_year"] for a in settings["authority"].values()]
    agents, _ = fewest_agents(seats, busy_erlangs(seats, sum(contacts)))
    return workstations(seats, agents, seats["support_workstations"])


def opened(study: Study, move: int, taken: int) -> dict[str, Sheet]:
    """The leased site: works and rent before the move, the rest from it."""
    site, costs = study.sites[SITE], study.costs
    assert site["tenure"] == "leased"
    m2 = taken * study.settings["seats"]["floor_m2_per_workstation"]
    works = max(move - len(costs["fit_out_spread_shares"]), study.event(SITE, "start"))
    assert works == move - 2
    rent, fit_out = float(site["rent_gbp_per_m2_per_year"]), float(site["fit_out_gbp_per_m2"])
    review = next(r for r in study.leases if (r["site_id"], r["event"]) == (SITE, "review"))
    assert float(review["rent_gbp_per_m2_per_year"]) == rent  # so that no step needs to be laid out
    free = works + costs["rates"]["empty_free_months"] / 3
    empty = study.yearly(min(free, move), move, costs["rates"]["empty_share"])
    in_use = study.yearly(move)
    spread = [0.0] * study.quarters
    for quarter, share in zip(range(works, move), costs["fit_out_spread_shares"], strict=True):
        spread[quarter] = share
    building, equipment = study.bias("standard_buildings"), study.bias("equipment")
    fees, stamp = study.extra(SITE, "fees", "moving_in"), study.extra(SITE, "stamp_duty", "moving_in")
    worn, guard = study.extra(SITE, "dilapidations", "leaving"), study.extra(SITE, "security", "in_use")
    units = [row["unit"] for row in (fees, stamp, worn, guard)]
    assert units == ["share_of_fit_out", "gbp", "gbp_per_m2", "gbp_per_year"]
    sheet = {
        "rent-each": Sheet(m2, rent, study.yearly(max(works, study.event(SITE, "rent_free_end"))), "shared"),
        "rates-each": Sheet(m2, study.rates_gbp_per_m2(site), [a + b for a, b in zip(empty, in_use, strict=True)],
                            "shared", economic=False),
        "service-charge-each": Sheet(m2, float(site["service_charge_gbp_per_m2_per_year"]), study.yearly(works),
                                     "shared"),
        "site-running": Sheet(1, costs["site_running_gbp_per_year"], in_use, "shared"),
        "fit-out": Sheet(m2, fit_out, spread, "shared", "capital", building),
        "moving": Sheet(taken, costs["moving_gbp_per_workstation"], study.once(move), "shared", bias=building),
        "set-up": Sheet(1, costs["site_set_up_gbp"], study.once(move - 1), "shared", "capital", equipment),
        "further-dilapidations-leaving-each": study.row_of(worn, m2, study.once(study.event(SITE, "expiry")), "shared"),
        "further-fees-moving-in-each": study.row_of(fees, m2 * fit_out, spread, "shared", kind="capital"),
        "further-stamp-duty-moving-in": study.row_of(stamp, 1, study.once(works), "shared", kind="capital",
                                                     economic=False),
        "further-security-in-use": study.row_of(guard, 1, study.yearly(works), "shared"),
    }  # fmt: skip
    return {f"{stem}@{SITE}": line for stem, line in sheet.items()}


def pooled(study: Study, hours: float, km: float, tonnes: float) -> dict[str, Sheet]:
    """Every line of the shared site with one queue; travel added is the run's, its pounds and timing are not."""
    way, costs = study.settings["ways"]["pooled"], study.costs
    lead = math.ceil(way["lead_time_months"] / 3)
    move = max(lead, math.ceil(costs["move_after_months"] / 3))
    joining = [float(q < lead) / lead for q in range(study.quarters)]
    equipment, travels = study.bias("equipment"), study.yearly(move)
    people = study.settings["people"]
    assert way["upkeep_gbp_per_year"] == people["posts_released_share"] == 0
    sheet = {}
    for site in study.present.values():
        sheet |= left(study, site, move)
    sheet |= opened(study, move, pooled_workstations(study.settings))
    return sheet | {
        "telephony@all": Sheet(1, way["telephony_gbp"], joining, "shared", "capital", equipment),
        "records@all": Sheet(1, way["records_gbp"], joining, "shared", "capital", equipment),
        "training@all": Sheet(study.heads, people["training_gbp_per_head"], study.once(move - 1), "shared"),
        "travel-time@all": Sheet(hours, costs["value_of_time_gbp_per_hour"], travels, "shared", "travel", cash=False),
        "travel-vehicle@all": Sheet(km, costs["vehicle_gbp_per_km"], travels, "shared", "travel", cash=False),
        "travel-carbon@all": Sheet(tonnes, costs["carbon_gbp_per_tonne"], travels, "shared", "travel", cash=False),
    }


@pytest.fixture(scope="module")
def published(folder) -> dict[str, dict[str, dict[str, str]]]:
    """The rows of costs.csv by option and line."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for row in rows(folder / "tables" / "costs.csv"):
        found.setdefault(row["option_id"], {})[row["line_id"]] = row
    return found


@pytest.fixture(scope="module")
def sheets(study, published) -> dict[str, dict[str, Sheet]]:
    of_travel = [float(published[POOLED][f"travel-{what}@all"]["quantity"]) for what in ("time", "vehicle", "carbon")]
    return {"do-nothing": do_nothing(study), POOLED: pooled(study, *of_travel)}


@pytest.mark.parametrize("option", ["do-nothing", POOLED])
def test_the_cost_sheet_has_these_lines_and_no_other(option, sheets, published):
    # A line of excess-travel pay would stand here too; the rounded pay of this site is nothing.
    assert set(published[option]) == set(sheets[option])


@pytest.mark.parametrize("option", ["do-nothing", POOLED])
def test_every_line_agrees_to_the_penny(option, sheets, published, study):
    for name, mine in sheets[option].items():
        row = published[option][name]
        # Hours, km and tonnes are published to four figures after the point, over eleven years of at most £205.43.
        near = 0.3 if mine.kind == "travel" else PENNY
        cash = sum(mine.cash_by_quarter())
        due = [q for q, part in enumerate(mine.timing) if part]
        assert float(row["quantity"]) == pytest.approx(mine.quantity, abs=5e-5), name
        assert float(row["rate_gbp"]) == pytest.approx(mine.rate, abs=5e-5), name
        assert (row["payer"], row["kind"]) == (mine.payer, mine.kind), name
        assert (row["first_quarter"], row["last_quarter"]) == (study.label(due[0]), study.label(due[-1])), name
        assert float(row["real_gbp"]) == pytest.approx(mine.real(), abs=near), name
        assert float(row["bias_gbp"]) == pytest.approx(mine.real() * mine.bias, abs=near), name
        assert float(row["vat_gbp"]) == pytest.approx(mine.real() * mine.vat, abs=near), name
        assert float(row["cash_gbp"]) == pytest.approx(cash, abs=near), name
        assert float(row["npc_gbp"]) == pytest.approx(mine.present(), abs=near), name


def shares_by_contacts(settings: dict) -> dict[str, float]:
    contacts = {name: a["contacts_per_year"] for name, a in settings["authority"].items()}
    return {name: n / sum(contacts.values()) for name, n in contacts.items()}


@pytest.mark.parametrize("option", ["do-nothing", POOLED])
def test_cash_of_each_partner_agrees_quarter_by_quarter(option, sheets, settings, study, folder):
    assert settings["partners"]["agreed_key"] == "contacts"
    owed: dict[tuple[str, str, str], float] = {}
    for line in (x for x in sheets[option].values() if x.cash):
        for partner, share in shares_by_contacts(settings).items():
            part = share if line.payer == "shared" else float(line.payer == partner)
            for quarter, gbp in enumerate(line.cash_by_quarter()):
                at = (partner, line.kind, study.label(quarter))
                owed[at] = owed.get(at, 0.0) + part * gbp
    told = {
        (row["partner"], row["kind"], row["quarter"]): row
        for row in rows(folder / "tables" / "cash_flow.csv")
        if row["option_id"] == option
    }
    assert set(told) == {at for at, gbp in owed.items() if gbp}
    for at, row in told.items():
        assert float(row["cash_gbp"]) == pytest.approx(owed[at], abs=PENNY), at
        level = study.deflators[int(at[2][:4])] / study.deflators[2010]
        assert float(row["nominal_gbp"]) == pytest.approx(owed[at] * level, abs=PENNY), at


def test_cash_by_year_is_the_sum_of_its_quarters(sheets, settings, study, folder):
    shares = shares_by_contacts(settings)
    for row in (r for r in rows(folder / "tables" / "cash_by_year.csv") if r["option_id"] == POOLED):
        quarters = range(4 * (int(row["year"][:4]) - 2010), 4 * (int(row["year"][:4]) - 2010) + 4)
        gbp = sum(
            line.cash_by_quarter()[q] * (shares[row["partner"]] if line.payer == "shared" else 1)
            for line in sheets[POOLED].values()
            if line.kind == row["kind"] and line.payer in ("shared", row["partner"])
            for q in quarters
        )
        assert float(row["cash_gbp"]) == pytest.approx(gbp, abs=PENNY)


@pytest.mark.parametrize("option", ["do-nothing", POOLED])
def test_the_walk_from_economic_cost_to_nominal_cash(option, sheets, study, folder):
    row = next(r for r in rows(folder / "tables" / "cases.csv") if r["option_id"] == option)
    lines = sheets[option].values()
    near = 0.5 if option == POOLED else PENNY  # the travel lines, as above

    def agrees(column: str, gbp: float) -> None:
        assert float(row[column]) == pytest.approx(gbp, abs=near), column

    undiscounted = sum(x.real() * (1 + x.bias) for x in lines if x.economic)
    total = sum(x.present() for x in lines)
    cash = [sum(x.cash_by_quarter()[q] for x in lines) for q in range(study.quarters)]
    nominal = sum(gbp * study.deflators[2010 + q // 4] / study.deflators[2010] for q, gbp in enumerate(cash))
    agrees("resources_npc_gbp", sum(x.present() for x in lines if x.kind != "travel"))
    agrees("travel_npc_gbp", sum(x.present() for x in lines if x.kind == "travel"))
    agrees("total_npc_gbp", total)
    agrees("bias_npc_gbp", sum(x.present() * x.bias / (1 + x.bias) for x in lines))
    agrees("discounting_gbp", undiscounted - total)
    agrees("travel_out_gbp", -sum(x.real() for x in lines if x.kind == "travel"))
    agrees("opportunity_out_gbp", -sum(x.real() for x in lines if x.kind != "travel" and not x.cash))
    agrees("transfers_gbp", sum(x.real() * (1 + x.bias) for x in lines if not x.economic))
    agrees("vat_gbp", sum(x.real() * x.vat for x in lines if x.cash))
    agrees("cash_real_gbp", sum(cash))
    agrees("cash_nominal_gbp", nominal)
    agrees("inflation_gbp", nominal - sum(cash))
    agrees("capital_gbp", sum(sum(x.cash_by_quarter()) for x in lines if x.kind == "capital"))
    agrees("equivalent_annual_gbp", total / sum(1 / 1.035**year for year in range(study.quarters // 4)))
    nothing = sum(x.present() for x in sheets["do-nothing"].values())
    agrees("npsv_do_nothing_gbp", nothing - total)


def test_what_the_optimiser_ranked_is_the_sum_of_the_sheet(sheets, folder):
    for row in (r for r in rows(folder / "tables" / "options.csv") if r["option_id"] in sheets):
        lines = sheets[row["option_id"]].values()
        assert float(row["total_npc_gbp"]) == pytest.approx(sum(x.present() for x in lines), abs=0.5)
        assert float(row["cash_gbp"]) == pytest.approx(sum(sum(x.cash_by_quarter()) for x in lines), abs=PENNY)


def test_agents_and_workstations_of_the_binding_half_hour(settings, folder):
    seats, authorities = settings["seats"], settings["authority"]
    told = {
        (r["working"], r["authority"]): r
        for r in rows(folder / "tables" / "seats.csv")
        if float(r["take_up_share"]) == seats["take_up_share"]
    }
    each = seats["support_workstations_per_authority"]
    queues = {("apart", name): (a["contacts_per_year"], each) for name, a in authorities.items()}
    together = sum(a["contacts_per_year"] for a in authorities.values())
    queues["pooled", "all"] = (together, seats["support_workstations"])
    for queue, (contacts, support) in queues.items():
        erlangs = busy_erlangs(seats, contacts)
        agents, level = fewest_agents(seats, erlangs)
        wait = erlang_c(agents, erlangs) * seats["handling_time_seconds"] / (agents - erlangs)
        assert told[queue]["binding_half_hour"] == seats["busy_hour_starts"]
        assert float(told[queue]["traffic_erlangs"]) == pytest.approx(erlangs, abs=5e-5)
        assert int(told[queue]["agents"]) == agents
        assert float(told[queue]["service_level_share"]) == pytest.approx(level, abs=5e-7)
        assert float(told[queue]["answer_seconds_mean"]) == pytest.approx(wait, abs=5e-5)
        assert int(told[queue]["workstations"]) == workstations(seats, agents, support)


def minimum(study: Study) -> dict[str, Sheet]:
    """Doing nothing, and the improvement that each council would make of its own centre."""
    sheet = do_nothing(study)
    for site in study.present.values():
        row = study.extra(site["site_id"], "improvement", "do_minimum")
        begins = study.at(date.fromisoformat(row["first_date"]))
        ends = study.at(date.fromisoformat(row["last_date"]) + timedelta(days=1))
        sheet[f"improvement@{site['site_id']}"] = study.row_of(
            row, float(site["occupied_m2"]), study.evenly(begins, ends), site["present_of"], kind="capital"
        )
    return sheet


def present_cash(sheet: dict[str, Sheet], payer: str) -> float:
    return sum(
        gbp * factor(q)
        for line in sheet.values()
        if line.payer == payer
        for q, gbp in enumerate(line.cash_by_quarter())
    )


def test_what_each_partner_pays_by_contacts_and_against_its_own_minimum(sheets, settings, study, folder):
    least = minimum(study)
    told = {
        r["authority"]: r
        for r in rows(folder / "tables" / "partners.csv")
        if (r["option_id"], r["key"]) == (POOLED, "contacts")
    }
    for name, share in shares_by_contacts(settings).items():
        own, pot = present_cash(sheets[POOLED], name), present_cash(sheets[POOLED], "shared")
        row = told[name]
        assert float(row["key_share"]) == pytest.approx(share)
        assert float(row["own_present_gbp"]) == pytest.approx(own, abs=PENNY)
        assert float(row["shared_present_gbp"]) == pytest.approx(share * pot, abs=PENNY)
        assert float(row["do_minimum_present_gbp"]) == pytest.approx(present_cash(least, name), abs=PENNY)
        change = own + share * pot - present_cash(least, name)
        assert float(row["change_to_do_minimum_gbp"]) == pytest.approx(change, abs=PENNY)
        assert row["worse_off"] == ("yes" if change > settings["partners"]["worse_off_gbp_above"] else "no")
        nothing = present_cash(sheets["do-nothing"], name)
        more = own + share * pot - nothing
        assert float(row["change_to_do_nothing_gbp"]) == pytest.approx(more, abs=PENNY)
        assert row["nothing_worse_off"] == ("yes" if more > settings["partners"]["worse_off_gbp_above"] else "no")


def test_who_pays_when_bexley_leaves_in_year_five(sheets, settings, study, folder):
    """By contacts, leaving on 1 April 2015, under both courses of Bromley, to the end of the period.

    Bexley pays its share until the break of December. Bromley then gives the site up and finds what it needs at the
    option's own mean cost of a workstation, or stays on; either way it pays for all that is shared. Systems come apart.
    """
    rules, shared = settings["partners"], {n: x for n, x in sheets[POOLED].items() if x.payer == "shared"}
    share, leaves = shares_by_contacts(settings)["bexley"], 4 * 5
    ends = math.ceil(study.event(SITE, "break"))  # the quarter of the break is paid
    notice = next(r for r in study.leases if (r["site_id"], r["event"]) == (SITE, "break"))["notice_months"]
    assert (ends - 1 - leaves) * 3 + 2 >= float(notice)  # so that notice given on leaving is in time

    def due(lines: list[Sheet], first: int, end: int) -> float:
        return sum(sum(x.cash_by_quarter()[first:end]) for x in lines)

    everything, at_site = list(shared.values()), [x for name, x in shared.items() if name.endswith(f"@{SITE}")]
    together, until = due(everything, leaves, study.quarters), due(everything, leaves, ends)
    joined = [shared["telephony@all"], shared["records@all"]]
    split = rules["split_systems_share"] * due(joined, 0, leaves)
    seats, left_over = settings["seats"], settings["authority"]["bromley"]["contacts_per_year"]
    agents, _ = fewest_agents(seats, busy_erlangs(seats, left_over))
    alone = workstations(seats, agents, seats["support_workstations_per_authority"])
    taken = pooled_workstations(settings)
    occupancy = [shared[f"{stem}@{SITE}"] for stem in ("rent-each", "rates-each", "service-charge-each", "site-running",
                                                       "further-security-in-use")]  # fmt: skip
    vacant = (taken - alone) / taken
    in_use = next(q for q in range(study.quarters) if due(occupancy, q, q + 1))
    a_year = due(at_site, 0, study.quarters) / taken / ((study.quarters - in_use) / 4)
    elsewhere = alone * a_year * (study.quarters - ends) / 4
    putting_right = due([shared[f"further-dilapidations-leaving-each@{SITE}"]], ends, study.quarters)
    assert putting_right > 0  # it falls due at the break in place of the expiry
    given_up = due(at_site, ends, study.quarters) - putting_right
    void = leaves + rules["void_months"] // 3
    assert void >= ends  # so that nothing is sub-let before the break
    assert rules["void_months"] % 3 == 0
    sub_let = rules["sub_let_share"] * vacant * due(occupancy, void, study.quarters)

    at = (POOLED, "contacts", "bexley", "5")
    told = {
        (r["rule"], r["course"]): r
        for r in rows(folder / "tables" / "exits.csv")
        if (r["option_id"], r["key"], r["leaver"], r["year"]) == at
    }
    stayed = (1 - share) * together
    gone = together - given_up + elsewhere + split
    pays = {"give-up": share * (until + split + putting_right), "stay-on": share * (until + split)}
    expected = {
        ("share-until-break", "give-up"): (pays["give-up"], gone - pays["give-up"]),
        ("share-until-break", "stay-on"): (pays["stay-on"], together + split - sub_let - pays["stay-on"]),
        ("rest-bear-all", "give-up"): (0.0, gone),
        ("rest-bear-all", "stay-on"): (0.0, together + split - sub_let),
    }
    for which, (leaver, rest) in expected.items():
        row = told[which]
        assert int(row["workstations_empty"]) == taken - alone
        assert float(row["together_gbp"]) == pytest.approx(together, abs=PENNY)
        assert float(row["split_systems_gbp"]) == pytest.approx(split, abs=PENNY)
        assert float(row["leaver_pays_gbp"]) == pytest.approx(leaver, abs=PENNY)
        assert float(row["rest_pay_gbp"]) == pytest.approx(rest, abs=PENNY)
        assert float(row["rest_change_gbp"]) == pytest.approx(rest - stayed, abs=PENNY)
        least = min(expected[which[0], course][1] for course in ("give-up", "stay-on"))
        assert row["cheaper"] == ("true" if rest == least else "false")
    up, on = told["share-until-break", "give-up"], told["share-until-break", "stay-on"]
    assert float(up["empty_space_gbp"]) == pytest.approx(vacant * due(occupancy, leaves, ends), abs=PENNY)
    assert float(on["empty_space_gbp"]) == pytest.approx(vacant * due(occupancy, leaves, study.quarters), abs=PENNY)
    assert float(up["given_up_gbp"]) == pytest.approx(given_up, abs=PENNY)
    assert float(up["workstations_elsewhere"]) == pytest.approx(alone)
    assert float(up["elsewhere_gbp"]) == pytest.approx(elsewhere, abs=PENNY)
    assert (float(up["sub_let_gbp"]), float(up["break_penalty_gbp"])) == (0, 0)
    assert float(on["sub_let_gbp"]) == pytest.approx(sub_let, abs=PENNY)
