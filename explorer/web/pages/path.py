"""How two methods are related through others: the shortest explanations, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from ... import export
from ...core import Explorer
from ...errors import ChoiceError
from ...model import Path, Route
from .. import addresses, languages, lists, markup
from ..documents import document
from ..frame import Frame, frame
from ..languages import gettext
from ..lists import Named

OFFERED = 6


@dataclass(frozen=True, slots=True)
class End:
    """One end of a path: what was asked for, the method that is meant, or those that may be."""

    name: str
    asked: str
    method: Named | None
    offered: tuple[tuple[Named, str], ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths between two methods, and the methods that they pass."""

    frame: Frame
    ends: tuple[End, End]
    route: Route | None
    methods: Mapping[str, Named]
    turned: str


def show(explorer: Explorer, language: str, form: str = "") -> ResponseReturnValue:
    """Show how two methods are related, or ask for them."""
    asked = {name: request.args.get(name, "").strip() for name in ("from", "to")}
    meant = {name: explorer.meant(wanted) for name, wanted in asked.items()}
    slugs = {name: entry.id if entry else "" for name, entry in meant.items()}
    if not form and slugs != asked and all(slugs.values()):
        return redirect(addresses.path(slugs))
    known = {name: slug for name, slug in slugs.items() if slug}
    same = len(known) == 2 and slugs["from"] == slugs["to"]
    if form and len(known) < 2:
        raise ChoiceError("Give two methods, from and to.")
    route = (
        explorer.path(slugs["from"], slugs["to"], language)
        if len(known) == 2 and (form or not same)
        else None
    )
    if form and route:
        if form == "csv":
            return document(export.route_csv(route, explorer.index, language), form)
        return document(export.as_text(export.route(route)), form)
    page = Paths(
        frame=_frame(explorer, route),
        ends=(_end(explorer, "from", asked, slugs), _end(explorer, "to", asked, slugs)),
        route=route,
        methods=passed(explorer, route.paths if route else ()),
        turned=addresses.path({"from": slugs["to"], "to": slugs["from"]}) if route else "",
    )
    return render_template("path.html", page=page)


def _frame(explorer: Explorer, route: Route | None) -> Frame:
    if route is None:
        title = gettext("How two methods are related")
        return frame(explorer, title, "path", markup=markup.about(explorer, title))
    ends = [route.start, route.end]
    names = [one.name.value for one in lists.named(explorer, ends)]
    title = gettext("How %(methods)s are related", methods=languages.listed(names))
    said = markup.about(explorer, title, ends, passed(explorer, route.paths))
    return frame(explorer, title, "path", ("json", "csv"), markup=said)


def _end(explorer: Explorer, name: str, asked: Mapping[str, str], slugs: Mapping[str, str]) -> End:
    if slugs[name]:
        method = lists.brief(explorer.index[slugs[name]])
        return End(name, method.name.value, method, ())
    found = explorer.find(asked[name], OFFERED) if asked[name] else []
    offered = tuple(
        (lists.brief(entry), addresses.path({**asked, name: entry.id})) for entry in found
    )
    return End(name, asked[name], None, offered)


def passed(explorer: Explorer, paths: tuple[Path, ...]) -> Mapping[str, Named]:
    """Return the methods that paths pass, by slug."""
    slugs = dict.fromkeys(
        one for path in paths for step in path.steps for one in (step.source, step.target)
    )
    return {one.id: one for one in lists.named(explorer, list(slugs))}
