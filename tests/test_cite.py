from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from explorer import Explorer, cite
from explorer.model import Paper, Person
from explorer.vocab import PAPERS

STUDENT = Person(NamedNode("http://e/student"), "Student")
PRISMA = Person(NamedNode("http://e/prisma"), "PRISMA Group")
LAAN = Person(NamedNode("http://e/laan"), "Mark J. van der Laan", "Mark J.", "van der Laan")
TRAN = Person(NamedNode("http://e/tran"), "Nguyễn Thị Trần", "Thị Trần", "Nguyễn")
DOI = "10.1002/(sici)1097-4571(199009)41:6<391::aid_asi1>3.0.co;2-9"


def paper(slug: str = "laan-2007-a-title", **facts: Any) -> Paper:
    known = {"title": "A title", "year": "2007", "authors": (LAAN,), "type": "JournalArticle"}
    return Paper(NamedNode(PAPERS + slug), **{**known, **facts})


def bibtex(*papers: Paper) -> dict[str, dict[str, Any]]:
    """Read our BibTeX as a reference manager does: entries by key, LaTeX decoded in the text."""
    text = cite.bibtex(papers)
    stack = [SeparateCoAuthors(), SplitNameParts(), LatexDecodingMiddleware()]
    decoded = bibtexparser.parse_string(text, append_middleware=stack)
    plain = bibtexparser.parse_string(text)
    assert not decoded.failed_blocks and not plain.failed_blocks
    found = {}
    for entry in decoded.entries:
        fields = dict(entry.items())
        # the decoder names the circumflex by the accent that looks like it
        fields["title"] = fields.get("title", "").replace("ˆ", "^")
        # a name in braces is one word to the reader, which leaves the braces to us
        fields["author"] = [
            (tuple(word.strip("{}") for word in (*name.von, *name.last)), tuple(name.first))
            for name in fields.get("author", ())
        ]
        # what is looked up is taken as it stands
        raw = plain.entries_dict[entry.key]
        found[entry.key] = fields | {key: raw[key] for key in ("doi", "url") if key in raw}
    return found


def one(made: Paper) -> dict[str, Any]:
    return bibtex(made)[made.id]


def ris(made: Paper) -> dict[str, Any]:
    (record,) = rispy.loads(cite.ris([made]))
    return record


def csl(made: Paper) -> dict[str, Any]:
    (item,) = cite.csl([made])
    return item


def split(person: Person) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if not person.family:
        return (person.name,), ()
    return tuple(person.family.split()), tuple(person.given.split())


def comma(person: Person) -> str:
    return f"{person.family}, {person.given}" if person.family else person.name


@pytest.fixture(scope="module")
def works(explorer: Explorer) -> Sequence[Paper]:
    """Every seminal work of the shipped graph."""
    cells = (explorer.compare([slug]).row("seminal-work").cells[0] for slug in explorer.index)
    wanted = dict.fromkeys(value.term for cell in cells for value in cell.values)
    assert len(wanted) > 500
    return list(explorer.papers(list(wanted)).values())


def test_every_work_of_the_graph_comes_back_from_bibtex(works: Sequence[Paper]) -> None:
    found = bibtex(*works)
    assert list(found) == [made.id for made in works]
    for made in works:
        fields = found[made.id]
        assert fields["title"] == made.title
        assert fields["year"] == made.year
        assert fields.get("doi", "") == made.doi
        assert fields.get("pages", "") == made.pages.replace("-", "–")
        assert fields["author"] == [split(person) for person in made.authors]
        assert fields.get("url", "") == ("" if made.doi else made.url)


def test_every_work_of_the_graph_comes_back_from_ris(works: Sequence[Paper]) -> None:
    records = rispy.loads(cite.ris(works))
    assert [record["id"] for record in records] == [made.id for made in works]
    for made, record in zip(works, records, strict=True):
        assert record["title"] == made.title
        assert record["year"] == made.year
        assert record.get("doi", "") == made.doi
        assert record.get("issn", "") == made.isbn
        assert record["authors"] == [comma(person) for person in made.authors]
        pages = [record[key] for key in ("start_page", "end_page") if key in record]
        assert "-".join(pages) == made.pages
        assert record.get("urls", []) == ([made.url] if made.url else [])


def test_every_work_of_the_graph_is_an_item_of_csl(works: Sequence[Paper]) -> None:
    for made, item in zip(works, cite.csl(works), strict=True):
        assert (item["id"], item["title"]) == (made.id, made.title)
        assert item["issued"] == {"date-parts": [[int(made.year)]]}
        assert item.get("DOI", "") == made.doi
        assert [
            name.get("literal") or f"{name['family']}, {name['given']}" for name in item["author"]
        ] == [comma(person) for person in made.authors]
        assert all(item.values())


