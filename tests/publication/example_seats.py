"""Seats, people and space of the example release, as small text tables."""

import pandas as pd

from tests.publication.example_tables import made

SEATS = """
take_up_share|working|authority|contacts_per_year|planned_month|binding_half_hour|busy_hour_contacts|traffic_erlangs|agents_service_level|agents|binding|occupancy_share|service_level_share|answer_seconds_mean|abandonment_share|full_time_equivalents|posts|workstations|floor_m2
0|apart|bexley|450000|January|10:00|215|14.3|18|18|service level|0.80|0.85|11|0|29|27.5|25|220
0|apart|bromley|800000|January|10:30|382|25.5|30|30|service level|0.85|0.84|12|0|51|48.5|41|360
0|apart|all|1250000|January|10:00|597|39.8|48|48|service level|0.83|0.84|12|0|80|76|66|580
0|pooled|all|1250000|January|10:00|597|39.8|44|47|occupancy cap|0.85|0.90|7|0|76|74|60|530
0|virtual|bexley|450000|January|10:00|215|14.3|16|17|occupancy cap|0.85|0.90|7|0|27|26|24|210
0|virtual|bromley|800000|January|10:00|382|25.5|28|30|occupancy cap|0.85|0.90|7|0|49|48|41|360
0|virtual|all|1250000|January|10:00|597|39.8|44|47|occupancy cap|0.85|0.90|7|0|76|74|65|570
0.15|apart|all|1062500|January|10:00|508|33.8|41|41|service level|0.82|0.83|13|0|68|66|57|500
0.15|pooled|all|1062500|January|10:00|508|33.8|38|40|occupancy cap|0.85|0.89|8|0|65|63|52|460
"""

HALF_HOURS = """
working|authority|day|starts|contacts|traffic_erlangs|agents|binding|service_level_share|occupancy_share|answer_seconds_mean|abandonment_share
apart|bexley|peak day|09:30|98|13.1|17|service level|0.86|0.77|10|0
apart|bexley|peak day|10:00|107.5|14.3|18|service level|0.85|0.80|11|0
apart|bromley|peak day|09:30|180|24|28|service level|0.82|0.86|13|0
apart|bromley|peak day|10:00|191|25.5|30|service level|0.84|0.85|12|0
pooled|all|peak day|09:30|278|37.1|44|occupancy cap|0.90|0.84|7|0
pooled|all|peak day|10:00|298.5|39.8|47|occupancy cap|0.90|0.85|7|0
pooled|all|mean weekday|09:30|240|32|38|occupancy cap|0.88|0.84|8|0
pooled|all|mean weekday|10:00|255|34|40|occupancy cap|0.88|0.85|8|0
"""

MIX = """
authority|queue|contacts_share|handling_time_seconds|traffic_erlangs|service_time_variation|agents|wait_apart_seconds|wait_pooled_seconds|wait_pooled_same_agents_seconds
bexley|all|0.36|240|14.3|1|18|11|7|5
bromley|{hostile}|0.60|220|22.0|1|26|12|7|5
bromley|benefits|0.04|660|3.5|1|6|14|7|5
all|all|1|245|39.8|1.2|47|12|7|5
"""

PEOPLE = """
way|authority|agents|agents_rostered|agents_full_time_equivalents|agents_posts|agents_heads|team_leaders_full_time_equivalents|team_leaders_heads|support_full_time_equivalents|support_heads|full_time_equivalents|heads|agent_desks|team_leader_desks|support_desks|touch_down_workstations|workstations|training_places|rooms_m2|floor_m2|floor_basis
apart|bexley|18|26|29|27.5|34|2.4|3|4|5|35.4|42|18|3|4|0|25|0|0|220|8.8 m² net internal area a workstation
apart|bromley|30|43|51|48.5|60|4.2|5|4|5|59.2|70|30|5|4|2|41|8|24|360|8.8 m² net internal area a workstation
apart|all|48|69|80|76|94|6.6|8|8|10|94.6|112|48|8|8|2|66|8|24|580|8.8 m² net internal area a workstation
pooled|all|47|67|76|74|90|6.3|8|6|7|88.3|105|47|7|6|0|60|8|24|530|8.8 m² net internal area a workstation
virtual|all|47|67|76|74|90|6.3|8|8|10|90.3|108|47|8|8|2|65|8|24|570|8.8 m² net internal area a workstation
"""

RESILIENCE = """
option_id|sites|largest_site|largest_site_share|workstations|workstations_left|agents|agents_wanted|agents_at_other_sites|agents_at_council_buildings|agents_at_home|agents_kept|seats_to_find|answered_share|contacts_lost_per_day|contacts_loss_gbp_per_day|idle_gbp_per_day|finding
single-kings-house|1|kings-house|1|60|0|47|24|0|10|5|15|9|0.319|2550|0|3400|15 agents go on when kings-house fails, 24 are wanted: 9 fallback seats are missing
single-ruxley|1|ruxley|1|60|0|47|24|0|10|5|15|9|0.319|2550|0|3400|15 agents go on when ruxley fails, 24 are wanted: 9 fallback seats are missing
pair-kings-house-ruxley|2|kings-house|0.5|64|32|48|24|32|0|0|32|0|0.667|1250|0|1700|32 agents go on when kings-house fails, 24 are wanted
do-nothing|2|civic-bromley|0.621|66|25|48|24|25|0|0|25|0|0.521|1800|0|2400|25 agents go on when civic-bromley fails, 24 are wanted
do-minimum|2|civic-bromley|0.621|66|25|48|24|25|0|0|25|0|0.521|1800|0|2400|25 agents go on when civic-bromley fails, 24 are wanted
virtual-pool|2|civic-bromley|0.631|65|24|47|24|24|0|0|24|0|0.511|1800|0|2400|24 agents go on when civic-bromley fails, 24 are wanted
"""  # noqa: E501


def seats() -> dict[str, pd.DataFrame]:
    """The tables of seats, people and space."""
    texts = {"seats": SEATS, "half_hours": HALF_HOURS, "mix": MIX, "people": PEOPLE, "resilience": RESILIENCE}
    return {name: made(text, name) for name, text in texts.items()}
