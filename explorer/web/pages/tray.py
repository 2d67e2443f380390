"""The methods that a reader collects: kept in a cookie, changed by forms, shown on every page."""

from __future__ import annotations

import re
from dataclasses import replace

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from ... import choice
from ...config import MOST_METHODS
from ...core import Explorer
from ..frame import TRAY, chosen
from . import catalogue

HERE = re.compile(r"/(?![/\\])[!-\[\]-~]*")  # an address of this site, from its path on
YEAR = 365 * 24 * 3600


def change(explorer: Explorer, language: str) -> ResponseReturnValue:
    """Put methods into the tray or take them out, and lead back to where the reader was.

    `add` and `drop` name methods; of those named in `shown` (a list with boxes to tick) the ones
    that are not added are dropped; `clear` drops all.
    """
    asked = request.form
    ticks = choice.slugs(asked.getlist("add"))
    dropped = {*asked.getlist("drop"), *asked.get("shown", "").split(".")} - set(ticks)
    kept = [] if "clear" in asked else [slug for slug in chosen() if slug not in dropped]
    wanted = dict.fromkeys([*kept, *ticks])
    found = [slug for slug in wanted if slug in explorer.index]
    response = redirect(_back(found), 303)
    below = request.script_root or "/"  # other programs of the host do not get it
    if found:
        held = ".".join(found[:MOST_METHODS])
        response.set_cookie(TRAY, held, max_age=YEAR, path=below, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(TRAY, path=below, samesite="Lax", httponly=True)
    return response


def _back(found: list[str]) -> str:
    """Return where to go: to the comparison, to a part of the list, or to where it was asked."""
    asked = request.form
    if asked.get("go") == "compare":
        return url_for("pages.compare", method=found)
    if "list" in asked:
        wanted = catalogue.asked_for(asked)
        if wanted.words != asked.get("had", ""):  # new words come in the order of how they fit
            wanted = replace(wanted, order="", page=1)
        return catalogue.address(wanted, asked.getlist("open"))
    back = asked.get("back", "")
    return back if HERE.fullmatch(back) else url_for("pages.landing")