def test_a_doi_comes_back_as_it_is() -> None:
    made = paper(doi=DOI)
    assert one(made)["doi"] == ris(made)["doi"] == csl(made)["DOI"] == DOI


def test_an_address_comes_back_as_it_is() -> None:
    address = "http://www.numdam.org/item?id=CAD_1977__2_1_9_0&a=%20~b#id"
    made = paper(url=address)
    assert one(made)["url"] == csl(made)["URL"] == address
    assert ris(made)["urls"] == [address]


def test_bibtex_gives_the_address_only_without_a_doi() -> None:
    made = paper(doi=DOI, url="https://example.org/")
    assert "url" not in one(made)
    assert ris(made)["urls"] == ["https://example.org/"]


@pytest.mark.parametrize(
    "title",
    [
        "R&D at 5 % for $3: the #1 of a_b",
        "The sets {a} and {b",
        "A } that closes nothing",
        r"2^(k-p) ~ \alpha and C:\new",
        "α ≠ β: l’été à Huế",
        '"Why should I trust you?"',
    ],
)
def test_the_signs_of_a_title_come_back(title: str) -> None:
    made = paper(title=title)
    found = bibtex(made, paper("next-2008-after"))
    assert found[made.id]["title"] == title
    assert list(found) == [made.id, "next-2008-after"]
    assert ris(made)["title"] == csl(made)["title"] == title


@given(st.text("&%$#_{}~^\\ aé≠"))
def test_no_title_breaks_the_file(title: str) -> None:
    made, after = paper(title=f"a{title}z"), paper("next-2008-after")
    found = bibtex(made, after)
    assert found[made.id]["title"] == " ".join(made.title.split())
    # to BibTeX itself a backslash hides no brace
    text = cite.bibtex([made])
    assert text.count("{") == text.count("}")
    depths = [text[: at + 1].count("{") - text[: at + 1].count("}") for at in range(len(text))]
    assert min(depths[text.index("{") : -2]) > 0


def test_the_specials_of_latex_are_escaped() -> None:
    text = cite.bibtex([paper(title="R&D_1 #2 5% $ 2^k", venue="Theory & Practice")])
    assert r"title = {{R\&D\_1 \#2 5\% \$ 2{\textasciicircum}k}}," in text
    assert r"journal = {Theory \& Practice}," in text
    laboratory = Person(NamedNode("http://e/r"), "R&D Laboratory")
    assert r"author = {{R\&D Laboratory}}," in cite.bibtex([paper(authors=(laboratory,))])


def test_titles_keep_their_capitals() -> None:
    text = cite.bibtex([paper(title="Naive Bayes", type="BookChapter", venue="On Bayes")])
    assert "title = {{Naive Bayes}}," in text
    assert "booktitle = {{On Bayes}}," in text


def test_an_organisation_is_one_name() -> None:
    made = paper(authors=(LAAN, PRISMA))
    assert "author = {van der Laan, Mark J. and {PRISMA Group}}," in cite.bibtex([made])
    assert ris(made)["authors"] == ["van der Laan, Mark J.", "PRISMA Group"]
    assert csl(made)["author"][1] == {"literal": "PRISMA Group"}
    assert "author = {{Student}}," in cite.bibtex([paper(authors=(STUDENT,))])


def test_an_organisation_with_commas_and_and_is_one_name() -> None:
    name = "Division of Health, Research and Training"
    made = paper(authors=(Person(NamedNode("http://e/d"), name), LAAN))
    assert [last for last, _ in one(made)["author"]] == [(name,), ("van", "der", "Laan")]


def test_a_family_name_with_a_comma_or_an_and_stays_whole() -> None:
    made = paper(
        authors=(
            Person(NamedNode("http://e/k"), "Martin King, Jr.", "Martin", "King, Jr."),
            Person(NamedNode("http://e/a"), "Ada And Byron", "Ada", "And Byron"),
        )
    )
    assert one(made)["author"] == [(("King, Jr.",), ("Martin",)), (("And Byron",), ("Ada",))]


def test_a_particle_belongs_to_the_family_name() -> None:
    made = paper()
    assert one(made)["author"] == [(("van", "der", "Laan"), ("Mark", "J."))]
    assert ris(made)["authors"] == ["van der Laan, Mark J."]
    assert csl(made)["author"] == [{"family": "van der Laan", "given": "Mark J."}]


