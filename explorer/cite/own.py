"""What one cites of Method Explorer itself: a page of the site, and the data set."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from ..model import Paper, Person
from ..vocab import BASE

NAME = "Method Explorer"
TITLE = "Method Explorer: an open knowledge graph of research methods"
TEAM = Person(NamedNode(f"{BASE}#team"), "The Method Explorer team")
LICENCE = "CC0-1.0"


@dataclass(frozen=True, slots=True)
class Own(Paper):
    """A page or a data set: its version and licence, and when it was issued and looked up.

    Days are written as 2026-11-27; `year` is that of the issue.
    """

    version: str = ""
    licence: str = ""
    issued: str = ""
    accessed: str = ""


def page(title: str, address: str, version: str, day: str = "", accessed: str = "") -> Own:
    """Return a page of the site as something to cite, as of the day its facts are from.

    >>> made = page("Lasso", "https://example.org/en/method/lasso", "0.1.0", "2026-11-20")
    >>> made.id, made.year
    ('method-explorer-en-method-lasso', '2026')
    """
    below = address.partition("://")[2].partition("/")[2]
    words = "-".join("".join(sign if sign.isalnum() else " " for sign in below).split())
    return Own(
        NamedNode(f"{BASE}page/method-explorer-{words or 'page'}"),
        title,
        day[:4],
        "WebPage",
        (TEAM,),
        NAME,
        url=address,
        version=version,
        licence=LICENCE,
        issued=day,
        accessed=accessed,
    )


def dataset(address: str, version: str, day: str = "", accessed: str = "") -> Own:
    """Return the data set as something to cite, as of the day its facts are from."""
    return Own(
        NamedNode(f"{BASE}dataset/method-explorer-{version}"),
        TITLE,
        day[:4],
        "Dataset",
        (TEAM,),
        publisher=NAME,
        url=address,
        version=version,
        licence=LICENCE,
        issued=day,
        accessed=accessed,
    )
