"""What a style wants of an item that its facts alone do not say, before it is formatted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

from ..model import Paper
from .items import item

Item = dict[str, Any]
# stand in the item for what no style may change; what is formatted gets them back
DOI, URL, LESS = "\ue010", "\ue011", "\ue012"
SUBTITLE = re.compile(r"(?<=[:?!] )[^\W\d_]|(?<=—)[^\W\d_]")
ARTICLE = re.compile(r"[^\W\d_]+\d+", re.UNICODE)
QUOTED = re.compile(r"\"([^\"]*)\"|(?<!\w)'(.+?)'(?!\w)")
LETTER = re.compile(r"^\W*[^\W\d_]")
SMALL = re.compile(
    "an?|and|as|at|but|by|for|from|in|into|nor|of|on|onto|or|over|the|to|und|via|with"
)
RANKS = {"II": "2nd", "III": "3rd", "IV": "4th", "Jr.": "Jr", "Sr.": "Sr"}
THESIS = {
    "apa": "Doctoral dissertation",
    "ieee": "Ph.D. dissertation",
    "harvard": "PhD thesis",
    "vancouver": "dissertation",
}


def fitted(paper: Paper, style: str) -> Item:
    """Return a work as an item that gives what a style's manual asks for."""
    made = item(paper)
    FITTINGS[style](made)
    if made["type"] == "thesis":
        made["genre"] = THESIS[style]
    if ARTICLE.fullmatch(made.get("page", "")) and made["type"] == "article-journal":
        # an article has a number where the pages of its journal have none
        made["number"] = made["page"]
    if style != "vancouver":
        made["issue"] = made.get("issue", "").replace("-", "–")
    inner = "‘’" if style == "ieee" else "“”"
    for name, fact in made.items():
        if isinstance(fact, str) and name not in {"id", "type"}:
            made[name] = _printed(fact, inner)
    made["author"] = [_person(name, inner) for name in made.get("author", ())]
    for name, sign in (("DOI", DOI), ("URL", URL)):
        if name in made:
            made[name] = sign
    return {name: fact for name, fact in made.items() if fact or name == "author"}


def _printed(text: str, inner: str) -> str:
    """Return a text in the letters of print, without what would be markup."""

    def quoted(found: re.Match[str]) -> str:
        return f"{inner[0]}{found[1] or found[2] or ''}{inner[1]}"

    text = QUOTED.sub(quoted, unicodedata.normalize("NFC", text))
    return text.replace("'", "’").replace("<", LESS)


def _person(name: Mapping[str, str], inner: str) -> dict[str, str]:
    """Return a name whose given names all begin with capitals, of which initials are made."""
    made = {part: _printed(text, inner) for part, text in name.items()}
    if "given" not in made:  # one name alone is whole, as that of an organisation
        return {"literal": made.get("literal") or made["family"]}
    made["given"] = re.sub(r"(?<=-)[^\W\d_]", lambda one: one[0].upper(), made["given"])
    return made


def _apa(made: Item) -> None:
    if made["type"] == "report" and "number" in made:
        made["number"] = f"No. {made['number']}"
    # proceedings without a volume are a book of chapters (Publication Manual, 10.5)
    if made["type"] == "paper-conference" and "container-title" in made and "volume" not in made:
        made["type"] = "chapter"
    for name in ("title", "collection-title"):
        made[name] = SUBTITLE.sub(lambda one: one[0].upper(), made.get(name, ""))
    if made["type"] == "chapter":
        made["container-title"] = SUBTITLE.sub(
            lambda one: one[0].upper(), made.get("container-title", "")
        )


def _ieee(made: Item) -> None:
    if made["type"] == "article" and "number" in made:
        made["publisher"] = ""  # the number begins with it
    book = {"book": "title", "chapter": "container-title"}.get(made["type"])
    if book and book in made:
        made[book] = _headed(made[book])
    if made["type"] == "dataset":
        made |= {"type": "report", "genre": _version(made)}
    _series(made)


def _harvard(made: Item) -> None:
    if made["type"] == "dataset":
        title = f"{made['title']} ({_version(made)})"
        made |= {"type": "book", "medium": "Dataset", "title": title}
    if made["type"] == "webpage":
        made["container-title"] = ""
    _series(made)


def _version(made: Item) -> str:
    return f"Version {made['version']}"


def _series(made: Item) -> None:
    """Let the series of a report stand where the styles have its kind."""
    if made["type"] == "report":
        made.setdefault("genre", made.pop("collection-title", ""))


def _headed(title: str) -> str:
    """Write the main words of a title with capitals.

    >>> _headed("Time series analysis: forecasting and control with R")
    'Time Series Analysis: Forecasting and Control with R'
    """
    words = title.split(" ")
    return " ".join(
        word
        if place and words[place - 1][-1:] not in set(":?!.") and SMALL.fullmatch(word)
        else LETTER.sub(lambda one: one[0].upper(), word, count=1)
        for place, word in enumerate(words)
    )


def _vancouver(made: Item) -> None:
    for name in made.get("author", ()):
        if "suffix" in name:
            name["suffix"] = RANKS.get(name["suffix"], name["suffix"])
    if made["type"] == "article":
        made["genre"] = "preprint"
    if made["type"] == "dataset":
        made |= {"medium": "dataset on the Internet", "edition": _version(made)}


FITTINGS: Mapping[str, Callable[[Item], None]] = {
    "apa": _apa,
    "ieee": _ieee,
    "harvard": _harvard,
    "vancouver": _vancouver,
}
