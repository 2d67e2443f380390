"""Which language a page is in, how it is chosen, and what is said in it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations, Translations
from flask import Flask, current_app, g, request
from markupsafe import Markup, escape

from .. import choice
from ..config import LANGUAGES
from ..errors import NotFound
from ..model import Text

COOKIE = "language"
TAG = re.compile(r"[a-zA-Z]{2,3}(-\w+)*")  # how a language is written
UNSPACED = {"zh", "ja"}  # languages without a space between sentences
LOWERED = {"en", "vi", "fr", "es"}  # languages in which a label inside a sentence begins small


def install(app: Flask) -> None:
    """Make the texts of a page those of the language of its address."""
    folder = Path(__file__).parent / "translations"
    app.extensions["texts"] = {code: Translations.load(folder, [code]) for code in LANGUAGES}
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: _texts().ugettext(text),
        lambda one, many, number: _texts().ungettext(one, many, number),
        newstyle=True,
    )

    @app.before_request
    def begin() -> None:
        # an address that leads nowhere has a language too, by how it begins
        first = request.path.split("/")[1]
        speak(first if first in LANGUAGES else g.get("language", LANGUAGES[0]))

    @app.url_value_preprocessor
    def take(endpoint: str | None, values: dict[str, Any] | None) -> None:
        if values and "language" in values:
            # first English, so that even the refusal of an unknown language can be said
            speak(LANGUAGES[0])
            if not TAG.fullmatch(values["language"]):
                raise NotFound("Nothing is at this address; /openapi.json lists those there are.")
            speak(choice.language(values["language"]))

    @app.url_defaults
    def give(endpoint: str, values: dict[str, Any]) -> None:
        if "language" not in values and app.url_map.is_endpoint_expecting(endpoint, "language"):
            values["language"] = g.get("language", LANGUAGES[0])


def speak(language: str) -> None:
    """Say what is said from here on in a language."""
    g.language, g.texts = language, current_app.extensions["texts"][language]


def _texts() -> NullTranslations:
    found: NullTranslations = g.texts
    return found


def gettext(text: str, **values: object) -> str:
    """Return a text in the language of the page, its slots filled."""
    said = str(_texts().ugettext(text))
    return said % values if values else said


def ngettext(one: str, many: str, number: int, **values: object) -> str:
    """Return a text in the language of the page as the number wants it."""
    said = str(_texts().ungettext(one, many, number))
    return said % {"num": number, **values}


def marked(text: str, **values: object) -> Markup:
    """Return a text in the language of the page, its slots filled with markup or escaped words."""
    return Markup(_texts().ugettext(text)) % values  # noqa: S704 (translations are our own)


def told(text: str, **values: object) -> Text:
    """Return a text of our own in the language of the page; in English where that has none."""
    known = str(_texts().ugettext(text))
    language = g.language if known != text else LANGUAGES[0]
    return Text(known.format(**values) if values else known, language)


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


def name(language: str) -> str:
    """Return what a language is called in the language of the page."""
    return Locale.parse(language).get_language_name(g.language) or language


def listed(words: Sequence[str]) -> Markup:
    """Join words, or markup, as the language of the page does: a, b and c."""
    slots = format_list([f"{{{place}}}" for place in range(len(words))], locale=g.language)
    return escape(slots).format(*words)


def run_on(sentences: Iterable[str]) -> Markup:
    """Put sentences after each other, with a space where the language has one."""
    return escape("" if g.language in UNSPACED else " ").join(sentences)


def decimal(number: float) -> str:
    """Write a number as the language of the page does."""
    return format_decimal(number, locale=g.language)


def percent(share: float) -> str:
    """Write a share between 0 and 1 as the language of the page does, with one decimal place."""
    return format_percent(share, "#,##0.0%", locale=g.language)


def date(day: str) -> str:
    """Write a day such as 2026-11-26 as the language of the page does; other words as they are."""
    with suppress(ValueError):
        return format_date(datetime.date.fromisoformat(day), "long", locale=g.language)
    return day


def decade(value: str) -> str:
    """Name a decade, given as 1980 or before-1900."""
    if value.startswith("before-"):
        return gettext("before %(year)s", year=value.removeprefix("before-"))
    return gettext("%(year)ss", year=value)


def inside(label: str) -> str:
    """Return a label as it stands inside a sentence, with a small first letter where that is usual.

    Acronyms keep their capitals, and so do languages in which nouns have them.
    """
    small = g.language in LOWERED and not label[1:2].isupper()
    return label[:1].lower() + label[1:] if small else label
