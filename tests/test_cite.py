from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
import yaml
from bibtexparser.middlewares import LatexDecodingMiddleware, SeparateCoAuthors, SplitNameParts
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from explorer import cite
from explorer.cli import main
from explorer.core import Explorer
from explorer.errors import ChoiceError
from explorer.model import Paper, Person
from explorer.vocab import PAPERS
from explorer.web import create_app

STUDENT = Person(NamedNode("http://e/student"), "Student")
PRISMA = Person(NamedNode("http://e/prisma"), "PRISMA Group")
LAAN = Person(NamedNode("http://e/laan"), "Mark J. van der Laan", "Mark J.", "van der Laan")
TRAN = Person(NamedNode("http://e/tran"), "Nguyễn Thị Trần", "Thị Trần", "Nguyễn")
RANKS = {"Jr.", "III"}
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
            (
                tuple(word.strip("{}") for word in (*name.von, *name.last, *name.jr)),
                tuple(name.first),
            )
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
    if not person.family:
        return person.name
    family, _, rank = person.family.partition(" ")
    if rank in RANKS:
        return f"{family}, {person.given}, {rank}"
    return f"{person.family}, {person.given}"


def joined(name: Mapping[str, str]) -> str:
    """Return a name of CSL as RIS has it."""
    family = f"{name.get('non-dropping-particle', '')} {name.get('family', '')}".strip()
    found = (family, name.get("given"), name.get("suffix"))
    return name.get("literal") or ", ".join(filter(None, found))


@pytest.fixture(scope="module")
def works(explorer: Explorer) -> Sequence[Paper]:
    """Every work of the shipped graph."""
    assert len(explorer.works) > 700
    return list(explorer.papers(list(explorer.works)).values())


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
        names = [joined(name) for name in item["author"]]
        assert names == [comma(person) for person in made.authors]
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
            Person(NamedNode("http://e/s"), "Ann Sun, Moon", "Ann", "Sun, Moon"),
        )
    )
    assert one(made)["author"] == [
        (("King", "Jr."), ("Martin",)),
        (("And Byron",), ("Ada",)),
        (("Sun, Moon",), ("Ann",)),
    ]
    assert ris(made)["authors"][0] == "King, Martin, Jr."


def test_a_particle_belongs_to_the_family_name() -> None:
    made = paper()
    assert one(made)["author"] == [(("van", "der", "Laan"), ("Mark", "J."))]
    assert ris(made)["authors"] == ["van der Laan, Mark J."]
    parts = {"family": "Laan", "given": "Mark J.", "non-dropping-particle": "van der"}
    assert csl(made)["author"] == [parts]


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


STYLES = ("apa", "ieee", "harvard", "vancouver")
GOLDEN = yaml.safe_load((Path(__file__).parent / "citations.yaml").read_text("utf-8"))
# what no reference may hold: signs that come twice or stand alone, or a value that is none
SLIPS = re.compile(
    r"\.\.|[?!]\.|[?!],(?!”)|,,|;;|::|\bNone\b|\(\)|\[\]|\s[,.;:]|  |^\W*$|[\ue000-\uf8ff]"
)
PAIRS = ("()", "[]", "“”")
NGUYEN = Person(NamedNode("http://e/n"), "Nguyễn Văn Tuấn", "Văn Tuấn", "Nguyễn")
DANG = Person(NamedNode("http://e/d"), "Đặng Đình Áng", "Đình Áng", "Đặng")
NEUMANN = Person(NamedNode("http://e/v"), "John von Neumann", "John", "von Neumann")


