"""Pages kept as they were sent, and 304 for a browser that has them.

Only where the store has a version: what it holds then cannot change under the cache.
"""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path
from threading import Lock

from cachetools import LRUCache
from flask import Flask, Response, request

from ..config import share
from ..publish import context_file
from .embedding import embedded
from .frame import chosen, here, site

LARGEST = 32 * 1024 * 1024  # bytes of all pages kept
DATA = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
SAME = {**DATA, "Vary": "Accept-Encoding, Cookie"}  # of a page, which shows what is chosen
OPEN = {**DATA, "Cache-Control": "public, max-age=3600"}  # of an embedded page
OVERHEAD = 8 * 1024  # bytes that a kept page takes beside its text: key, headers, objects
# what machines call a script differs
PACKED = {
    *("text/css", "text/javascript", "application/javascript", "image/svg+xml"),
    *("text/turtle", "text/tab-separated-values"),
}
# what the rows of others' tables ask: once each, so that keeping it would drive out pages
MATCHED = {"pages.reconcile", "pages.reconcile_part"}
CONSOLE = "pages.sparql_page"  # what strangers ask there may be new each time, as NOW() is
ANSWERS = {f"pages.{name}" for name in ("openapi", "answer", "endpoint")} | MATCHED | {CONSOLE}
FILES = {"static", "pages.file", "pages.ontology_file"}
SMALL = 1024  # bytes that are not worth packing
LARGEST_PAGE = 512 * 1024  # bytes of a page that is kept
# what has no language and is made from the graph too
DOCUMENTS = {
    f"pages.{name}"
    for name in (
        "document",
        "ontology_file",  # of its version; the others are files, which have their ETag
        "vocabulary",
        "version",
        "described",
        "sitemap",
        "context",
        "sssom",
        "beacon",
    )
} | {"pages.query"}


class Cache:
    """The pages of one process, by address."""

    def __init__(self, version: str) -> None:
        self._version, self._lock = version, Lock()
        self._pages: LRUCache[Key, Response] = LRUCache(
            LARGEST, getsizeof=lambda page: OVERHEAD + len(page.get_data())
        )

    def answer(self) -> Response | None:
        """Return 304 or the page as it was sent before, if it was."""
        if not _page():
            return None
        with self._lock:
            known = self._pages.get(_key())
        known_tags = request.if_none_match
        # a proxy that packs makes a tag weak; what * asks, whether there is such a page at all,
        # shows when it is made
        if known_tags.contains_weak(self._tag()) and (known or not known_tags.star_tag):
            return self._same()
        return (
            Response(known.get_data(), known.status_code, known.headers.copy()) if known else None
        )

    def keep(self, response: Response) -> Response:
        """Give a page its ETag, and keep it."""
        if "ETag" in response.headers or response.status_code != 200 or not _page():
            return response
        response.set_etag(self._tag())
        response.headers.update(_kept())
        if _packed() and response.mimetype != "image/png":
            response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
            response.headers["Content-Encoding"] = "gzip"
        if request.method == "GET" and (response.content_length or 0) < LARGEST_PAGE:
            page = Response(response.get_data(), 200, response.headers.copy())
            with self._lock:
                self._pages[_key()] = page
        return self._same() if request.if_none_match.star_tag else response

    def _same(self) -> Response:
        return Response(status=304, headers={**_kept(), "ETag": f'"{self._tag()}"'})

    def _tag(self) -> str:
        named = f"{self._version}{_key()!r}"
        return hashlib.sha256(named.encode()).hexdigest()[:24]


Key = tuple[str, str, bytes, tuple[str, ...], bool]


def _key() -> Key:
    """Name a page: the site, the address as it was sent, what is chosen, and whether it is packed.

    What is chosen shows on pages only, not in documents.
    """
    tray = tuple(chosen()) if _personal() else ()
    return (site(), here(), request.query_string, tray, _packed())


def _kept() -> dict[str, str]:
    """Return who may keep a page, and for how long."""
    if embedded():
        return OPEN
    return SAME if _personal() else DATA


def _personal() -> bool:
    """Say whether it is a page, with what its reader has chosen."""
    parts = request.view_args or {}
    return "language" in parts and "form" not in parts and not embedded()


def _packed() -> bool:
    return bool(request.accept_encodings["gzip"])


def _page() -> bool:
    """Say whether what is asked for is made from the graph, and so stays the same."""
    lasting = "language" in (request.view_args or {}) or request.endpoint in DOCUMENTS
    asked = request.endpoint in MATCHED or (request.endpoint == CONSOLE and request.query_string)
    return request.method in {"GET", "HEAD"} and lasting and not asked


def whole() -> None:
    """Send all of a file to who may have it packed: a part of it would be none of that."""
    if not request.headers.get("If-Range", '"').startswith('"'):  # a weak tag; a date tells neither
        request.environ.pop("HTTP_RANGE", None)


class Packed:
    """The sheets and scripts of the site and the files of the graph, packed once each."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}

    def pack(self, response: Response) -> Response:
        """Send a file packed to those who take it so."""
        tag = response.get_etag()[0]
        if request.endpoint not in FILES or not tag or response.mimetype not in PACKED:
            return response
        response.headers["Vary"] = "Accept-Encoding"
        if response.status_code == 200 and _packed():
            response.direct_passthrough = False
            if tag not in self._known:
                self._known[tag] = gzip.compress(response.get_data(), 9, mtime=0)
            response.close()  # the file, which is open
            response.set_data(self._known[tag])
            response.headers["Content-Encoding"] = "gzip"
            response.headers.pop("Accept-Ranges", None)  # parts are of the file as it is
            response.set_etag(tag, weak=True)
        return response


def lighten(response: Response) -> Response:
    """Send a large answer to a program packed, if it takes it so."""
    packed = "Content-Encoding" in response.headers
    if packed or request.endpoint not in ANSWERS or response.status_code != 200:
        return response
    response.vary.add("Accept-Encoding")
    if request.endpoint == CONSOLE and not response.get_etag()[0]:
        response.headers["Cache-Control"] = "private, no-cache"
        response.vary.add("Cookie")
    if _packed() and (response.content_length or 0) > SMALL:
        response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
        if tag := response.get_etag()[0]:
            response.set_etag(tag, weak=True)
    return response


def install(app: Flask, version: str) -> None:
    """Answer from the cache where it can, and keep what was rendered."""
    app.before_request(whole)
    app.after_request(Packed().pack)
    app.after_request(lighten)
    if version:
        cache = Cache(f"{version}|{_edition()}")
        app.before_request(cache.answer)
        app.after_request(cache.keep)


def _edition() -> str:
    """Return a digest of what makes a page beside the graph: code, templates, texts, queries."""
    digest = hashlib.sha256()
    package = Path(__file__).parents[1]
    templates = [path for path in (package / "web" / "templates").iterdir() if path.is_file()]
    made_of = [*package.rglob("*.py"), *package.rglob("*.mo"), *templates]
    for path in [*sorted(made_of), *sorted((share() / "queries").glob("*.rq")), context_file()]:
        digest.update(path.read_bytes())
    return digest.hexdigest()
