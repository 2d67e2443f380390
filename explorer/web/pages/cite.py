"""How to cite works, the page that names them, and the data set, in the style that is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from flask import Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from ... import __version__, choice, cite, publish
from ...core import Explorer
from ...model import Paper
from .. import addresses, documents, markup, tables
from ..frame import Frame, frame, origin
from ..languages import gettext

PARTS = ("works", "page", "dataset")


@dataclass(frozen=True, slots=True)
class Part:
    """What is cited: its references in the style, and the same for reference managers."""

    id: str
    references: tuple[Markup, ...]
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Citing:
    """The references in a style, with the addresses of the other styles."""

    frame: Frame
    style: cite.Style
    styles: tuple[tuple[cite.Style, str], ...]
    about: str
    back: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """The page that is cited with its works: what it is called, and where it is."""

    title: str = ""
    address: str = ""
    works: tuple[Paper, ...] = ()


def show(explorer: Explorer, language: str, form: str = "") -> ResponseReturnValue:
    """Show works, their page and the data set as references, or give a part as a document."""
    style = cite.form(request.args.get("style") or "apa")
    subject = _subject(explorer, language)
    cited = {part: papers for part, papers in _cited(explorer, subject).items() if papers}
    if form:
        wanted = cited.get(request.args.get("of", ""), next(iter(cited.values())))
        return _fresh(documents.citations(wanted, form))
    if style.id not in cite.STYLES:
        return redirect(_address(form=style.suffix))
    title = gettext("Cite")
    page = Citing(
        frame=frame(explorer, title, "cite", markup=markup.about(explorer, title)),
        style=cite.STYLES[style.id],
        styles=tuple((one, _address(style=one.id)) for one in cite.STYLES.values()),
        about=subject.title,
        back=subject.address,
        parts=tuple(_part(name, papers, style.id) for name, papers in cited.items()),
    )
    return _fresh(make_response(render_template("cite.html", page=page)))


def _subject(explorer: Explorer, language: str) -> Subject:
    """Return what the methods or the work that are asked for are called, with their works."""
    asked = request.args
    methods = choice.capped(explorer.slugs(asked.getlist("method")))[0]
    works = [explorer.paper(slug) for slug in choice.capped(asked.getlist("paper"))[0]]
    if not methods:
        if len(works) != 1:
            return Subject(works=tuple(works))
        return Subject(works[0].title, addresses.thing("paper", works[0].id), tuple(works))
    made = explorer.compare(methods, language=language)
    names = [method.id for method in made.methods]
    if len(names) == 1:
        title, address = made.methods[0].label.value, addresses.thing("method", names[0])
    else:
        title, address = tables.title(made), addresses.comparison(names)
    return Subject(title, address, (*works, *made.works))


def _cited(explorer: Explorer, subject: Subject) -> Mapping[str, Sequence[Paper]]:
    """Return what is cited, by part; a copy of the site is looked up on no day that it knows."""
    copied = bool(current_app.config.get("COPY"))
    today = "" if copied else datetime.now(UTC).date().isoformat()
    day = explorer.updated
    described = publish.DATASET.value if copied else f"{origin()}{url_for('pages.described')}"
    page = cite.page(subject.title, f"{origin()}{subject.address}", __version__, day, today)
    return {
        "works": subject.works,
        "page": [page] if subject.title else [],
        "dataset": [cite.dataset(described, __version__, day, today)],
    }


def _part(name: str, papers: Sequence[Paper], style: str) -> Part:
    forms = [cite.FORMS[form] for form in ("bibtex", "ris", "csl")]
    return Part(
        name,
        # every text in it is escaped where the reference is made
        tuple(Markup(made.html) for made in cite.formatted(papers, style)),  # noqa: S704
        (
            *((form.name, _address(form=form.suffix, of=name)) for form in forms),
            (gettext("Text"), _address(form="txt", of=name, style=style)),
        ),
    )


def _address(form: str = "", **further: Any) -> str:
    """Return the address of these citations in another form or style."""
    asked: dict[str, Any] = {name: request.args.getlist(name) for name in ("method", "paper")}
    return url_for("pages.cite", form=form or None, **asked, **further)


def _fresh(response: Response) -> Response:
    """Give an answer a tag of its own: the day of the request is in it."""
    response.set_etag(sha256(response.get_data()).hexdigest()[:24])
    response.headers["Cache-Control"] = "no-cache"
    response.make_conditional(request)
    return response
