"""Methods side by side: the table, what sums it up, and what the methods have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from ... import choice, export
from ...compare import Contrast, contrast
from ...config import MOST_METHODS
from ...core import Explorer
from ...model import Comparison, Entry, Joined, Path, Text
from .. import embedding, languages, lists, markup, tables
from ..documents import CITED, citations, document
from ..embedding import Embedding
from ..frame import Frame, frame, settled
from ..languages import gettext
from ..lists import Named
from ..preview import Shown, draw
from ..sentences import sentences
from .method import suggestions
from .path import passed


@dataclass(frozen=True, slots=True)
class Compared:
    """Methods side by side."""

    frame: Frame
    comparison: Comparison | None
    contrast: Contrast | None
    state: tables.State
    columns: tuple[tables.Column, ...]
    groups: tuple[tables.Group, ...]
    joined: Sequence[Joined]
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
    embedding: Embedding | None


def show(explorer: Explorer, language: str, form: str = "") -> ResponseReturnValue:
    """Show the chosen methods side by side, or ask for them."""
    asked = request.args
    if "slugs" in asked:
        chosen = choice.slugs([*asked.getlist("method"), *asked.getlist("slugs")])
        return redirect(url_for("pages.compare", method=chosen, form=form or None), 301)
    chosen = choice.slugs(asked.getlist("method"))
    if (meant := explorer.slugs(asked.getlist("method"))) != chosen:
        given = asked.to_dict(flat=False) | {"method": meant}
        address = url_for("pages.compare", form=form or None)
        return redirect(f"{address}?{urlencode(given, doseq=True)}")
    wanted, beyond = choice.capped(meant)
    state = tables.State.asked(wanted, asked)
    added = asked.get("add", "").strip()
    only = explorer.meant(added) if added and not form else None
    if only and only.id not in wanted:
        return redirect(state.address(methods=(*wanted, only.id)))
    if form in export.COMPARISONS:
        return _taken(explorer, wanted, language, form, beyond)
    made = explorer.compare(wanted, language=language) if wanted or form else None
    if made and form in CITED:
        return citations(made.works, form)
    if form and made:
        return document(_picture(explorer, made), form)
    looked_for = "" if only else added
    page = _page(explorer, made, state, beyond=beyond, added=looked_for, only=only)
    return render_template("compare.html", page=page)


def _taken(
    explorer: Explorer, wanted: Sequence[str], language: str, form: str, beyond: int
) -> ResponseReturnValue:
    made = explorer.export(wanted, form=form, language=language, beyond=beyond, site=settled())
    response = document(made, form, "-".join(("compare", *wanted[:4])))
    if beyond:
        said = f"Only the first {len(wanted)} methods are compared, not {beyond} more."
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
    state: tables.State,
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
    joined, path = _related(explorer, made)
    near = () if full or made is None else suggestions(explorer, made)
    return Compared(
        frame=_frame(explorer, made, said),
        comparison=made,
        contrast=told,
        state=state,
        columns=tables.columns(explorer, made, state) if made else (),
        groups=tables.groups(made, state.group) if made else (),
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
        embedding=embedding.comparison(made, state) if made else None,
    )


def _related(explorer: Explorer, made: Comparison | None) -> tuple[Sequence[Joined], Path | None]:
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
        title = gettext("Compare methods")
        return frame(explorer, title, "compare", markup=markup.compared(explorer, title))
    title, methods = tables.title(made), [method.id for method in made.methods]
    return frame(
        explorer,
        title,
        "compare",
        tuple(export.COMPARISONS),
        apart=tables.WAYS,
        preview=url_for("pages.compare", method=methods, form="png"),
        about=languages.run_on(said[:2]).striptags(),
        markup=markup.compared(explorer, title, methods),
    )
