"""The timeline: methods by year in a lane for each family, from afar or from near."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from ... import export
from ...browse import decade
from ...core import Explorer
from ...errors import NotFound
from ...model import Entry
from .. import lists
from ..documents import document
from ..frame import Frame, frame
from ..lanes import MOST_NAMES, Timeline, timeline
from ..languages import gettext
from ..lists import Named


@dataclass(frozen=True, slots=True)
class Period:
    """A decade or a year with its methods; from afar the best connected and where the rest are."""

    label: str
    address: str
    count: int
    methods: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Times:
    """The picture, the same as a list, and the ways closer, wider, earlier and later."""

    frame: Frame
    picture: Timeline
    periods: tuple[Period, ...]
    families: tuple[Named, ...]
    family: Named | None
    start: int
    end: int
    total: int
    near: bool
    ways: tuple[tuple[str, str], ...]
    whole: str


def show(explorer: Explorer, language: str, form: str = "") -> ResponseReturnValue:
    """Show the methods of the years asked for, of all families or one."""
    dated = [entry for entry in explorer.methods if entry.introduced is not None]
    asked = request.args.get("family", "")
    term = explorer.concept("family", asked) if asked else None
    if asked and term is None:
        raise NotFound("There is no family “{family}”.", family=asked[:60])
    of = [entry for entry in dated if term is None or entry.family == term]
    first = min((entry.introduced or 0 for entry in of), default=1900)
    last = max((entry.introduced or 0 for entry in of), default=2020)
    start = request.args.get("from", first, type=int)
    end = request.args.get("until", last, type=int)
    start, end = sorted((max(first, min(start, last)), max(first, min(end, last))))
    entries = [entry for entry in of if start <= (entry.introduced or 0) <= end]
    if form == "json":
        return document(export.as_text(export.history(entries, explorer.concepts, language)), form)
    if form == "csv":
        entries.sort(key=lambda entry: (entry.introduced or 0, entry.id))
        return document(export.methods_csv(entries, explorer.concepts, language), form)
    known = lists.families(explorer)
    near = len(entries) <= MOST_NAMES
    page = Times(
        frame=frame(explorer, gettext("Timeline"), "timeline", ("json", "csv")),
        picture=timeline(entries, known, start, end),
        periods=_periods(explorer, entries, asked, near),
        families=known,
        family=next((one for one in known if one.id == asked), None),
        start=start,
        end=end,
        total=len(entries),
        near=near,
        ways=_ways(start, end, first, last, asked),
        whole=_address(asked, None, None),
    )
    return render_template("timeline.html", page=page)


def _address(family: str, start: int | None, end: int | None) -> str:
    parts: dict[str, Any] = {"family": family or None, "from": start, "until": end}
    return url_for("pages.timeline", **parts)


def _periods(
    explorer: Explorer, entries: list[Entry], family: str, near: bool
) -> tuple[Period, ...]:
    """Group methods by year where they can all be named, else by decade."""
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (entry.introduced or 0, entry.id)):
        year = entry.introduced or 0
        groups[str(year) if near else decade(year)].append(entry)
    made = []
    for label, held in groups.items():
        if near:
            made.append(Period(label, "", len(held), tuple(map(lists.brief, held))))
            continue
        years = [entry.introduced or 0 for entry in held]
        ranked = sorted(held, key=lambda entry: -explorer.degrees.get(entry.id, 0))
        address = _address(family, min(years) // 10 * 10, max(years) // 10 * 10 + 9)
        made.append(Period(label, address, len(held), tuple(map(lists.brief, ranked[:4]))))
    return tuple(made)


def _ways(start: int, end: int, first: int, last: int, family: str) -> tuple[tuple[str, str], ...]:
    """Return what leads to other years, in words and addresses."""
    span = end - start + 1
    third = max(1, span // 3)
    ways = []
    if start > first:
        ways.append((gettext("Earlier"), _address(family, start - span, start - 1)))
    if span > 3:
        ways.append((gettext("Closer"), _address(family, start + third, end - third)))
    if start > first or end < last:
        wider = max(1, span // 2)
        ways.append((gettext("Wider"), _address(family, start - wider, end + wider)))
    if end < last:
        ways.append((gettext("Later"), _address(family, end + 1, end + span)))
    return tuple(ways)
