"""A drawing kept to the few colours it is made of, so that its file is a third of the size."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

COLOURS = 256
"""What a PNG with a palette can hold. Flat areas keep their colours; of the points at their edges, the seldom ones take
the nearest."""


def few_colours(picture: Image.Image, palette_of: Image.Image | None = None) -> Image.Image:
    """The picture with a palette: its own most frequent colours, or those of another picture with a palette."""
    points = np.asarray(picture, dtype=np.uint32)
    packed = ((points[..., 0] << 16) | (points[..., 1] << 8) | points[..., 2]).ravel()
    # A drawing is long runs of one colour: worked out by run, not by point.
    starts = np.concatenate(([0], np.flatnonzero(np.diff(packed)) + 1))
    runs = np.diff(starts, append=len(packed))
    found, place = np.unique(packed[starts], return_inverse=True)
    if palette_of is None:
        counts = np.bincount(place, weights=runs)
        kept = _unpacked(found[np.argsort(-counts, kind="stable")[:COLOURS]])
    else:
        kept = np.array(palette_of.getpalette(), dtype=np.int32).reshape(-1, 3)
    nearest = _nearest(_unpacked(found), kept)
    made = Image.fromarray(np.repeat(nearest[place], runs).reshape(points.shape[:2]), "P")
    made.putpalette(kept.astype(np.uint8).tobytes())
    return made


def _unpacked(packed: NDArray[np.uint32]) -> NDArray[np.int32]:
    return np.column_stack((packed >> 16, (packed >> 8) & 255, packed & 255)).astype(np.int32)


def _nearest(colours: NDArray[np.int32], kept: NDArray[np.int32]) -> NDArray[np.uint8]:
    """For each colour the place of the nearest that is kept, by the sum of squares of its three parts."""
    apart = ((colours[:, None, :] - kept[None, :, :]) ** 2).sum(axis=2)
    return np.asarray(apart.argmin(axis=1), dtype=np.uint8)
