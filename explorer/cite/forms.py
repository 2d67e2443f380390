"""The forms of a citation: what each is called, its media type, and what writes it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from ..errors import ChoiceError
from ..model import Paper
from .items import csl
from .latex import bibtex
from .tags import ris
from .text import STYLES, formatted


@dataclass(frozen=True, slots=True)
class Form:
    """A form of a citation: its name, media type, suffix of files, and what writes works in it."""

    id: str
    name: str
    media: str
    suffix: str
    write: Callable[[Iterable[Paper]], str]


def cite(papers: Iterable[Paper], style: str = "apa") -> str:
    """Return works in one of seven forms, each once; raises ChoiceError for any other."""
    return form(style).write(papers)


def form(style: str) -> Form:
    """Return a form by name, in capitals or not; raises ChoiceError where there is none.

    >>> form("csl-json").id
    'csl'
    """
    known = {**{form.name.lower(): form for form in FORMS.values()}, **FORMS}
    if style.lower() not in known:
        raise ChoiceError(
            "There is no form of citation “{style}”; choose one of {styles}.",
            style=style[:40],
            styles=", ".join(FORMS),
        )
    return known[style.lower()]


def _json(papers: Iterable[Paper]) -> str:
    return json.dumps(csl(papers), ensure_ascii=False, indent=2) + "\n"


def _text(style: str, papers: Iterable[Paper]) -> str:
    return "".join(f"{reference.text}\n" for reference in formatted(papers, style))


FORMS = {
    form.id: form
    for form in (
        Form("bibtex", "BibTeX", "application/x-bibtex; charset=utf-8", "bib", bibtex),
        Form("ris", "RIS", "application/x-research-info-systems; charset=utf-8", "ris", ris),
        Form(
            "csl",
            "CSL-JSON",
            "application/vnd.citationstyles.csl+json; charset=utf-8",
            "csl",
            _json,
        ),
        *(
            Form(one.id, one.name, "text/plain; charset=utf-8", "txt", partial(_text, one.id))
            for one in STYLES.values()
        ),
    )
}
