"""The timeline: methods by year in a lane for each family, from afar or from near."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from ... import export
from ...browse import EARLIEST, EARLY, MISSING, decade
from ...core import Explorer
from ...model import Entry
from ...vocab import slug
from .. import lists, markup
from ..documents import document
from ..frame import Frame, frame
from ..lanes import MOST_NAMES, Timeline, marked, named
from ..languages import gettext
from ..lists import Named
from ..pictures import DECADES, LAST, by_decade

BEST = 4  # methods of a decade that are named from afar


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
    asked: tuple[str, str]
    start: int
    end: int
    total: int
    near: bool
    ways: tuple[tuple[str, str], ...]
    whole: str


def show(explorer: Explorer, language: str, form: str = "") -> ResponseReturnValue:
    """Show the methods of the years asked for, of all families or one."""
    wanted = request.args.get("family", "").strip()
    term = explorer.concept("family", wanted)
    if wanted and term is None:
        raise MISSING["family"](wanted[:60])
    asked = slug(term.value) if term else ""
    years, entries = explorer.shelf.years(asked)
    start, end = _span(years)
    low, high = bisect_left(years, start), bisect_right(years, end)
    if form:
        held = entries[low:high]
        if form == "csv":
            rows = export.methods_csv(held, explorer.concepts, explorer.people, language)
            return document(rows, form)
        return document(export.as_text(export.methods(held, explorer.concepts, language)), form)
    known = lists.families(explorer)
    near = high - low <= MOST_NAMES
    made = _near(entries[low:high], known, start, end) if near else None
    picture, periods = made or _far(explorer, known, asked, start, end)
    title, shown = gettext("Timeline"), [one.id for period in periods for one in period.methods]
    said = markup.methods(explorer, title, shown, high - low)
    page = Times(
        frame=frame(explorer, title, "timeline", ("json", "csv"), markup=said),
        picture=picture,
        periods=periods,
        families=known,
        family=next((one for one in known if one.id == asked), None),
        asked=(request.args.get("from", "")[:6], request.args.get("until", "")[:6]),
        start=start,
        end=end,
        total=high - low,
        near=near,
        ways=_ways(start, end, years, asked),
        whole=_address(asked, None, None),
    )
    return render_template("timeline.html", page=page)


def _span(years: Sequence[int]) -> tuple[int, int]:
    """Return the first and the last year asked for; where they hold many methods, whole decades."""
    first, last = (years[0], years[-1]) if years else (EARLIEST, LAST)
    start, end = sorted(
        max(first, min(request.args.get(name, usual, type=int), last))
        for name, usual in (("from", first), ("until", last))
    )
    if bisect_right(years, end) - bisect_left(years, start) > MOST_NAMES:
        start = first if start < EARLIEST else start // 10 * 10
        end = min(last, end // 10 * 10 + 9 if end >= EARLIEST else EARLIEST - 1)
    return start, end


def _near(
    entries: Sequence[Entry], families: Sequence[Named], start: int, end: int
) -> tuple[Timeline, tuple[Period, ...]]:
    """Name every method, in the picture and by year in the list."""
    periods = tuple(
        Period(str(year), "", len(held), tuple(map(lists.brief, held)))
        for year, group in groupby(entries, key=lambda entry: entry.introduced)
        if (held := list(group))
    )
    return named(entries, families, start, end), periods


def _far(
    explorer: Explorer, families: Sequence[Named], family: str, start: int, end: int
) -> tuple[Timeline, tuple[Period, ...]]:
    """Count methods by decade; of each decade the list names the best connected."""
    within = {"family": family} if family else {}
    spanned = DECADES[DECADES.index(decade(start)) : DECADES.index(decade(min(end, LAST))) + 1]
    counts = {
        one.id: {
            of: count
            for of, count in by_decade(explorer.shelf, family=one.id).items()
            if of in spanned
        }
        for one in families
        if not family or one.id == family
    }
    periods = []
    for of in spanned:
        if count := explorer.shelf.count(decade=of, **within):
            best = explorer.shelf.best(BEST, decade=of, **within)
            low, high = (0, EARLIEST - 1) if of == EARLY else (int(of), int(of) + 9)
            address = _address(family, low, high)
            periods.append(Period(of, address, count, tuple(map(lists.brief, best))))
    return marked(counts, families, spanned), tuple(periods)


def _address(family: str, start: int | None, end: int | None) -> str:
    parts: dict[str, Any] = {"family": family or None, "from": start, "until": end}
    return url_for("pages.timeline", **parts)


def _ways(start: int, end: int, years: Sequence[int], family: str) -> tuple[tuple[str, str], ...]:
    """Return what leads to other years, in words and addresses.

    Closer is where the middle half of the methods shown lies.
    """
    span = end - start + 1
    shown = years[bisect_left(years, start) : bisect_right(years, end)]
    ways = []
    if shown and start > years[0]:
        ways.append((gettext("Earlier"), _address(family, start - span, start - 1)))
    if shown and shown[len(shown) // 4] - shown[0] + shown[-1] - shown[-1 - len(shown) // 4] > 0:
        middle = shown[len(shown) // 4], shown[-1 - len(shown) // 4]
        ways.append((gettext("Closer"), _address(family, *middle)))
    if years and (start > years[0] or end < years[-1]):
        wider = max(1, span // 2)
        ways.append((gettext("Wider"), _address(family, start - wider, end + wider)))
    if shown and end < years[-1]:
        ways.append((gettext("Later"), _address(family, end + 1, end + span)))
    return tuple(ways)
