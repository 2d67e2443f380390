"""The addresses of the site: pages in each language, and the same as JSON and CSV."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from urllib.parse import parse_qsl, urlencode

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

from .. import choice, export
from ..core import Explorer
from ..errors import NotFound
from ..model import Comparison, Link
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
        ("/<language>/about", site.about),
        ("/<language>/about.<any(json):form>", site.about),
        ("/<language>/compare", site.compare),
        ("/<language>/compare.<any(json, csv):form>", site.compare),
    ):
        pages.add_url_rule(address, view.__name__, view)
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
        """Send a file of the graph that is shown."""
        if self._explorer.folder is None:
            raise NotFound("This site shows an endpoint; its files are not here.")
        kind = "text/turtle" if name.endswith(".ttl") else "text/tab-separated-values"
        return send_file(self._explorer.folder.resolve() / name, kind)

    def thing(self, slug: str) -> Answer:
        """Lead from the name of a method to the page about it."""
        choice.method(slug)
        address = url_for("pages.method", language=languages.preferred(), slug=slug)
        response = redirect(address, 303)
        response.headers["Vary"] = "Accept-Language, Cookie"
        return response

    def landing(self, language: str) -> ResponseReturnValue:
        """Show what this is."""
        explorer = self._explorer
        known = [slug for slug in EXAMPLE if slug in explorer.index] or list(explorer.index)[:2]
        made = explorer.compare(known, language) if known else None
        return render_template("landing.html", page=views.landing(explorer, made, EXAMPLES))

    def methods(self, language: str, form: str = "") -> ResponseReturnValue:
        """List the methods, or those that fit the words and the family asked for."""
        explorer, asked = self._explorer, request.args
        if "go" in asked:
            # a button of the list: what is ticked goes along to another part of the list
            ticked = [("method", slug) for slug in choice.slugs(asked.getlist("method"))]
            return redirect(f"{request.path}?{urlencode([*parse_qsl(asked['go']), *ticked])}")
        words, family = asked.get("q", "").strip(), asked.get("family", "")
        limit = max(0, asked.get("limit", len(explorer.methods), type=int))
        found = explorer.find(words, len(explorer.methods)) if words else explorer.methods
        if family:
            term = explorer.concept("family", family)
            if term is None:
                raise NotFound("There is no family “{family}”.", family=family[:60])
            found = [entry for entry in found if entry.family == term]
        if form == "json":
            listed = export.methods(found[:limit], explorer.concepts, language)
            return _document(export.as_text(listed), form)
        if form == "csv":
            return _document(export.methods_csv(found, explorer.concepts, language), form)
        page = views.methods(explorer, found, words, family, choice.slugs(asked.getlist("method")))
        return render_template("methods.html", page=page)

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

    def about(self, language: str, form: str = "") -> ResponseReturnValue:
        """Show what this is, and how much it holds."""
        if form:
            return _document(export.as_text(asdict(self._explorer.statistics)), form)
        return render_template("about.html", page=views.about(self._explorer))

    def compare(self, language: str, form: str = "") -> ResponseReturnValue:
        """Show the chosen methods side by side, or ask for them."""
        asked = request.args.getlist("method")
        if "slugs" in request.args:
            chosen = choice.slugs([*asked, *request.args.getlist("slugs")])
            return redirect(url_for(".compare", method=chosen, form=form or None), 301)
        wanted, beyond = choice.capped(asked)
        hidden = "1" if request.args.get("hide") else None
        added = request.args.get("add", "").strip()
        if added and not form and (only := self._explorer.meant(added)):
            chosen = choice.slugs([*wanted, only.id])
            return redirect(url_for(".compare", method=chosen, hide=hidden))
        made = self._explorer.compare(wanted, language) if wanted or form else None
        if form and made:
            return _compared_document(made, form, beyond)
        found = self._explorer.find(added, 8 + len(wanted)) if added else []
        offered = [entry for entry in found if entry.id not in wanted][:8]
        shown = views.Choice(beyond, added, offered, bool(hidden))
        return render_template(
            "compare.html", page=views.compared(self._explorer, _title(made), made, shown)
        )


def _grouped(links: tuple[Link, ...], forward: bool) -> tuple[tuple[Link, ...], ...]:
    own = [link for link in links if link.relation.forward == forward]
    return tuple(tuple(group) for _, group in groupby(own, key=lambda link: link.relation.id))


def _title(made: Comparison | None) -> str:
    if made is None or len(made.methods) < 2:
        return str(gettext("Compare methods"))
    title = gettext(
        "Compare: %(methods)s",
        methods=languages.listed([method.label.value for method in made.methods]),
    )
    return str(title)


def _compared_document(made: Comparison, form: str, beyond: int) -> Response:
    if form == "json":
        response = _document(export.as_text(export.comparison(made, beyond)), form)
    else:
        response = _document(export.comparison_csv(made), form)
    if beyond:
        said = f"Only the first {len(made.methods)} methods are compared, not {beyond} more."
        response.headers["Warning"] = f'299 - "{said}"'
    return response
