"""The addresses of the site: pages in each language, and the same as JSON and CSV."""

from __future__ import annotations

from itertools import groupby

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from werkzeug.wrappers import Response as Answer

from .. import choice, config, export
from ..core import Explorer
from ..errors import NotFound
from ..model import Comparison, Entry, Link, fold
from . import languages, views

EXAMPLE = ("thematic-analysis", "grounded-theory")
EXAMPLES = ("random-forest", "cronbachs-alpha", "difference-in-differences", "delphi-method")


def blueprint(explorer: Explorer) -> Blueprint:
    """Make the addresses over an explorer."""
    pages = Blueprint("pages", __name__)
    site = Pages(explorer)
    for address, view in (
        ("/", site.home),
        ("/healthz", site.healthz),
        ("/data/<any('methods.ttl', 'evidence.tsv'):name>", site.file),
        ("/method/<slug>", site.thing),
        ("/<language>/", site.landing),
        ("/<language>/methods", site.methods),
        ("/<language>/methods.<any(json, csv):form>", site.methods),
        ("/<language>/method/<slug>", site.method),
        ("/<language>/method/<slug>.<any(json, csv):form>", site.method),
        ("/<language>/compare", site.compare),
        ("/<language>/compare.<any(json, csv):form>", site.compare),
    ):
        pages.add_url_rule(address, view.__name__, view, strict_slashes=address != "/<language>/")
    return pages


def _document(text: str, form: str) -> Response:
    response = make_response(text)
    response.content_type = {
        "json": "application/json; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
    }[form]
    return response


class Pages:
    """The views; each asks the explorer, makes the page's value and renders it."""

    def __init__(self, explorer: Explorer) -> None:
        self._explorer = explorer

    def home(self) -> Answer:
        """Lead to the language that the browser asks for."""
        response = redirect(url_for("pages.landing", language=languages.preferred()))
        response.headers["Vary"] = "Accept-Language, Cookie"
        return response

    def healthz(self) -> Response:
        """Say that the process answers."""
        return _document('{"status": "ok"}\n', "json")

    def file(self, name: str) -> Response:
        """Send a file of the shipped graph."""
        return send_file(
            config.share() / "data" / name,
            "text/turtle" if name.endswith(".ttl") else "text/tab-separated-values",
        )

    def thing(self, slug: str) -> Answer:
        """Lead from the name of a method to the page about it."""
        choice.method(slug)
        return redirect(url_for("pages.method", language=languages.preferred(), slug=slug), 303)

    def landing(self, language: str) -> ResponseReturnValue:
        """Show what this is."""
        known = [slug for slug in EXAMPLE if slug in self._explorer.index] or [
            entry.id for entry in self._explorer.methods[:2]
        ]
        counts = {
            row["class"].value: int(row["count"].value)
            for row in self._explorer.query("graph_counts")
        }
        page = views.landing(
            self._explorer, self._explorer.compare(known, language), EXAMPLES, counts
        )
        return render_template("landing.html", page=page)

    def methods(self, language: str, form: str = "") -> ResponseReturnValue:
        """List the methods, or those that fit the words and the family asked for."""
        words, family = request.args.get("q", "").strip(), request.args.get("family", "")
        found = self._explorer.find(words, limit=50) if words else list(self._explorer.methods)
        if family:
            if not any(
                concept.id == family and "/family/" in term.value
                for term, concept in self._explorer.concepts.items()
            ):
                raise NotFound("There is no family “{family}”.", family=family[:60])
            found = [
                entry
                for entry in found
                if entry.family and entry.family.value.endswith(f"/{family}")
            ]
        if form == "json":
            return _document(
                export.as_text(export.methods(found, self._explorer.concepts, language)), form
            )
        if form == "csv":
            return _document(export.methods_csv(found, self._explorer.concepts, language), form)
        number = request.args.get("page", 1, type=int)
        return render_template(
            "methods.html", page=views.methods(self._explorer, found, words, family, number)
        )

    def method(self, language: str, slug: str, form: str = "") -> ResponseReturnValue:
        """Show one method."""
        made = self._explorer.compare([slug], language)
        links = self._explorer.links(slug, language)
        if form == "json":
            return _document(export.as_text(export.method(made, links)), form)
        if form == "csv":
            return _document(export.method_csv(made), form)
        return render_template(
            "method.html",
            page=views.method(self._explorer, made, _grouped(links, True), _grouped(links, False)),
        )

    def compare(self, language: str, form: str = "") -> ResponseReturnValue:
        """Show the chosen methods side by side, or ask for them."""
        asked = request.args.getlist("method")
        if "slugs" in request.args:
            return redirect(
                url_for(".compare", method=choice.slugs([*asked, *request.args.getlist("slugs")])),
                301,
            )
        wanted, beyond = choice.capped(asked)
        added = request.args.get("add", "").strip()
        found = self._explorer.find(added, limit=8) if added else []
        if (only := _meant(found, added)) and not form:
            return redirect(url_for(".compare", method=choice.slugs([*wanted, only.id])))
        made = self._explorer.compare(wanted, language) if wanted or form else None
        if form and made:
            return _compared_document(made, form, beyond)
        page = views.compared(self._explorer, _title(made), made, beyond, added, found)
        return render_template("compare.html", page=page)


def _grouped(links: tuple[Link, ...], forward: bool) -> tuple[tuple[Link, ...], ...]:
    own = [link for link in links if link.relation.forward == forward]
    return tuple(tuple(group) for _, group in groupby(own, key=lambda link: link.relation.id))


def _meant(found: list[Entry], words: str) -> Entry | None:
    """Return the one method that is called just that, by name, alias or slug."""
    exact = [
        entry
        for entry in found
        if any(
            fold(words) == fold(name) for name in (*entry.names.values(), *entry.aliases, entry.id)
        )
    ]
    return exact[0] if len(exact) == 1 else None


def _title(made: Comparison | None) -> str:
    if made is None or len(made.methods) < 2:
        return str(gettext("Compare methods"))
    title = gettext(
        "Compare: %(methods)s",
        methods=languages.listed([method.label.value for method in made.methods]),
    )
    return str(title)


def _compared_document(made: Comparison, form: str, beyond: int) -> Response:
    response = _document(
        export.as_text(export.comparison(made)) if form == "json" else export.comparison_csv(made),
        form,
    )
    if beyond:
        response.headers["Warning"] = (
            f'299 - "Only the first {len(made.methods)} methods are compared, not {beyond} more."'
        )
    return response
