"""What crawlers look for at the top of a copy: a list of its pages, and the way to that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

MOST = 50_000  # addresses of one file, as the protocol has it
MAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def told(site: str, pages: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the site map, in as many files as it takes, and the robots.txt that names them."""
    maps = {}
    for start in range(0, len(pages), MOST):
        places = (escape(f"{site}/{page}") for page in pages[start : start + MOST])
        listed = "".join(f"<url><loc>{place}</loc></url>\n" for place in places)
        made = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {MAP}>\n{listed}</urlset>\n'
        maps[f"sitemap-{start // MOST + 1}.xml" if start else "sitemap.xml"] = made.encode()
    yield from maps.items()
    named = "".join(f"Sitemap: {site}/{name}\n" for name in maps)
    yield "robots.txt", f"User-agent: *\nDisallow:\n{named}".encode()