def test_a_vietnamese_name_keeps_its_letters() -> None:
    made = paper(authors=(TRAN,))
    assert "author = {Nguyễn, Thị Trần}," in cite.bibtex([made])
    assert one(made)["author"] == [(("Nguyễn",), ("Thị", "Trần"))]
    assert ris(made)["authors"] == ["Nguyễn, Thị Trần"]
    assert csl(made)["author"] == [{"family": "Nguyễn", "given": "Thị Trần"}]


def test_a_family_name_alone_is_enough() -> None:
    made = paper(authors=(Person(NamedNode("http://e/p"), "Plato", "", "Plato"),))
    assert one(made)["author"] == [(("Plato",), ())]
    assert ris(made)["authors"] == ["Plato"]
    assert csl(made)["author"] == [{"family": "Plato"}]


def test_what_is_not_known_is_left_out() -> None:
    made = paper(title="", year="", authors=(), type="")
    assert cite.bibtex([made]) == "@misc{laan-2007-a-title,\n}\n"
    assert cite.ris([made]) == "TY  - GEN\r\nID  - laan-2007-a-title\r\nER  - \r\n"
    assert cite.csl([made]) == [{"id": "laan-2007-a-title", "type": "document"}]


def test_a_journal_article() -> None:
    facts = {"venue": "Biometrika", "volume": "4", "issue": "1-2", "pages": "C1–C68"}
    made = paper(**facts)
    text = cite.bibtex([made])
    assert text.startswith("@article{laan-2007-a-title,\n")
    assert "pages = {C1--C68}," in text
    fields, record, item = one(made), ris(made), csl(made)
    assert (fields["journal"], fields["volume"], fields["number"]) == ("Biometrika", "4", "1-2")
    assert (record["type_of_reference"], record["secondary_title"]) == ("JOUR", "Biometrika")
    assert (record["volume"], record["number"]) == ("4", "1-2")
    assert (record["start_page"], record["end_page"]) == ("C1", "C68")
    assert (item["type"], item["container-title"]) == ("article-journal", "Biometrika")
    assert (item["volume"], item["issue"], item["page"]) == ("4", "1-2", "C1–C68")


def test_an_article_number_is_the_first_page() -> None:
    record = ris(paper(pages="e1000097"))
    assert record["start_page"] == "e1000097"
    assert "end_page" not in record


def test_a_book_with_its_isbn_and_publisher() -> None:
    made = paper(type="Book", isbn="9780471011712", publisher="Chapman & Hall", venue="Monographs")
    assert cite.bibtex([made]).startswith("@book{")
    fields, record, item = one(made), ris(made), csl(made)
    assert (fields["isbn"], fields["publisher"]) == ("9780471011712", "Chapman & Hall")
    assert fields["series"] == record["secondary_title"] == "Monographs"
    assert (record["type_of_reference"], record["issn"]) == ("BOOK", "9780471011712")
    assert record["publisher"] == item["publisher"] == "Chapman & Hall"
    assert (item["type"], item["ISBN"]) == ("book", "9780471011712")


def test_a_chapter_with_its_pages() -> None:
    made = paper(type="BookChapter", venue="A handbook", publisher="SAGE", pages="509-535")
    assert cite.bibtex([made]).startswith("@incollection{")
    fields, record, item = one(made), ris(made), csl(made)
    assert (fields["booktitle"], fields["publisher"]) == ("A handbook", "SAGE")
    assert (record["type_of_reference"], record["secondary_title"]) == ("CHAP", "A handbook")
    assert (record["start_page"], record["end_page"]) == ("509", "535")
    assert (item["type"], item["container-title"]) == ("chapter", "A handbook")
    assert item["page"] == "509-535"


def test_a_paper_in_proceedings() -> None:
    made = paper(type="ConferencePaper", venue="Proceedings of ICML")
    assert cite.bibtex([made]).startswith("@inproceedings{")
    assert one(made)["booktitle"] == "Proceedings of ICML"
    record = ris(made)
    assert (record["type_of_reference"], record["custom3"]) == ("CONF", "Proceedings of ICML")
    assert csl(made)["type"] == "paper-conference"


@pytest.mark.parametrize(
    "facts",
    [
        {"doi": "10.48550/arxiv.1803.01271"},
        {"doi": "10.48550/arXiv.1803.01271"},
        {"url": "https://arxiv.org/abs/1803.01271"},
        {"url": "http://www.arxiv.org/pdf/1803.01271.pdf"},
    ],
)
def test_a_preprint_on_arxiv_has_its_number(facts: dict[str, str]) -> None:
    made = paper(type="Preprint", venue="arXiv", **facts)
    assert cite.bibtex([made]).startswith("@misc{")
    fields = one(made)
    assert (fields["eprint"], fields["archiveprefix"]) == ("1803.01271", "arXiv")
    assert "howpublished" not in fields


