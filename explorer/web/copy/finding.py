"""The search of a copy: an index that a script reads, and all methods where there is none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass

from flask import g, render_template
from flask.typing import ResponseReturnValue

from ...core import Explorer
from ...model import Entry, Selection, sentence, spoken
from ...model.spelling import BRITISH, ROOT
from ...search import GROUPS
from ...search.documents import Document, Graph, documents
from ...search.rank import KNOWN, SAME, TYPES, WORTH
from ...vocab import slug
from .. import lists, markup
from ..documents import document
from ..frame import Frame, frame
from ..languages import gettext
from ..lists import Named
from ..pages.search import why

FULL = {"", "en", "vi"}  # languages in which everything can be found
# what a copy is searched by; the long texts would make the index as large as the pages
ROLES = (
    "name",
    "alias",
    "acronym",
    "originator",
    "title",
    "author",
    "doi",
    "field",
    "family",
    "kind",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """The page of the search, with all methods."""

    frame: Frame
    methods: tuple[Named, ...]


def show(explorer: Explorer, language: str, form: str = "") -> ResponseReturnValue:
    """Show a field for words above all methods, or the index that the words are looked up in."""
    if form:
        return document(_index(explorer), "json")
    title = gettext("Search")
    page = Finding(
        frame=frame(explorer, title, "search", markup=markup.found(explorer, title, ())),
        methods=tuple(map(lists.brief, explorer.listed(Selection({}), language))),
    )
    return render_template("search.html", page=page)


def _index(explorer: Explorer) -> str:
    """Return everything that has a name with what it is found by, the best connected first."""
    held = (explorer.entries, explorer.concepts, explorer.works, explorer.people, explorer.degrees)
    found = sorted(documents(Graph(*held)), key=lambda one: GROUPS.index(one.type))
    made = {
        "things": [_thing(explorer, one) for one in found],
        "groups": {
            "method": gettext("Methods"),
            "person": gettext("People"),
            "paper": gettext("Works"),
            "field": gettext("Fields"),
            "family": gettext("Families"),
            "kind": gettext("Types"),
        },
        "why": {role: why(role) for role in ROLES},
        "rank": {"worth": WORTH, "types": TYPES, "same": SAME, "known": KNOWN},
        "spellings": _rules(BRITISH),
        "roots": _rules(ROOT),
        "nothing": gettext("Nothing fits “%(words)s”.", words="{words}"),
        "guessed": gettext(
            "Nothing is spelt just so; here is what fits “%(words)s”.", words="{words}"
        ),
        "partial": gettext("Nothing has all of these words; here is what has some of them."),
        "ignored": gettext(
            "Nothing fits “%(words)s”; the other words were looked for.", words="{words}"
        ),
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")) + "\n"


def _rules(rules: Iterable[tuple[re.Pattern[str], str]]) -> list[tuple[str, str]]:
    """Return rules of spelling as the browser writes what a pattern has matched."""
    return [(rule.pattern, re.sub(r"\\(\d)", r"$\1", written)) for rule, written in rules]


def _thing(explorer: Explorer, one: Document) -> dict[str, object]:
    name = spoken(one.names, g.language, one.id)
    entry = explorer.index[one.id] if one.type == "method" else None
    texts = {
        (role, text.value)
        for role in ROLES
        for text in one.texts.get(role, ())
        if text.language in FULL | {g.language}
    }
    return {
        "type": one.type,
        "id": one.id,
        "name": name.value,
        **({"lang": name.language} if name.language not in {"", g.language} else {}),
        **({"family": slug(entry.family.value)} if entry and entry.family else {}),
        **({"weight": round(one.weight, 3)} if one.weight else {}),
        **({"note": f"{entry.introduced or '—'} · {_told(entry)}"} if entry else {}),
        "texts": sorted(texts, key=lambda text: (ROLES.index(text[0]), text[1])),
    }


def _told(entry: Entry) -> str:
    return sentence(spoken(entry.summaries, g.language).value)
