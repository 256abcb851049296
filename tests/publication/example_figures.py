"""The figures of the example release, as small text tables; `{hostile}` and `{note}` stand for unfriendly text."""

OPTIONS = """
option_id|rank|option|sites|verdict|reason|working|workstations_needed|workstations_available|mean|over15|over30|rent
single-kings-house|1|One shared site: {hostile}|kings-house|best||pooled|60|72|3.4|0.12|0.02|14.5
single-ruxley|2|One shared site: Ruxley|ruxley|near-tie||pooled|60|75|4.1|0.15|0.04|-6.2
pair-kings-house-ruxley|3|Two sites: {hostile} and Ruxley|kings-house ruxley|behind||apart|64|147|2.2|0.07|0.01|-31
do-nothing|4|Do nothing: two centres as now|civic-bexley civic-bromley|behind||now|66|90|0|0|0|-48
do-minimum|5|Do minimum: each mends its own centre|civic-bexley civic-bromley|behind||now|66|90|0|0|0|-54
virtual-pool|6|Virtual pool: one queue, both centres stay|civic-bexley civic-bromley|behind||virtual|65|90|0|0|0|-66
single-depot|7|One shared site: Old depot|depot|cannot be had|Depot holds 20 of 60 workstations|pooled|60|20||||
"""

JOURNEYS = """
option_id|employer|heads|before|after|better_share|worse_share|worse_15_share|worse_30_share|changed_mode_share
single-kings-house|all|78|27.1|30.5|0.30|0.55|0.12|0.02|0.05
single-kings-house|bexley|30|25.0|26.0|0.40|0.45|0.05|0|0.03
single-kings-house|bromley|48|28.4|33.3|0.24|0.61|0.16|0.03|0.06
single-ruxley|all|78|27.1|31.2|0.28|0.58|0.15|0.04|0.06
single-ruxley|bexley|30|25.0|25.5|0.42|0.44|0.04|0|0.02
single-ruxley|bromley|48|28.4|34.8|0.19|0.67|0.22|0.06|0.08
pair-kings-house-ruxley|all|78|27.1|29.3|0.36|0.44|0.07|0.01|0.03
pair-kings-house-ruxley|bexley|30|25.0|25.4|0.41|0.43|0.03|0|0.02
pair-kings-house-ruxley|bromley|48|28.4|31.7|0.33|0.45|0.09|0.02|0.04
do-nothing|all|78|27.1|27.1|0|0|0|0|0
do-nothing|bexley|30|25.0|25.0|0|0|0|0|0
do-nothing|bromley|48|28.4|28.4|0|0|0|0|0
do-minimum|all|78|27.1|27.1|0|0|0|0|0
do-minimum|bexley|30|25.0|25.0|0|0|0|0|0
do-minimum|bromley|48|28.4|28.4|0|0|0|0|0
virtual-pool|all|78|27.1|27.1|0|0|0|0|0
virtual-pool|bexley|30|25.0|25.0|0|0|0|0|0
virtual-pool|bromley|48|28.4|28.4|0|0|0|0|0
"""

SITES = """
site_id|name|side|border_km|in_corridor|considered|reason|present_of|tenure|workstations_available|nia_m2|rent|notes|east_km|north_km
kings-house|{hostile}|bexley|0.8|True|True|||leased|72|640|120|{note}|5.8|6.0
ruxley|Ruxley|bexley|0.3|True|True|||leased|75|660|115|By the border|5.3|3.6
depot|Old depot|bromley|1.2|True|True|||owned|20|180|60|Small|3.8|4.6
civic-bexley|Civic Offices, Bexley|bexley|3.5|True|False|a present centre|bexley|owned|40|500|160|Centre now|8.5|7.0
civic-bromley|Civic Centre, Bromley|bromley|3.5|True|False|a present centre|bromley|owned|50|600|180|Centre now|1.5|3.0
mottingham|Mottingham|bromley|4.2|False|False|4.2 km from the border, corridor 3.0 km||leased|30|260|140|Too far|0.8|8.8
"""

AREAS = """
area_id|name|district|heads|suppressed|west_km|south_km|east_km|north_km
border-vale|Border Vale|Bexley|22|False|5|0|7.5|10
green|{hostile}|Bexley|12|False|7.5|0|10|10
town|Town|Bromley|30|False|1|0|5|10
secret-lane|Secret Lane|Bromley||True|0|0|1|10
elsewhere|Further away|elsewhere|14|False||||
"""

