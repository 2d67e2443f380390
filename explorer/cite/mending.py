"""Where the processor, or a style, departs from the manual: small corrections of what it wrote."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from .fitting import URL

Item = Mapping[str, Any]
ON, OFF = "\ue000", "\ue001"  # begin and end what is in italics
ENDED = re.compile(rf"([?!.…]”?{OFF}?)\.(?= |$)")
LETTERED = re.compile(r"\bp\. (?=[^\W\d_]+\d)")
DAY = re.compile(r"(\d{4})([A-Z][a-z]{2})(\d{1,2})")
NUMBERED = re.compile(r"(, Art\. no\. [^,]+)(, \d{4})")


def mended(style: str, text: str, made: Item) -> str:
    """Return what was written as the manual of the style has it."""
    return MENDINGS[style](ENDED.sub(r"\1", text), made)


def _apa(text: str, made: Item) -> str:
    if made["type"] == "thesis":  # the label of a number that it has not
        text = text.replace(" (Publication)", "")
    if not made["author"]:  # the title has taken the place of the author, and comes again
        title = rf"{ON}?{re.escape(made['title'])}{OFF}?"
        text = re.sub(rf"^({title}\. \([^)]*\)\. ){title}\.? ?", r"\1", text)
    text = text.replace("[Dataset]", "[Data set]").replace(f"Retrieved {URL}", URL)
    return text.replace("(ArXiv:", "(arXiv:")


def _ieee(text: str, made: Item) -> str:
    # commas and full stops stand within the quotation marks, and no comma after ? or !
    text = re.sub(r"(?<![?!])”([,.])", r"\1”", text)
    text = re.sub(r"(?<=[?!])”,", "”", text)
    text = NUMBERED.sub(r"\2\1", text)
    if made["type"] == "paper-conference" and "volume" in made:
        text = _after(text, f", vol. {made['volume']}")
    if made["type"] == "book" and "collection-title" in made:
        number = f", no. {made['collection-number']}" if "collection-number" in made else ""
        series = f"{made['collection-title']}{number}"
        text = text.replace(f". in {series}. ", f" ({series}). ", 1)
    return text.replace(", [Online]", ". [Online]").replace(". doi: ", ", doi: ")


def _harvard(text: str, made: Item) -> str:
    if made["type"] == "chapter":
        text = text.replace(f"’, {ON}", f"’, in {ON}", 1)
    if made["type"] in {"chapter", "paper-conference"} and "volume" in made:
        text = _after(text, f", {'vol. ' * (made['type'] == 'chapter')}{made['volume']}")
    if not made["author"]:  # the title goes before the year
        title = rf"{ON}?‘?{re.escape(made['title'])}’?{OFF}?"
        text = re.sub(rf"^(\([^)]*\)) ({title})[.,]? ?", r"\2 \1. ", text)
    return LETTERED.sub("article ", text)


def _vancouver(text: str, made: Item) -> str:
    if "page" in made:  # the manual has hyphens
        text = re.sub(r"(?<=\d)–(?=\d+(?:\.|$))", "-", text)
    if made["type"] in {"chapter", "paper-conference"} and "volume" in made:
        book = re.escape(made["container-title"])
        text = re.sub(rf"(In: {book}(?: \[Internet\])?\. )", rf"\1Vol. {made['volume']}. ", text)
    if made["type"] == "report" and "genre" in made:  # stands before its number
        text = text.replace(f" [{made['genre']}]", "", 1)
    text = DAY.sub(r"\1 \2 \3", text)
    return text.replace("] [Internet]", " on the Internet]")


def _after(text: str, volume: str) -> str:
    """Put the volume behind the title of the proceedings or the book, the last in italics."""
    at = text.rfind(OFF) + 1
    return f"{text[:at]}{volume}{text[at:]}"


MENDINGS: Mapping[str, Callable[[str, Item], str]] = {
    "apa": _apa,
    "ieee": _ieee,
    "harvard": _harvard,
    "vancouver": _vancouver,
}
