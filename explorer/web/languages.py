"""Which language a page is in, and how it is chosen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel import Locale
from babel.lists import format_list
from babel.support import Translations
from flask import Flask, g, request
from flask_babel import Babel, get_locale

from .. import choice
from ..config import LANGUAGES

COOKIE = "language"


def install(app: Flask) -> None:
    """Make gettext speak the language of the address."""
    app.config["BABEL_DEFAULT_LOCALE"] = LANGUAGES[0]
    Babel(app, locale_selector=lambda: g.get("language", LANGUAGES[0]))

    # Flask-Babel looks the catalogue up anew for each text; templates have hundreds of them
    folder = Path(__file__).parent / "translations"
    spoken = {code: Translations.load(folder, [code]) for code in LANGUAGES}

    def gettext(text: str) -> str:
        return spoken[g.get("language", LANGUAGES[0])].ugettext(text)

    def ngettext(one: str, many: str, number: int) -> str:
        return spoken[g.get("language", LANGUAGES[0])].ungettext(one, many, number)

    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]

    @app.before_request
    def begin() -> None:
        # an address that leads nowhere has a language too, by how it begins
        first = request.path.split("/")[1]
        if "language" not in g and first in LANGUAGES:
            g.language = first

    @app.url_value_preprocessor
    def take(endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values and "language" in values:
            # first English, so that even the refusal of an unknown language can be said
            g.language = LANGUAGES[0]
            g.language = choice.language(values["language"])

    @app.url_defaults
    def give(endpoint: str, values: dict[str, Any]) -> None:
        if "language" not in values and app.url_map.is_endpoint_expecting(endpoint, "language"):
            values["language"] = g.get("language", LANGUAGES[0])


def preferred() -> str:
    """Return the language the browser asks for: by cookie, by Accept-Language, else English."""
    kept = request.cookies.get(COOKIE, "")
    return (
        kept
        if kept in LANGUAGES
        else request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]
    )


def own_name(language: str) -> str:
    """Return what a language calls itself.

    >>> own_name("vi")
    'Tiếng Việt'
    """
    name = Locale.parse(language).get_display_name(language) or language
    return name[:1].upper() + name[1:]


def listed(words: list[str]) -> str:
    """Join words as the language of the page does: a, b and c."""
    return format_list(words, locale=get_locale() or LANGUAGES[0])