def test_an_old_number_of_arxiv_keeps_its_archive() -> None:
    made = paper(type="Preprint", url="https://arxiv.org/abs/math.ST/0309285v2")
    assert one(made)["eprint"] == "math.ST/0309285v2"


def test_a_preprint_elsewhere_says_where() -> None:
    made = paper(type="Preprint", venue="SSRN", url="https://example.org/arxiv.org/abs/1")
    fields, record, item = one(made), ris(made), csl(made)
    assert fields["howpublished"] == "SSRN"
    assert "eprint" not in fields
    assert (record["type_of_reference"], record["type_of_work"]) == ("RPRT", "Preprint")
    assert record["publisher"] == item["publisher"] == "SSRN"
    assert item["type"] == "article"
    assert "container-title" not in item


def test_a_published_paper_is_no_preprint_for_being_on_arxiv() -> None:
    made = paper(type="ConferencePaper", venue="NeurIPS", url="https://arxiv.org/abs/1406.2661")
    assert "eprint" not in one(made)


def test_a_thesis_names_its_school() -> None:
    made = paper(type="Thesis", publisher="King's College")
    assert cite.bibtex([made]).startswith("@phdthesis{")
    assert one(made)["school"] == ris(made)["publisher"] == "King's College"
    assert ris(made)["type_of_reference"] == "THES"
    assert csl(made)["type"] == "thesis"


def test_a_report_names_its_institution_and_series() -> None:
    made = paper(type="ReportDocument", publisher="Stanford InfoLab", venue="White Paper 1")
    assert cite.bibtex([made]).startswith("@techreport{")
    fields, record = one(made), ris(made)
    assert (fields["institution"], fields["type"]) == ("Stanford InfoLab", "White Paper 1")
    assert (record["type_of_reference"], record["secondary_title"]) == ("RPRT", "White Paper 1")
    assert "type_of_work" not in record
    assert csl(made)["type"] == "report"


@pytest.mark.parametrize("unknown", ["", "Blog"])
def test_a_work_of_unknown_type_is_still_cited(unknown: str) -> None:
    made = paper(type=unknown, venue="A place")
    assert cite.bibtex([made]).startswith("@misc{")
    assert one(made)["howpublished"] == "A place"
    assert ris(made)["type_of_reference"] == "GEN"
    assert csl(made)["type"] == "document"


def test_a_shared_work_comes_once() -> None:
    twice = [paper(), paper("other-2008-b"), paper()]
    assert list(bibtex(*twice)) == ["laan-2007-a-title", "other-2008-b"]
    assert len(rispy.loads(cite.ris(twice))) == len(cite.csl(twice)) == 2


def test_ris_is_a_line_a_fact_and_a_blank_line_between_works() -> None:
    text = cite.ris([paper(title="A title\nin two\r\nlines\u2028and more"), paper("b-2008-b")])
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    first, second = text.split("\r\n\r\n")
    assert all(re.match("[A-Z][A-Z0-9]  - ", line) for line in first.split("\r\n"))
    assert "TI  - A title in two lines and more\r\n" in first
    assert first.startswith("TY  - ") and first.endswith("ER  - ")
    assert second.startswith("TY  - ") and second.endswith("ER  - \r\n")


def test_no_field_of_any_format_has_a_line_break() -> None:
    person = Person(NamedNode("http://e/n"), "A\nB", "A\nA", "B\nB")
    broken = paper(title="A\ntitle", venue="A\nplace", publisher="A\nhouse", authors=(person,))
    assert "title = {{A title}}," in cite.bibtex([broken])
    assert "author = {B B, A A}," in cite.bibtex([broken])
    item = csl(broken)
    assert (item["title"], item["container-title"]) == ("A title", "A place")
    assert (item["publisher"], item["author"]) == ("A house", [{"family": "B B", "given": "A A"}])


def test_a_year_that_is_no_number_stays_as_it_is() -> None:
    made = paper(year="in press")
    assert csl(made)["issued"] == {"literal": "in press"}
    assert one(made)["year"] == ris(made)["year"] == "in press"


def test_nothing_is_cited_as_nothing() -> None:
    assert (cite.bibtex([]), cite.ris([]), cite.csl([])) == ("", "", [])
