"""The Flask front end: renders what an explorer finds.

`create_app(explorer)` makes the application; `server.run` serves it with gunicorn.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import Flask, Response
from jinja2 import StrictUndefined

from ..config import LANGUAGES, Limits
from ..core import Explorer
from ..errors import DataError
from . import cache, failures, formats, languages, pages, signposts
from .embedding import embedded
from .mount import Mount
from .pages import sparql

POLICY = "; ".join(
    (
        "default-src 'none'",
        *(f"{kind} 'self'" for kind in ("style-src", "script-src", "img-src", "connect-src")),
        "form-action 'self'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def create_app(
    explorer: Explorer, *, cached: bool = True, site: str = "", limits: Limits | None = None
) -> Flask:
    """Make the application over an explorer; it holds no other state than a cache of pages.

    `site` begins the addresses that others are given, such as https://methods.example.org; where
    it is empty, they begin as the request did, and where it has a path, the site is under that.
    `limits` are those of the SPARQL endpoint.
    """
    app = Flask(__name__)
    app.config["SITE"] = site.rstrip("/")
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    app.url_map.strict_slashes = False
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    languages.install(app)
    formats.install(app)
    failures.install(app, explorer)
    cache.install(app, explorer.store.version if cached else "")
    signposts.install(app, explorer)
    sparql.install(app, explorer, limits or Limits())
    app.register_blueprint(pages.blueprint(explorer))
    if path := urlsplit(app.config["SITE"]).path:
        firsts = " ".join(rule.rule.split("/")[1] for rule in app.url_map.iter_rules())
        rooms = {*re.findall(r"[\w.-]+", firsts), *LANGUAGES}
        if (room := path.split("/")[1]) in rooms:  # a server before it may take the path off
            raise DataError(f"The site cannot be under /{room}: it has a /{room} of its own.")
        app.wsgi_app = Mount(app.wsgi_app, path)  # type: ignore[method-assign, assignment]

    @app.after_request
    def harden(response: Response) -> Response:
        # an embed says nothing of framers: `*` would leave out the pages of one's own disk
        framers = "" if embedded() else "; frame-ancestors 'none'"
        policy = {"Content-Security-Policy": f"{POLICY}{framers}"}
        for name, value in {**policy, **HEADERS}.items():
            response.headers.setdefault(name, value)
        return response

    return app