class Tags(HTMLParser):
    """Reads a reference: its text, where it leads, and which tags it has."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.open, self.tags, self.links = "", [], set(), []
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def written(made: Paper, style: str) -> str:
    (reference,) = cite.formatted([made], style)
    return re.sub(r"^(\[1\]|1\.) ", "", reference.text)


@cache
def journal(*authors: Person, year: str = "2007", title: str = "A title", slug: str = "a") -> Paper:
    facts = {"venue": "Journal of Things", "volume": "3", "issue": "1", "pages": "1-9"}
    return paper(slug, authors=authors, year=year, title=title, doi="10.1000/x", **facts)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("slug", GOLDEN)
def test_a_reference_is_as_the_manual_has_it(explorer: Explorer, slug: str, style: str) -> None:
    (reference,) = cite.formatted([explorer.paper(slug)], style)
    read = Tags(reference.html)
    starred = unescape(re.sub(r"</?a[^>]*>", "", re.sub("</?i>", "*", reference.html)))
    assert re.sub(r"^(\[1\]|1\.) ", "", starred) == GOLDEN[slug][style]
    assert read.text == reference.text


@pytest.mark.parametrize("style", STYLES)
def test_every_work_of_the_graph_is_a_reference(works: Sequence[Paper], style: str) -> None:
    made = {paper.id: paper for paper in works}
    references = cite.formatted(works, style)
    assert len(references) == len(made)
    for reference in references:
        found, read = made[reference.id], Tags(reference.html)
        assert read.text == reference.text and read.tags <= {"i", "a"}
        # what leads to the work stands as it is
        assert read.links == ([found.link] if found.link else [])
        said = reference.text.replace(found.doi or "\0", "@").replace(found.url or "\0", "@")
        assert not SLIPS.search(said), said
        for start, end in PAIRS:
            assert said.count(start) == said.count(end), said
        assert found.year in said
        first = (found.authors[0].family or found.authors[0].name).split()[0]
        assert first.replace("'", "’") in said


def test_lists_by_author_are_in_their_order_and_numbered_ones_in_ours() -> None:
    alone, both = journal(NEUMANN, slug="b"), journal(NEUMANN, LAAN, year="1999", slug="c")
    given = [journal(NGUYEN), both, alone]
    assert [one.id for one in cite.formatted(given, "apa")] == ["a", "b", "c"]
    texts = [one.text for one in cite.formatted(given, "ieee")]
    assert [text[:4] for text in texts] == ["[1] ", "[2] ", "[3] "]
    assert [one.id for one in cite.formatted(given, "vancouver")] == ["a", "c", "b"]


def test_works_that_no_one_signed_go_by_their_titles() -> None:
    works = [
        paper("b", title="The zoo of models", authors=()),
        paper("c", title="An atlas", authors=()),
        paper("a", title="Trees"),
    ]
    for style in ("apa", "harvard"):
        made = cite.formatted(works, style)
        assert [one.id for one in made] == ["c", "a", "b"], "atlas, van der Laan, zoo"
        assert all(re.search(r"\(2007\)", one.text) for one in made)
    alike = [paper("d", title="An atlas", authors=()), paper("c", title="An atlas", authors=())]
    assert ["2007a" in one.text for one in cite.formatted(alike, "apa")] == [True, False]


def test_works_of_the_same_authors_and_year_have_letters() -> None:
    given = [journal(LAAN, title="The zeta"), journal(LAAN, title="An alpha", slug="b")]
    assert [one.text[:35] for one in cite.formatted(given, "apa")] == [
        "van der Laan, M. J. (2007a). An alp",
        "van der Laan, M. J. (2007b). The ze",
    ]
    assert "(2007b)" in cite.formatted(given, "harvard")[1].text
    assert "2007b" not in cite.formatted(given, "ieee")[1].text


@pytest.mark.parametrize(
    ("style", "names"),
    [
        ("apa", "Nguyễn, V. T., & Đặng, Đ. Á. (2007)"),
        ("ieee", "V. T. Nguyễn and Đ. Á. Đặng, “"),
        ("harvard", "Nguyễn, V.T. and Đặng, Đ.Á. (2007)"),
        ("vancouver", "Nguyễn VT, Đặng ĐÁ. A title"),
    ],
)
def test_vietnamese_names_keep_family_and_signs(style: str, names: str) -> None:
    assert written(journal(NGUYEN, DANG), style).startswith(names)


def test_twenty_authors_are_all_named_and_the_last_of_more() -> None:
    people = [
        Person(NamedNode(f"http://e/{at}"), "", "Ann", f"Author{chr(97 + at)}") for at in range(21)
    ]
    twenty, more = (written(journal(*people[:most]), "apa") for most in (20, 21))
    assert "Authors, A., & Authort, A. (2007)" in twenty and "…" not in twenty
    assert "Authors, A., … Authoru, A. (2007)" in more and "Authort" not in more
    assert "Authorf A, et al. A title" in written(journal(*people[:7]), "vancouver")
    assert "et al" not in written(journal(*people[:6]), "ieee") + written(
        journal(*people[:3]), "harvard"
    )


@pytest.mark.parametrize("style", STYLES)
def test_a_work_without_author_or_year_begins_with_its_title(style: str) -> None:
    said = written(paper(authors=(), year="", type="Book", publisher="A house"), style)
    assert said.replace("‘", "").replace("“", "").lower().startswith("a title")
    assert said.lower().count("a title") == 1 and not SLIPS.search(said)


HOSTILE = r"<script>alert('1')</script> & {x} \ <b>"


@pytest.mark.parametrize("style", STYLES)
def test_no_field_brings_markup_into_a_page(style: str) -> None:
    evil = Person(NamedNode("http://e/x"), "<i>Mal</i>", "<u>", "O'<b>")
    made = paper(
        title=HOSTILE, venue=HOSTILE, publisher=HOSTILE, authors=(evil,), url="javascript:alert(1)"
    )
    (reference,) = cite.formatted([made], style)
    read = Tags(reference.html)
    assert read.tags <= {"i"} and not read.links and read.text == reference.text
    assert "<script>" in reference.text.lower() and "javascript:alert(1)" in reference.text


def test_hostile_fields_come_back_from_each_format() -> None:
    made = paper(title=HOSTILE, venue=HOSTILE)
    assert one(made)["title"].replace("’", "'") == ris(made)["title"] == csl(made)["title"]
    assert json.loads(cite.cite([made], "csl"))[0]["container-title"] == HOSTILE


def test_an_unknown_form_names_the_seven() -> None:
    assert list(cite.FORMS) == ["bibtex", "ris", "csl", *STYLES]
    with pytest.raises(ChoiceError, match="bibtex, ris, csl, apa, ieee, harvard, vancouver"):
        cite.cite([paper()], "mla")


def test_each_form_has_its_media_type_and_suffix() -> None:
    assert {form.suffix: form.media.partition(";")[0] for form in cite.FORMS.values()} == {
        "bib": "application/x-bibtex",
        "ris": "application/x-research-info-systems",
        "csl": "application/vnd.citationstyles.csl+json",
        "txt": "text/plain",
    }


PAGE = cite.page(
    "Lasso", "https://e.org/en/method/lasso?a=1&b=2", "0.1.0", "2026-11-20", "2026-11-27"
)
DATASET = cite.dataset("https://e.org/dataset", "0.1.0", "2026-11-20", "2026-11-27")
ADDRESS = "https://e.org/en/method/lasso?a=1&b=2"
OWN = {
    "apa": f"The Method Explorer team. (2026, November 20). Lasso. Method Explorer. {ADDRESS}",
    "ieee": "The Method Explorer team, “Lasso,” Method Explorer. Accessed: Nov. 27, 2026. "
    f"[Online]. Available: {ADDRESS}",
    "harvard": f"The Method Explorer team (2026) Lasso. Available at: {ADDRESS} "
    "(Accessed: 27 November 2026).",
    "vancouver": "The Method Explorer team. Method Explorer [Internet]. 2026 [cited 2026 Nov 27]. "
    f"Lasso. Available from: {ADDRESS}",
}


@pytest.mark.parametrize("style", STYLES)
def test_a_page_of_the_site_is_cited_with_its_days(style: str) -> None:
    assert written(PAGE, style) == OWN[style]


@pytest.mark.parametrize("style", STYLES)
def test_the_data_set_is_cited_with_its_version(style: str) -> None:
    said = written(DATASET, style)
    assert "Version 0.1.0" in said and "2026" in said and "https://e.org/dataset" in said
    undated = written(cite.dataset("https://e.org/dataset", "0.1.0"), style)
    assert not SLIPS.search(undated) and "2026" not in undated and "Retrieved" not in undated


def test_page_and_data_set_come_back_with_version_day_and_licence() -> None:
    for made, kind in ((PAGE, "ELEC"), (DATASET, "DATA")):
        fields, record, item = one(made), ris(made), csl(made)
        assert (fields["version"], fields["date"], fields["urldate"]) == (
            "0.1.0",
            "2026-11-20",
            "2026-11-27",
        )
        assert "CC0-1.0" in fields["note"] and "CC0-1.0" in item["note"]
        assert record["type_of_reference"] == kind and record["edition"] == "0.1.0"
        assert record["date"] == "2026/11/20" and record["access_date"] == "2026/11/27"
        assert item["accessed"] == {"date-parts": [[2026, 11, 27]]}
        assert fields["author"] == [(("The Method Explorer team",), ())]
    assert (csl(PAGE)["type"], csl(DATASET)["type"]) == ("webpage", "dataset")


def test_a_book_has_its_series_and_a_chapter_its_edition() -> None:
    book = csl(paper(type="Book", venue="Psychometric Monographs, No. 7"))
    assert (book["collection-title"], book["collection-number"]) == ("Psychometric Monographs", "7")
    chapter = csl(paper(type="BookChapter", venue="Handbook (2nd edition)"))
    assert (chapter["container-title"], chapter["edition"]) == ("Handbook", "2")


# --- on the site and in the shell ---


@pytest.fixture(scope="module")
def client(explorer: Explorer) -> Any:
    return create_app(explorer).test_client()


def test_the_page_shows_works_page_and_data_set_in_the_chosen_style(client: Any) -> None:
    asked = "method=lasso&method=ridge-regression"
    page = client.get(f"/en/cite?{asked}&style=vancouver")
    assert page.status_code == 200
    text = unescape(re.sub("<[^>]*>", "", page.text))
    assert "Tibshirani R. Regression shrinkage and selection via the lasso." in text
    assert "compare?method=lasso&method=ridge-regression" in text and "[cited 2" in text
    assert "Version 0.1.0" in text
    assert re.search(r'style=vancouver" aria-current="true"', page.text)
    assert client.get(f"/en/cite?{asked}&style=apa").text != page.text


def test_the_page_is_made_anew_on_another_day(client: Any) -> None:
    tag = client.get("/en/cite").headers["ETag"]
    assert client.get("/en/cite", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/en/cite?style=ieee", headers={"If-None-Match": tag}).status_code == 200


def test_a_copy_of_the_site_names_no_day_on_which_it_was_read(explorer: Explorer) -> None:
    app = create_app(explorer, cached=False)
    app.config["COPY"] = True
    live, copied = (
        made.test_client().get("/en/cite?style=harvard").text
        for made in (create_app(explorer, cached=False), app)
    )
    assert "(Accessed: " in live and "Accessed" not in copied and "localhost/dataset" not in copied


@pytest.mark.parametrize(
    "room", ["method/lasso", "paper/breiman-2001-random-forests", "compare?method=lasso,pagerank"]
)
def test_a_page_leads_to_its_citations(client: Any, room: str) -> None:
    (address,) = re.findall(r'"([^"]*/cite\?[^"]*)"', client.get(f"/en/{room}").text)
    assert client.get(unescape(address)).status_code == 200


def test_a_comparison_gives_the_works_of_all_methods_once(client: Any) -> None:
    asked = "?method=lasso,ridge-regression,elastic-net"
    slugs = [item["id"] for item in client.get(f"/en/compare.csl{asked}").json]
    assert len(slugs) == len(set(slugs)) >= 3
    bib = bibtexparser.parse_string(client.get(f"/en/compare.bib{asked}").text)
    assert [entry.key for entry in bib.entries] == slugs
    records = rispy.loads(client.get(f"/en/compare.ris{asked}").text)
    assert [record["id"] for record in records] == slugs
    text = client.get(f"/en/compare.txt{asked}&style=ieee")
    assert text.mimetype == "text/plain" and text.text.count("\n") == len(slugs)


def test_an_unknown_style_is_refused_on_the_site(client: Any) -> None:
    for address in ("/en/cite?style=mla", "/en/method/lasso.txt?style=mla"):
        refused = client.get(address)
        assert refused.status_code == 400 and "vancouver" in refused.text


def test_the_command_cites_works_methods_and_the_data_set() -> None:
    def run(*words: str) -> Any:
        return CliRunner().invoke(main, ["cite", *words])

    made = run("lasso", "breiman-2001-random-forests", "--style", "harvard")
    assert made.exit_code == 0 and made.output.startswith("Breiman, L. (2001) ‘Random forests’")
    assert made.output.count("\n") == 2
    assert bibtexparser.parse_string(run("lasso", "--style", "bibtex").output).entries
    assert "Version 0.1.0" in run("--dataset", "--style", "ieee").output
    assert (
        run("method:lasso", "--style", "CSL-JSON").output == run("lasso", "--style", "csl").output
    )
    titled = "Reminder of the first paper on transfer learning in neural networks, 1976"
    assert run(titled).output.startswith("Bozinovski") and run(titled).output.count("\n") == 1
    assert run("lasso,ridge-regression").output == run("lasso", "ridge-regression").output
    wrong = (("lasso", "--style", one, "--to", "y.bib") for one in ("mla", "ieee"))
    for words in (("lasso", "--style", "mla"), ("no-such-slug",), (), *wrong):
        refused = run(*words)
        assert refused.exit_code == 2 and not refused.stdout and refused.stderr.count("\n") == 1
