"""Links as a table of SSSOM, the Simple Standard for Sharing Ontological Mappings."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode

from ..errors import DataError
from ..model import Match
from ..vocab import BASE, CC0, PREFIXES, short
from .cells import decimal, harmless
from .targets import DOI, of

COLUMNS = (
    "subject_id",
    "subject_label",
    "predicate_id",
    "object_id",
    "object_label",
    "mapping_justification",
    "object_source",
    "mapping_date",
    "confidence",
    "reviewer_label",
    "see_also",
    "comment",
)
# those of names that the graph has not: DOIs of candidates, and the homes of data sets
PREFIXED = {**PREFIXES, "doi": DOI, "web": "https://"}
OWN = ("method", "paper", "person", "skos", "owl", "semapv")


def write(matches: Iterable[Match], names: Mapping[NamedNode, str]) -> str:
    """Return a mapping set in SSSOM's TSV: its description in comments, then a row a link."""
    held = sorted(matches, key=lambda match: (match.subject.value, match.object.value))
    sheet = io.StringIO()
    lines = csv.DictWriter(sheet, COLUMNS, delimiter="\t", lineterminator="\n")
    lines.writeheader()
    for match in held:
        row = _row(match, names)
        lines.writerow({column: harmless(cell) for column, cell in row.items()})
    head = [
        f"mapping_set_id: {BASE}links.sssom.tsv",
        "mapping_set_title: Links of Method Explorer to other data sets",
        f"license: {CC0}",
        f"subject_source: {_source(f'{BASE}dataset')}",
        "curie_map:",
        *prefixes(["web", *(curie(match.object).partition(":")[0] for match in held)]),
    ]
    return "".join(f"#{line}\n" for line in head) + sheet.getvalue()


def prefixes(used: Iterable[str]) -> list[str]:
    """Return the lines that declare the prefixes of a table: those used, and those in all."""
    declared = {*OWN, *used} & PREFIXED.keys()
    return [f"  {name}: {PREFIXED[name]}" for name in sorted(declared)]


def _source(home: str) -> str:
    """Return the address of a data set as names stand in a table, with a prefix."""
    return f"web:{home.removeprefix(PREFIXED['web'])}"


def _row(match: Match, names: Mapping[NamedNode, str]) -> Mapping[str, str]:
    target = of(match.object)
    addresses = [source for source in match.sources if source.startswith("https://")]
    others = [source for source in match.sources if source not in addresses]
    return {
        "subject_id": curie(match.subject),
        "subject_label": names.get(match.subject, ""),
        "predicate_id": curie(match.predicate),
        "object_id": curie(match.object),
        "object_label": match.label,
        "mapping_justification": curie(match.justification),
        "object_source": _source(target.home) if target else "",
        "mapping_date": match.date,
        "confidence": decimal(match.confidence),
        "reviewer_label": match.reviewer,
        "see_also": "|".join(addresses),
        "comment": "; ".join(filter(None, (match.comment, *others))),
    }


def curie(term: NamedNode) -> str:
    """Return a name with a prefix where it is of a data set known here.

    >>> curie(NamedNode("https://dblp.org/pid/83/7313"))
    'dblp:pid/83/7313'
    """
    if target := of(term):
        return f"{target.prefix}:{target.shown(term.value)}"
    end = term.value.removeprefix(DOI)
    return short(term.value) if end == term.value else f"doi:{end}"


def expanded(text: str) -> NamedNode:
    """Return the name that a prefix and the rest stand for; raises DataError for another prefix.

    >>> expanded("wd:Q245748").value
    'http://www.wikidata.org/entity/Q245748'
    """
    prefix, colon, rest = text.partition(":")
    if colon and prefix in PREFIXED:
        return NamedNode(f"{PREFIXED[prefix]}{rest}")
    if text.startswith(("http://", "https://")):
        return NamedNode(text)
    raise DataError(f"“{text}” is no name with a prefix that is known here, such as wd:Q245748.")
