"""What one queue spares in posts, and what giving all of them up would be worth to each way of working."""

from collections.abc import Mapping
from dataclasses import dataclass

from feasibility.costs import people_lines
from feasibility.costs.lines import Book
from feasibility.scenario.people import PeopleSettings

ONE_QUEUE = ("pooled", "virtual")
"""Ways of working with one queue."""


@dataclass(frozen=True)
class Pooling:
    """Posts of agents with two queues and with one, and the money behind the difference."""

    posts_now: float
    """Full-time posts of agents by roster, each authority with its own queue."""
    posts_pooled: float
    """The same with one queue."""
    released_share: float
    """Share of the posts spared that the totals take to be given up."""
    given_up_gbp: Mapping[str, float]
    """By way of working with one queue: what its net present cost changes by if every post spared were given up."""

    @property
    def spared(self) -> float:
        """Full-time posts; negative where one queue needs more."""
        return self.posts_now - self.posts_pooled


def find(posts: Mapping[str, float], books: Mapping[str, Book], settings: PeopleSettings) -> Pooling | None:
    """Posts spared and their worth, from the same lines as the totals; None where no way with one queue is compared.

    `posts` gives `now` and each way of working to full-time equivalents by roster, as the seats stage has them.
    Redundancy pay is a transfer, so it is no part of the worth.
    """
    ways = [way for way in ONE_QUEUE if way in books]
    if not ways:
        return None
    every_post = settings.model_copy(update={"posts_released_share": 1.0})
    return Pooling(
        posts_now=posts[people_lines.NOW],
        posts_pooled=posts[ways[0]],
        released_share=settings.posts_released_share,
        given_up_gbp={
            way: _npc_gbp(way, posts, books[way], every_post) - _npc_gbp(way, posts, books[way], settings)
            for way in ways
        },
    )


def _npc_gbp(way: str, posts: Mapping[str, float], book: Book, settings: PeopleSettings) -> float:
    """Present cost of the posts of a way of working; training of heads, the same either way, is left out."""
    lines = people_lines.lines(way, posts, 0, book.move_quarter, book.timeline, settings, {})
    return sum(book.npc_gbp(line) for line in lines)
