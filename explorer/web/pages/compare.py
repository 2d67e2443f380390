"""Methods side by side: the table, what sums it up, and what the methods have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from ... import choice, export
from ...compare import Contrast, contrast
from ...config import MOST_METHODS
from ...core import Explorer
from ...model import Comparison, Entry, Joined, Path, Row, Text, spoken
from .. import addresses, languages, lists
from ..documents import document
from ..frame import Frame, frame
from ..languages import gettext
from ..lists import Named
from ..preview import Shown, draw
from ..sentences import sentences
from .method import suggestions
from .path import passed


@dataclass(frozen=True, slots=True)
class State:
    """What the address of a comparison says: the methods, and how the table stands."""

    methods: tuple[str, ...]
    hide: bool = False
    turn: bool = False
    group: bool = False

    def address(self, **changes: object) -> str:
        """Return the address of this comparison with something changed."""
        state = replace(self, **changes)  # type: ignore[arg-type]
        ways = (name for name in ("hide", "turn", "group") if getattr(state, name))
        return addresses.comparison(state.methods, ways)

    def adding(self, methods: Iterable[Named]) -> tuple[tuple[Named, str], ...]:
        """Return methods with the addresses of this comparison with each of them added."""
        return tuple((one, self.address(methods=(*self.methods, one.id))) for one in methods)


@dataclass(frozen=True, slots=True)
class Column:
    """A compared method: what takes it away or moves it."""

    id: str
    name: Text
    family: str
    away: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under a heading; one without a name where they are not grouped."""

    name: Text | None
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Compared:
    """Methods side by side."""

    frame: Frame
    comparison: Comparison | None
    contrast: Contrast | None
    state: State
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    joined: tuple[Joined, ...]
    path: Path | None
    passed: Mapping[str, Named]
    full: bool
    beyond: int
    most: int
    looked_for: str
    already: Text | None
    found: tuple[tuple[Named, str], ...]
    suggestions: tuple[tuple[str, tuple[tuple[Named, str], ...]], ...]
    summary: Markup


def show(explorer: Explorer, language: str, form: str = "") -> ResponseReturnValue:
    """Show the chosen methods side by side, or ask for them."""
    asked = request.args
    if "slugs" in asked:
        chosen = choice.slugs([*asked.getlist("method"), *asked.getlist("slugs")])
        return redirect(url_for("pages.compare", method=chosen, form=form or None), 301)
    wanted, beyond = choice.capped(asked.getlist("method"))
    state = State(tuple(wanted), *(asked.get(name) == "1" for name in ("hide", "turn", "group")))
    added = asked.get("add", "").strip()
    only = explorer.meant(added) if added and not form else None
    if only and only.id not in wanted:
        return redirect(state.address(methods=(*wanted, only.id)))
    made = explorer.compare(wanted, language) if wanted or form else None
    if form and made:
        return _document(explorer, made, form, beyond)
    looked_for = "" if only else added
    page = _page(explorer, made, state, beyond=beyond, added=looked_for, only=only)
    return render_template("compare.html", page=page)


def _document(explorer: Explorer, made: Comparison, form: str, beyond: int) -> ResponseReturnValue:
    if form == "png":
        return document(_picture(explorer, made), form)
    if form == "json":
        response = document(export.as_text(export.comparison(made, beyond)), form)
    else:
        response = document(export.comparison_csv(made), form)
    if beyond:
        said = f"Only the first {len(made.methods)} methods are compared, not {beyond} more."
        response.headers["Warning"] = f'299 - "{said}"'
    return response


def _picture(explorer: Explorer, made: Comparison) -> bytes:
    signs = lists.signs(explorer, [method.id for method in made.methods])
    years = [
        cell.values[0].label.value if cell.values else "" for cell in made.row("introduced").cells
    ]
    shown = [
        Shown(method.label.value, signs.get(method.id, ""), year)
        for method, year in zip(made.methods, years, strict=True)
    ]
    compared = [row.differs for row in made.rows if row.compared]
    return draw(shown, sum(compared), len(compared) - sum(compared))


def _page(
    explorer: Explorer,
    made: Comparison | None,
    state: State,
    *,
    beyond: int,
    added: str,
    only: Entry | None,
) -> Compared:
    ids = state.methods
    full = len(ids) >= MOST_METHODS
    told = contrast(made) if made else None
    said = sentences(made, told) if made and told else []
    resembling = explorer.find(added, 8 + len(ids)) if added else ()
    found = [entry for entry in resembling if entry.id not in ids][:8]
    lists.known(explorer, ids)
    joined, path = _related(explorer, made)
    near = () if full or made is None else suggestions(explorer, made)
    return Compared(
        frame=_frame(explorer, made, said),
        comparison=made,
        contrast=told,
        state=state,
        columns=_columns(explorer, made, state) if made else (),
        groups=_groups(made, state.group) if made else (),
        joined=joined,
        path=path,
        passed=passed(explorer, (path,) if path else ()),
        full=full,
        beyond=beyond,
        most=MOST_METHODS,
        looked_for=added,
        already=lists.brief(only).name if only else None,
        found=() if full else state.adding(map(lists.brief, found)),
        suggestions=tuple((title, state.adding(methods)) for title, methods in near),
        summary=languages.run_on(said),
    )


def _related(explorer: Explorer, made: Comparison | None) -> tuple[tuple[Joined, ...], Path | None]:
    """Return the relations that join the methods directly, or the best path between two."""
    ids = [method.id for method in made.methods] if made else []
    if made is None or len(ids) < 2:
        return (), None
    joined = explorer.among(ids, made.language)
    if joined or len(ids) > 2:
        return joined, None
    return (), next(iter(explorer.path(ids[0], ids[1], made.language, 1).paths), None)


def _frame(explorer: Explorer, made: Comparison | None, said: Sequence[Markup]) -> Frame:
    if made is None:
        return frame(explorer, gettext("Compare methods"), "compare")
    names = [method.label.value for method in made.methods]
    title = gettext("Compare methods")
    if len(names) > 1:
        title = gettext("Compare: %(methods)s", methods=languages.listed(names))
    return frame(
        explorer,
        title,
        "compare",
        ("json", "csv"),
        preview=url_for("pages.compare", method=[m.id for m in made.methods], form="png"),
        about=languages.run_on(said[:2]).striptags(),
    )


def _columns(explorer: Explorer, made: Comparison, state: State) -> tuple[Column, ...]:
    """Return the heads of the columns with the addresses that take away and move."""
    ids = state.methods
    signs = lists.signs(explorer, ids)

    def moved(place: int, by: int) -> str:
        target = place + by
        if not 0 <= target < len(ids):
            return ""
        order = [*ids]
        order[place], order[target] = order[target], order[place]
        return state.address(methods=order)

    return tuple(
        Column(
            method.id,
            method.label,
            signs.get(method.id, ""),
            state.address(methods=[other for other in ids if other != method.id]),
            moved(place, -1),
            moved(place, 1),
        )
        for place, method in enumerate(made.methods)
    )


def _groups(made: Comparison, grouped: bool) -> tuple[Group, ...]:
    if not grouped:
        return (Group(None, made.rows),)

    def order(row: Row) -> float:
        return row.spec.group.order if row.spec.group else 0

    return tuple(
        Group(_title(rows[0], made.language), rows)
        for rows in (tuple(held) for _, held in groupby(sorted(made.rows, key=order), key=order))
    )


def _title(row: Row, language: str) -> Text | None:
    return spoken(row.spec.group.names, language) if row.spec.group else None
