"""The Reconciliation Service API (0.2, and 0.1 for older clients): rows of tables find things."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Response, current_app, g, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response as Answer

from ... import reconcile
from ...config import LANGUAGES
from ...core import Explorer
from ...errors import NotFound, ParameterError
from ...model import Text, spoken
from ...reconcile import LONGEST, ROOMS, Thing
from ...vocab import slug
from .. import addresses, languages, reconciling
from ..elsewhere import Elsewhere, elsewhere
from ..failures import reason
from ..frame import origin, site
from ..languages import gettext
from ..problems import problem
from .embed import Slim

METHODS = ("GET", "HEAD", "POST", "OPTIONS")
PARTS = ("view", "preview", "properties", "entity", "type", "property")
LATER = "Retry-After"
CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": LATER}
PREFLIGHT = {
    **CORS,
    "Allow": ", ".join(METHODS),
    "Access-Control-Allow-Methods": ", ".join(METHODS),
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
CALLBACK = re.compile(r"[A-Za-z_$][\w$.]{0,99}", re.ASCII)
SHOWN = {
    "Method": ("year", "originator", "field"),
    "Paper": ("doi", "method"),
    "Person": ("method", "work"),
}
PAGE, POOL = 10, 40  # suggestions at a time, and of a type altogether
Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Card:
    """A thing in short, for the frame of a client."""

    frame: Slim
    name: Text
    kind: str
    told: Text
    facts: tuple[tuple[str, tuple[Text, ...]], ...]
    elsewhere: tuple[Elsewhere, ...]


def serve(explorer: Explorer, language: str = "") -> Answer:
    """Say what the service is, match rows, or extend them."""
    if request.method == "OPTIONS":
        return Response(status=204, headers=PREFLIGHT)
    return _sent(lambda: _served(explorer, language))


def _served(explorer: Explorer, language: str) -> Node:
    given: Mapping[str, str] = request.form if request.method == "POST" else request.args
    tongue = language or LANGUAGES[0]
    if "queries" in given:
        asked = reconcile.batch(given["queries"])
        if len(asked) > reconciling.MOST:
            said = gettext("Send at most %(most)s queries at a time.", most=reconciling.MOST)
            raise RequestEntityTooLarge(said)
        found = ((key, explorer.reconcile(query)) for key, query in asked.items())
        return {key: reconciling.candidates(rows, tongue) for key, rows in found}
    if "query" in given:
        return reconciling.candidates(explorer.reconcile(reconcile.single(given["query"])), tongue)
    if "extend" in given:
        wanted = reconcile.extension(given["extend"])
        return reconciling.extended(explorer.register, wanted, tongue)
    if request.method == "POST":
        raise ParameterError("Send queries or extend as a field of a form.")
    start = f"/{language}" if language else ""
    return reconciling.manifest(f"{site()}{start}/reconcile", site(), tongue)


def part(explorer: Explorer, part: str, language: str = "") -> Answer:
    """Serve what goes with the matching: pages of things, suggestions, properties."""
    if part in ("view", "preview"):
        current_app.extensions["allowance"]()
    if part == "view":
        return redirect(_page(_wanted(explorer), language), 303)
    if part == "preview":
        return _preview(explorer, language)
    return _sent(lambda: _suggested(explorer, part, language or LANGUAGES[0]))


def _suggested(explorer: Explorer, part: str, language: str) -> Node:
    register = explorer.register
    if part == "properties":
        wanted = request.args.get("type", "")
        most = _number("limit", len(reconciling.properties(register)))
        listed = reconciling.properties(register, reconcile.kind(wanted) if wanted else "")
        return {"properties": listed[:most], "type": wanted, "limit": most}
    prefix, start = request.args.get("prefix", "")[:LONGEST], _number("cursor", 0)
    end = start + PAGE
    if part == "type":
        known = [reconciling.kind(name) for name in ROOMS]
        return {"result": reconciling.beginning(known, prefix)[start:end]}
    if part == "property":
        found = reconciling.beginning(reconciling.properties(register), prefix)
        return {"result": found[start:end]}
    own = register.named(prefix)
    hits = explorer.search(prefix, POOL, [name.lower() for name in ROOMS]).hits
    named = (register.things.get(f"{hit.type}/{hit.id}") for hit in hits)
    things = {one.id: one for one in (own, *register.known(prefix), *named) if one}
    return reconciling.suggested([*things.values()][start:end], language)


def _number(name: str, otherwise: int) -> int:
    """Return a whole number that is asked for; raises ParameterError."""
    given = request.args.get(name, "").strip()
    if given and not (given.isascii() and given.isdecimal()):
        raise ParameterError("“{name}” must be a whole number.", name=name)
    return int(given[:9]) if given else otherwise


def _preview(explorer: Explorer, language: str) -> Response:
    """Show a thing in a few lines, in the language of the address, asked for, or of the browser."""
    wanted = language or request.args.get("lang", "")
    languages.speak(wanted if wanted in LANGUAGES else languages.preferred())
    thing = _wanted(explorer)
    name = spoken(thing.names, g.language, thing.id)
    named = {one["id"]: one["name"] for one in reconciling.properties(explorer.register)}
    page = Card(
        frame=Slim(name.value, g.language, f"{origin()}{_page(thing, g.language)}", "", ""),
        name=name,
        kind=reconciling.types()[thing.type],
        told=reconciling.told(thing, g.language),
        facts=tuple(
            (named[one], reconciling.words(thing.facts[one][:3], g.language))
            for one in SHOWN[thing.type]
            if thing.facts.get(one)
        ),
        elsewhere=elsewhere(explorer, thing.term)[:3],
    )
    response = Response(render_template("reconcile_preview.html", page=page), headers=CORS)
    response.headers["Vary"] = "Accept-Language, Cookie"
    return response


def _wanted(explorer: Explorer) -> Thing:
    given = request.args.get("id", "")
    thing = explorer.register.named(given)
    if thing is None:
        wanted = slug(given) if given.startswith("method/") else ""
        raise NotFound("There is nothing called “{slug}” here.", wanted, slug=given[:80])
    return thing


def _page(thing: Thing, language: str) -> str:
    """Return the address of the page of a thing; the browser chooses where no language is."""
    if not language:
        return url_for("pages.thing", room=thing.type.lower(), slug=slug(thing.id))
    return addresses.thing(thing.type.lower(), slug(thing.id))


def _callback() -> str:
    """Return the function that a client of 0.1 wants called; raises ParameterError."""
    given = request.args.get("callback", "")
    if given and not CALLBACK.fullmatch(given):
        raise ParameterError("The callback is no name of a function.")
    return given


def _sent(made: Callable[[], Node]) -> Response:
    """Send an answer as JSON, or as a script to clients of 0.1; what is wrong as a problem."""
    headers = CORS
    try:
        current_app.extensions["allowance"]()
        callback = _callback()
        text, kind = json.dumps(made()), "application/json"
        if callback:
            text, kind = f"/**/{callback}({text});", "text/javascript"
        return Response(text, headers=CORS, content_type=f"{kind}; charset=utf-8")
    except HTTPException as error:
        status = error.code or 500
        detail = vars(error).get("description") or reason(status)  # ours, not the library's
        headers = {**CORS, **{name: value for name, value in error.get_headers() if name == LATER}}
    except ParameterError as error:
        status, detail = 400, languages.told(error.message, **error.values).value
    response = problem(status, gettext("The query was not answered"), detail)
    response.headers.update(headers)
    return response
