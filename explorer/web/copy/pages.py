"""A page of the site made into a file: its links led to files, its forms taken out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape, unescape
from posixpath import commonprefix

from flask import Flask
from werkzeug.wrappers import Response

from ...errors import StoreError
from ...vocab import BASE
from ..languages import gettext
from .places import KEPT, Places, filed

HOST = "http://localhost"  # what begins an address that the test client is given
ADDRESS = re.compile(r' (href|src|action|data-index)="([^"]*)"')
QUOTED = re.compile(rf'"{HOST}(/[^"]*)"')  # an address in the facts that a page holds for programs
WHOLE = re.compile(rf'{HOST}(/[^\s"<>]*)'.encode())  # the same in a document
AND = "\\u0026"  # how such facts write an ampersand
ASKING = re.compile(r' data-source="[^"]*"')  # where suggestions would come from
FORM = re.compile(r"<form\b(?P<head>[^>]*)>(?P<body>.*?)</form>", re.DOTALL)
CHOICE = re.compile(r"<(?:button|select|textarea)\b")
CHECK = re.compile(r'<label class="check" for="hide-equal">.*?</label>', re.DOTALL)
PROGRAM = "|".join(  # what only the program can do, or what tells where the site is
    (
        r'meta property="og:(?:url|image)[^>]*>\n?',
        r'meta name="twitter:card"[^>]*>\n?',
        r'script type="module" src="[^"]*/(?:graph|console)\.js"></script>\n?',
        r'button\b[^>]*\bform="[^"]*"[^>]*>.*?</button>',
        r'div class="heads">.*?</div>',
        r'link rel="alternate" type="\w+/\w+\+oembed"[^>]*>\n?',
        r'link rel="stylesheet" href="[^"]*/yasqe\.css">\n?',
        r'script type="application/ld\+json">[^<]*"WebAPI"[^<]*</script>\n?',
        r'a\b[^>]*href="/[a-z]+/path\?[^>]*>.*?</a>',
        r'details class="fold embed">.*?</details>\n?',
        r'section class="section tight screen" aria-labelledby="near">.*?</section>',
        r'p class="(?:paper|served)">.*?</p>\n?',
        r"(?P<cited>nav|a)\b[^>]*\bciting\b[^>]*>.*?</(?P=cited)>\n?",
    )
)
SERVED = re.compile(f"<(?:{PROGRAM})", re.DOTALL)
ASKED = re.compile(r'<p class="lede served">.*?</p>', re.DOTALL)
ACCEPT = {"Accept": "text/html, */*;q=0.5"}
PICTURE = "/preview.png"  # what stands for every page of a copy
FOOT = '<footer class="foot"><div class="wrap">\n'


@dataclass(frozen=True, slots=True)
class Words:
    """What a copy says of itself, in the language of a page."""

    about: str
    fixed: str
    compare: str
    asked: str

    @classmethod
    def said(cls) -> Words:
        """Say it in the language of the request."""
        return cls(
            gettext("This is a copy of the site without its program."),
            gettext("Choosing here needs the program: this copy holds fixed pages."),
            gettext(
                "This copy compares methods that are directly related: the page of each leads to "
                "them. The program compares any others."
            ),
            gettext(
                "Only the program answers what is asked here; this copy holds the queries and the "
                "data as files."
            ),
        )


@dataclass(frozen=True, slots=True)
class Copied:
    """A file of the copy, the addresses of the site that it leads to, and whether it is a page."""

    path: str
    content: bytes
    leads: tuple[str, ...]
    page: bool = False


class Copier:
    """Asks the site for a page, and makes it a file."""

    def __init__(self, app: Flask, places: Places, words: Mapping[str, Words], site: str) -> None:
        """Copy the pages of an application; `site` is where the copy is served, where known."""
        self._client, self._places, self._words = app.test_client(use_cookies=False), places, words
        self._held = lru_cache(KEPT)(places.held)
        self._site = site

    def entrance(self) -> bytes:
        """Return the page at the top, which leads to the first language."""
        return _leading([f"{language}/index.html" for language in self._places.languages])

    def copy(self, address: str) -> Copied:
        """Copy what stands at an address; where that leads elsewhere, so does the file."""
        with self._client.get(address, headers=ACCEPT) as answer:
            return self._copied(address, answer)

    def missing(self) -> bytes:
        """Return what a server shows at any address where nothing is, so links are whole."""
        here = f"/{self._places.languages[0]}/404"
        text = self._still(self._client.get(here, headers=ACCEPT).text, here)
        # in other languages there is no such page either: their first pages stand for it
        return _links(text.replace('/404"', '/"'), self._whole).encode()

    def _copied(self, address: str, answer: Response) -> Copied:
        path, kind = filed(address), answer.mimetype
        if 300 <= answer.status_code < 400:
            return self._elsewhere(address, answer.headers["Location"])
        if answer.status_code >= 500:
            raise StoreError(f"The page {address} could not be made, so nothing was written.")
        if answer.status_code >= 400:
            return self._elsewhere(address, f"/{self._language(address)}/about")
        if kind not in {"text/html", "image/svg+xml"}:
            said = WHOLE.sub(
                lambda found: self._whole(found[1].decode()).encode(), answer.get_data()
            )
            return Copied(path, said, ())
        text = answer.get_data(as_text=True)
        if kind != "text/html":
            return self._led(text, address)
        text = self._still(text, address)
        return self._led(self._placed(text, address) if self._site else text, address)

    def _whole(self, asked: str) -> str:
        """Return an address as others are given it; where no site is known it begins as names."""
        if not self._site:
            return f"{BASE}{asked[1:]}"
        there, tail = self._held(asked)
        return f"{self._site}/{filed(there)}{tail}"

    def _placed(self, text: str, here: str) -> str:
        """Return a page that says where it stands, and which picture stands for it."""
        address = escape(self._whole(here))
        said = (
            f'<link rel="canonical" href="{address}">\n<meta property="og:url" content="{address}">'
            f'\n<meta property="og:image" content="{escape(self._site)}{PICTURE}">\n'
        )
        return text.replace("</title>\n", f"</title>\n{said}", 1)

    def _elsewhere(self, here: str, asked: str) -> Copied:
        """Return a file that leads to another, or away from the site."""
        asked = asked.removeprefix(HOST)
        if not asked.startswith("/"):
            return Copied(filed(here), _leading([asked]), ())
        there, tail = self._held(asked)
        return Copied(filed(here), _leading([_relative(there, here) + tail]), (there,))

    def _led(self, text: str, here: str) -> Copied:
        """Return a page whose links lead to files."""
        leads: dict[str, None] = {}

        def to(asked: str) -> str:
            there, tail = self._held(asked)
            leads[there] = None
            return _relative(there, here) + tail

        def fact(found: re.Match[str]) -> str:
            asked = found[1].replace(AND, "&")
            near = to(asked)
            return f'"{self._whole(asked) if self._site else near}"'

        text, path = QUOTED.sub(fact, _links(text, to)), filed(here)
        return Copied(path, text.encode(), tuple(leads), path.endswith(".html"))

    def _still(self, text: str, address: str) -> str:
        """Return a page without what needs the program."""
        words = self._words[self._language(address)]
        text = SERVED.sub("", ASKING.sub("", text))
        text, asked = ASKED.subn(f'<p class="lede">{escape(words.asked)}</p>', text)

        def without(form: re.Match[str]) -> str:
            head, body = form["head"], form["body"]
            if 'role="search"' in head:
                return form[0]
            if asked or 'class="choose"' in head or not CHOICE.search(body):
                return ""
            said = words.fixed
            if address.partition("?")[0].endswith("/compare"):
                if check := CHECK.search(body):
                    return f'<div class="tools">{check[0]}</div>'
                said = words.compare
            return f'<p class="note">{escape(said)}</p>'

        return FORM.sub(without, text).replace(FOOT, f"{FOOT}<p>{escape(words.about)}</p>\n", 1)

    def _language(self, address: str) -> str:
        first = address.split("/")[1]
        return first if first in self._words else self._places.languages[0]


def _links(text: str, to: Callable[[str], str]) -> str:
    """Return a page with each link to the site led to somewhere else."""

    def lead(found: re.Match[str]) -> str:
        asked = unescape(found[2]).removeprefix(HOST)
        local = asked.startswith("/") and not asked.startswith("//")
        return f' {found[1]}="{escape(to(asked))}"' if local else found[0]

    return ADDRESS.sub(lead, text)


def _relative(address: str, here: str) -> str:
    """Return how a page leads to another.

    >>> _relative("/en/method/lasso", "/en/compare?method=lasso&method=ridge-regression")
    '../../method/lasso.html'
    """
    *folder, _ = filed(here).split("/")
    *parts, name = filed(address).split("/")
    shared = len(commonprefix([parts, folder]))
    return "/".join((*[".."] * (len(folder) - shared), *parts[shared:], name))


def _leading(links: list[str]) -> bytes:
    """Return a page that leads to the first of some others and names them all."""
    named = "\n".join(f'<p><a href="{escape(link)}">{escape(link)}</a></p>' for link in links)
    return (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        "<title>Method Explorer</title>\n"
        f'<meta http-equiv="refresh" content="0; url={escape(links[0])}">\n{named}\n'
    ).encode()
