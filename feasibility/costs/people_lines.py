"""Posts, redundancy, recruitment and training as cost lines of a way of working."""

from collections.abc import Mapping

from feasibility.costs.lines import SHARED, Line
from feasibility.costs.timeline import Timeline
from feasibility.costs.words import firmness
from feasibility.scenario.people import PeopleSettings

NOW = "now"
STAYING = ("do-nothing", "do-minimum")
"""Ways of staying: nobody moves and no queue is joined, so nobody is trained and no post is spared."""
LEAST_POSTS = 1e-9
POSTS, STAFF = "full-time posts", "staff"


def spared(way: str, posts: Mapping[str, float]) -> float:
    """Full-time posts that a way of working needs fewer than now; negative where it needs more.

    `posts` gives `now`, and each way of working, to full-time equivalents from the seats stage.
    """
    return 0.0 if way in STAYING else posts[NOW] - posts[way]


def lines(
    way: str, posts: Mapping[str, float], heads: int, move_quarter: int, timeline: Timeline, settings: PeopleSettings,
    status_of: Mapping[str, str],
) -> list[Line]:  # fmt: skip
    """Lines of a way of working (`apart`, `pooled`, `virtual`, `do-nothing` or `do-minimum`), which the partners share.

    `posts` is as `spared` takes it; `heads` are the staff of a shared centre or one queue, moved or not; `status_of`
    gives setting key to status. Posts spared save nothing but for `people.posts_released_share`; posts added are paid
    for in full. Redundancy pay is a transfer: cash alone.
    """
    if way in STAYING:
        return []
    fewer = spared(way, posts)
    given_up, more = max(fewer, 0.0) * settings.posts_released_share, max(-fewer, 0.0)
    yearly, once = timeline.each_quarter(move_quarter), timeline.once(move_quarter)

    def line(
        stem: str, name: str, count: float, unit: str, rate_gbp: float, timing: tuple[float, ...], *keys: str
    ) -> Line:
        settings_used = [f"people.{key}" for key in keys]
        source = "heads of the staff file" if unit == STAFF else "posts from the seats stage"
        return Line(
            line_id=f"{stem}@all", line=name, group="people", place="all", payer=SHARED, kind="revenue",
            driver="always", unit=unit, per_driver=count, rate_gbp=rate_gbp, timing=timing,
            status=firmness(status_of, settings_used, ["assumed"] if unit == POSTS else []),
            basis="; ".join([*settings_used, source]), economic=stem != "redundancy",
        )  # fmt: skip

    released = "posts_released_share"
    found = [
        line("training", "Training", float(heads), STAFF, settings.training_gbp_per_head,
             timeline.once(move_quarter - 1), "training_gbp_per_head"),
        line("posts-given-up", "Posts given up", given_up, POSTS, -settings.post_gbp_per_year, yearly,
             released, "post_gbp_per_year"),
        line("redundancy", "Redundancy pay", given_up, POSTS, settings.redundancy_gbp_per_post, once,
             released, "redundancy_gbp_per_post"),
        line("posts-added", "Posts added", more, POSTS, settings.post_gbp_per_year, yearly, "post_gbp_per_year"),
        line("recruitment", "Recruitment to added posts", more, POSTS, settings.recruitment_gbp_per_post, once,
             "recruitment_gbp_per_post"),
    ]  # fmt: skip
    return [one for one in found if one.per_driver > LEAST_POSTS and one.rate_gbp]
