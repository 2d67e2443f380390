"""What registries of works say by DOI: OpenAlex, the OpenCitations Index, and Crossref."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from ..model import Facts
from ..services import Asking
from ..services.openalex import JOINED
from ..services.openalex import works as by_doi

Works = Mapping[str, NamedNode]
SELECTED = "doi,title,publication_year,cited_by_count,counts_by_year,open_access"
DOI = "https://doi.org/"
LATEST = 9999


def openalex(asking: Asking, works: Works) -> Mapping[NamedNode, Facts]:
    """Return counts of citations, open copies, titles and years of works."""
    return _ours(works, by_doi(asking, works, SELECTED, _openalex))


def _openalex(work: Mapping[str, Any]) -> tuple[str, Facts]:
    access = work["open_access"] or {}
    counts = {_year(one["year"]): _count(one["cited_by_count"]) for one in work["counts_by_year"]}
    year = work["publication_year"]
    return str(work["doi"]), Facts(
        title=_words(work["title"] or ""),
        years=(_year(year),) if year else (),
        citations=_count(work["cited_by_count"]),
        by_year=tuple(sorted(counts.items())),
        access=_words(access.get("oa_status") or ""),
        address=_address(access.get("oa_url") or ""),
    )


def index(asking: Asking, works: Works) -> Mapping[NamedNode, Facts]:
    """Return counts of citations from the OpenCitations Index, which is asked for each work."""
    found = {}
    for doi, work in works.items():
        path = f"citation-count/doi:{quote(doi, safe='/')}"
        count = asking.json(
            "opencitations_index", path, {}, lambda answer: _count(int(answer[0]["count"]))
        )
        if count:  # none is also what it says of works that it does not know
            found[work] = Facts(citations=count)
    return found


def crossref(asking: Asking, works: Works) -> Mapping[NamedNode, Facts]:
    """Return counts of citations and years, of at most 50 works with a DOI of Crossref."""
    together = [f"doi:{doi}" for doi in works if not JOINED.search(doi)]
    if not together:
        return {}
    asked = {
        "filter": ",".join(together),
        "rows": "100",
        "select": "DOI,issued,is-referenced-by-count",
    }
    told = asking.json(
        "crossref", "works", asked, lambda answer: _each(answer["message"]["items"], _crossref)
    )
    return _ours(works, told or ())


def _crossref(work: Mapping[str, Any]) -> tuple[str, Facts]:
    parts = work.get("issued", {}).get("date-parts") or [[None]]
    year = parts[0][0] if parts[0] else None
    count = _count(work["is-referenced-by-count"])
    return str(work["DOI"]), Facts(years=(_year(year),) if year else (), citations=count)


def _each(
    works: list[Mapping[str, Any]], read: Callable[[Mapping[str, Any]], tuple[str, Facts]]
) -> list[tuple[str, Facts]]:
    return [read(work) for work in works]


def _ours(works: Works, told: list[tuple[str, Facts]] | tuple[()]) -> Mapping[NamedNode, Facts]:
    """Return what is said of the works that were asked for; of doubles the most cited."""
    return dict(_matched(works, sorted(told, key=lambda one: one[1].citations or 0)))


def _matched(works: Works, told: list[tuple[str, Facts]]) -> Iterator[tuple[NamedNode, Facts]]:
    by_doi = {doi.lower(): work for doi, work in works.items()}
    for doi, facts in told:
        if work := by_doi.get(doi.lower().removeprefix(DOI)):
            yield work, facts


def _words(told: str) -> str:
    """Return words on one line; raises ValueError for what RDF cannot hold."""
    return Literal(" ".join(told.split())).value


def _year(told: Any) -> int:
    year = int(told)
    if not 0 < year <= LATEST:
        raise ValueError(told)
    return year


def _count(told: Any) -> int:
    if type(told) is not int or told < 0:
        raise ValueError(told)
    return told


def _address(told: str) -> str:
    """Return an address of the web, or nothing where it is none that RDF can name."""
    try:
        return NamedNode(told).value if told.startswith(("http://", "https://")) else ""
    except ValueError:
        return ""
