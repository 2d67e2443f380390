"""oEmbed (oembed.com): how a page of this site is shown in a page of others."""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import parse_qs, unquote, urlsplit

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue
from markupsafe import escape
from werkzeug.exceptions import HTTPException

from ... import choice
from ...config import LANGUAGES
from ...core import Explorer
from ...errors import ChoiceError, NotFound
from ...vocab import BASE
from .. import embedding, languages, tables
from ..embedding import Embedding
from ..frame import site
from ..problems import problem

FORMS = {"json": "application/json; charset=utf-8", "xml": "text/xml; charset=utf-8"}
PICTURE = (1200, 630)  # pixels of a preview
DAY = 86_400
TITLES = {400: "Bad Request", 404: "Not Found", 501: "Not Implemented"}
Member = str | int


def answer(explorer: Explorer) -> ResponseReturnValue:
    """Say how the page of an address is embedded, in JSON or XML."""
    form = request.args.get("format", "json").lower()
    if form not in FORMS:
        return _refused(501, "The formats are json and xml.")
    if not (url := request.args.get("url", "").strip()):
        return _refused(400, "Give the address of a page of this site as url.")
    try:
        width, height = _most("maxwidth"), _most("maxheight")
        found = _found(explorer, url, width).within(height)
    except ChoiceError as error:
        return _refused(400, str(error))
    except NotFound as error:
        return _refused(404, str(error))
    said = _members(found, width, height)
    response = Response(_xml(said) if form == "xml" else f"{json.dumps(said, indent=1)}\n")
    response.content_type = FORMS[form]
    response.headers["Cache-Control"] = f"public, max-age={DAY}"
    return response


def _refused(status: int, detail: str) -> Response:
    return problem(status, TITLES[status], detail)


def _most(name: str) -> int | None:
    """Return the most pixels that are asked for; raises ChoiceError."""
    given = request.args.get(name, "").strip()
    if not given:
        return None
    if not (given.isascii() and given.isdecimal() and int(given[:9]) > 0):
        raise ChoiceError("{name} is a number of pixels.", name=name)
    return int(given[:9])


def _found(explorer: Explorer, url: str, width: int | None) -> Embedding:
    """Return what an address shows, with the methods that took the places of others."""
    endpoint, parts, asked = _routed(url)
    language = parts.get("language", LANGUAGES[0])
    if language not in LANGUAGES:
        raise NotFound("This is no page that can be embedded.")
    languages.speak(language)
    if endpoint == "pages.compare" and "method" in asked:
        wanted, _ = choice.capped(explorer.slugs(asked["method"]))
    elif endpoint == "pages.method" or parts.get("room") == "method":
        wanted = [explorer.slug(parts["slug"])]
    else:
        raise NotFound("Only pages of methods and comparisons of methods can be embedded.")
    slugs = _present(explorer, wanted)
    made = explorer.compare(slugs, language=language)
    if endpoint == "pages.compare":
        ways = {name: values[-1] for name, values in asked.items()}
        return embedding.comparison(made, tables.State.asked(slugs, ways), width)
    return embedding.method(made, explorer.links(slugs[0], language), width)


def _routed(url: str) -> tuple[str, Mapping[str, str], Mapping[str, list[str]]]:
    """Return the view of an address of this site, its slots and its query; raises NotFound."""
    try:
        # what is given by its name stands here too
        asked, ours = urlsplit(url.replace(BASE, f"{site()}/", 1)), urlsplit(site())
        if asked.scheme not in ("http", "https") or _host(asked.netloc) != _host(ours.netloc):
            raise NotFound("This is no address of this site.")
        path = unquote(asked.path).removeprefix(ours.path).rstrip("/")
        endpoint, parts = current_app.url_map.bind("").match(path)
    except (ValueError, HTTPException) as error:  # what is no address, or leads nowhere
        raise NotFound("There is no page at this address.") from error
    if "form" in parts:
        raise NotFound("Only pages of methods and comparisons of methods can be embedded.")
    return endpoint, parts, parse_qs(asked.query)


def _host(netloc: str) -> str:
    return netloc.lower().removesuffix(":443").removesuffix(":80")


def _present(explorer: Explorer, wanted: list[str]) -> list[str]:
    """Return the methods that are asked for, by the names that they have now."""
    now = [one if one in explorer.index else explorer.fate(one)[0] or one for one in wanted]
    return list(dict.fromkeys(now))


def _members(found: Embedding, width: int | None, height: int | None) -> dict[str, Member]:
    picture: dict[str, Member] = {}
    if (width or PICTURE[0]) >= PICTURE[0] and (height or PICTURE[1]) >= PICTURE[1]:
        picture = {
            "thumbnail_url": found.preview,
            "thumbnail_width": PICTURE[0],
            "thumbnail_height": PICTURE[1],
        }
    return {
        "version": "1.0",
        "type": "rich",
        "title": found.title,
        "provider_name": "Method Explorer",
        "provider_url": site(),
        "cache_age": DAY,
        "html": str(found.snippet),
        "width": found.width,
        "height": found.height(),
        **picture,
    }


def _xml(members: Mapping[str, Member]) -> str:
    listed = "".join(f"<{name}>{escape(value)}</{name}>\n" for name, value in members.items())
    head = '<?xml version="1.0" encoding="utf-8" standalone="yes"?>'
    return f"{head}\n<oembed>\n{listed}</oembed>\n"