CHANGES = """
option_id|border-vale|green|town|elsewhere
single-kings-house|-4.5|2.5|7.75|3.25
single-ruxley|-5.5|4.25|8.5|3.75
pair-kings-house-ruxley|-3.25|2.25|4.5|2.75
do-nothing|0|0|0|0
do-minimum|0|0|0|0
virtual-pool|0|0|0|0
"""

REGISTER = """
assumption_id|value|registered_value|unit|price_year|low|high|distribution|status|source|date|owner|validated_by|key
costs.discount_share_per_year|0.035|0.035|share a year|||||sourced|Green Book|2003|Finance||False
costs.years|10|10|years||5|15||assumed|Lease length|2010|Property|Board member|True
travel.value_of_time_gbp_per_hour|8.00|9.95|£ an hour|2010|6.00|10.00|triangular|illustrative|Tests||Transport||False
"""

MODES = """
option_id|employer|mode|before_share|before_by_day_share|after_share|after_by_day_share|before_suppressed|after_suppressed
single-kings-house|all|car|0.55|0.6|0.60|0.6|False|False
single-kings-house|all|transit|0.45|0.4|0.40|0.4|False|False
single-kings-house|all|cycle|||||True|True
single-kings-house|all|walk|||||True|True
single-ruxley|all|car|0.55|0.6|0.65|0.65|False|False
single-ruxley|all|transit|0.45|0.4|0.35|0.35|False|False
do-nothing|all|car|0.55|0.6|0.55|0.6|False|False
"""

BANDS = """
option_id|band|group|heads|before_minutes_mean|change_minutes_mean|worse_15_share|suppressed
single-kings-house|contract|full time|60|28.0|3.1|0.10|False
single-kings-house|contract|part time|18|24.1|4.4|0.20|False
single-kings-house|grade|{hostile}|||||True
single-kings-house|grade|low|||||True
single-ruxley|contract|full time|60|28.0|4.0|0.15|False
single-ruxley|contract|part time|18|24.1|4.4|0.15|False
"""

CATCHMENTS = """
site_id|mode|within_minutes|working_age_people|counted_share|districts
kings-house|car|30|120300|0.6|Bexley, Bromley
kings-house|car|45|180000|0.9|Bexley, Bromley
kings-house|transit|30|20300|0.1|Bexley, Bromley
kings-house|transit|45|60300|0.3|Bexley, Bromley
"""

UNREACHED = """
site_id|area_id|mode|reason|heads|suppressed
kings-house|town|transit|no service||True
kings-house|green|cycle|beyond the limit||True
ruxley|town|transit|no way|12|False
"""

KNOWN = """
journey|mode|leg|by|from_place|to_place|minutes|total_minutes|published_minutes|published_by|why_plausible
Sidcup to Bromley|transit|1|on foot|Sidcup|bus stop|3|42|45|a planner|One bus, {hostile}.
Sidcup to Bromley|transit|2|wait for 269|bus stop|bus stop|6|42|45|a planner|One bus, {hostile}.
Sidcup to Bromley|transit|3|269|bus stop|Bromley North|33|42|45|a planner|One bus, {hostile}.
Erith to Nowhere|transit|1|none|Erith|Nowhere|||||No bus goes there.
"""

LINES = """
line_id|name|vehicle|operator|both_ways|weekday_services|saturday_services|sunday_services|peak_per_hour|first_departure|last_departure|year|source|status
bus-269|269|bus|Made for tests|True|90|88|60|7.5|05:30|24:30|2022|A notice at {hostile}|sourced
train-a|Line, stopping|train|Made for tests|True|38|38|0||05:20|23:55|2019|Made for tests|assumed
"""

EVIDENCE = """
mode|measure|value|source
car|method|street graph|Made for tests
car|error|mean absolute error 1.9 minutes|{hostile}
car|distance from home to the network, median|40 m|this run
transit|method|lines and headways|Made for tests
transit|journeys from every home to every site|over 95% measured; under 5% no service|this run
transit|error, door to door|to the hospital -3.5 minutes|none
all|carbon and cost: bus|0.1 kg CO2e a km|Made for tests
"""

CERTIFICATE = """
check|value
options enumerated|5
optimiser and enumeration|agree to the penny
proved best|yes
"""

SOURCES = """
file|content|source|date|licence|attribution
boroughs.geojson|Borough outlines|Made for tests|2010|Open Government Licence v3|Contains OS data © Crown copyright
highways.json|Main roads|Made for tests|2024|ODbL|© OpenStreetMap contributors
"""
