"""The page's content security policy: what a browser may run, style and ask for, and nothing else."""

import base64
import hashlib
from collections.abc import Iterable
from urllib.parse import urlsplit

from feasibility.scenario.publication import Tiles


def policy(scripts: Iterable[str], styles: Iterable[str], tiles: Tiles | None) -> str:
    """Only these very scripts and styles, by their SHA-256, and no request to any host.

    Nothing is allowed inline in general, not even styles: Leaflet sets places and sizes by way of the object model of
    styles, which a policy does not govern. Where the scenario asks for tiles, pictures may come from their host, and
    from `data:`, which Leaflet puts in the place of a picture it no longer needs.
    """
    allowed = [
        "default-src 'none'",
        f"script-src {' '.join(map(_hash, scripts))}",
        f"style-src {' '.join(map(_hash, styles))}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if tiles:
        allowed.append(f"img-src data: https://{urlsplit(tiles.url).netloc}")
    return "; ".join(allowed)


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
