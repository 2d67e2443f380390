"""Comparisons and lists as files, each read again by a program of others."""

from __future__ import annotations

import csv
import gettext
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import bibtexparser
import html5lib
import openpyxl
import pytest
from click.testing import CliRunner, Result
from flask.testing import FlaskClient
from markdown_it import MarkdownIt
from pylatexenc.latex2text import LatexNodes2Text
from pylatexenc.latexwalker import LatexEnvironmentNode, LatexWalker
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SKOS
from rdflib.plugins.parsers.jsonld import to_rdf

from explorer import Explorer, cite, export, web
from explorer.cli import cite as citing
from explorer.cli import main, read, take, walk
from explorer.config import LANGUAGES
from explorer.errors import ChoiceError
from explorer.export.beyond import LEFT_OUT
from explorer.export.words import WORDS
from explorer.model import Selection, Text
from explorer.vocab import BASE, MX
from reference import PAIR

WIDE = ["random-forest", "bagging", "lasso", "ridge-regression", "elastic-net"]
FEW = Selection({"family": ("evidence-synthesis",)}, order="oldest")
SHOWN = [form for form in export.COMPARISONS if form not in {"jsonld", "ttl"}]
HOSTILE = r"=1+1 50% & {a}_b #1 $x$ ^ ~ \c | *d* <e> `f`"


@pytest.fixture(scope="module")
def stated(explorer: Explorer) -> Graph:
    """What the graph states, as rdflib reads it."""
    triples = explorer.store.construct(explorer.queries["graph_triples"].bind())
    return Graph().parse(data="".join(f"{one} .\n" for one in triples), format="nt")


@pytest.fixture
def typed(explorer: Explorer, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    for room in (citing, read, walk):
        monkeypatch.setattr(room, "open_explorer", lambda store: explorer)
    return lambda *words: CliRunner().invoke(main, words)


def renamed(explorer: Explorer, name: str) -> export.Compared:
    """Return a comparison whose first method is called something else."""
    made = explorer.compare(PAIR)
    first = replace(made.methods[0], label=Text(name))
    table = replace(made, methods=(first, *made.methods[1:]))
    return export.Compared(table, tuple)


@pytest.mark.parametrize("form", export.COMPARISONS)
def test_a_comparison_is_the_same_from_everywhere(
    explorer: Explorer, client: FlaskClient, typed: Callable[..., Result], form: str, tmp_path: Path
) -> None:
    made = explorer.export(*PAIR, form=form, language="vi")
    asked = client.get(f"/vi/compare.{form}?method={','.join(PAIR)}")
    assert asked.data == made and asked.content_type == export.COMPARISONS[form].media
    target = tmp_path / f"table.{form}"
    assert typed("compare", *PAIR, "--lang", "vi", "--to", str(target)).exit_code == 0
    assert target.read_bytes() == made == explorer.export(PAIR, form=form, language="vi")
    for words in ([], ["--to", "-"]):
        printed = typed("compare", *PAIR, "--lang", "vi", "--form", form, *words)
        assert printed.stdout_bytes == made


@pytest.mark.parametrize("form", ["json", "xlsx", "tex", "md", "html"])
def test_a_comparison_gives_the_address_of_its_page(explorer: Explorer, form: str) -> None:
    made = explorer.export(*PAIR, form=form, site="https://example.org/")
    if form == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[-1]
        told = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    else:
        told = unescape(made.decode())
    asked = "&".join(f"method={slug}" for slug in PAIR)
    assert f"https://example.org/en/compare?{asked}" in told


@pytest.mark.parametrize("form", export.LISTS)
def test_a_list_is_the_same_from_everywhere(
    explorer: Explorer, client: FlaskClient, typed: Callable[..., Result], form: str, tmp_path: Path
) -> None:
    made = explorer.export_list(FEW, form, "vi")
    asked = client.get(f"/vi/methods.{form}?family=evidence-synthesis&sort=oldest")
    assert asked.data == made and asked.content_type == export.LISTS[form].media
    target = tmp_path / f"list.{form}"
    words = ["list", "--family", "evidence-synthesis", "--sort", "oldest", "--lang", "vi"]
    assert typed(*words, "--to", str(target)).exit_code == 0
    assert target.read_bytes() == made == explorer.export_list(FEW, form, "vi")


@pytest.mark.parametrize(
    ("words", "printed", "suffix"),
    [
        (["near", "lasso"], ["--form", "graphml"], "graphml"),
        (["path", "lasso", "bert"], ["--csv"], "csv"),
        (["cite", "lasso"], ["--style", "bibtex"], "bib"),
        (["cite", "lasso", "--style", "ieee"], ["--to", "-"], "txt"),
    ],
)
def test_a_file_holds_what_is_printed(
    typed: Callable[..., Result], tmp_path: Path, words: list[str], printed: list[str], suffix: str
) -> None:
    target = tmp_path / f"file.{suffix}"
    assert typed(*words, "--to", str(target)).exit_code == 0
    assert target.read_bytes() == typed(*words, *printed).stdout_bytes != b""


def test_no_terminal_is_given_a_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(ChoiceError, match="No terminal shows xlsx"):
        take.Wish.read(export.COMPARISONS, "xlsx", None)


def test_a_list_tells_types_people_and_works_at_its_end(explorer: Explorer) -> None:
    entries = explorer.listed(FEW)
    works = explorer.papers([work for entry in entries for work in entry.works])
    keys = ["; ".join(works[work].id for work in entry.works) for entry in entries]
    rows = list(csv.DictReader(io.StringIO(explorer.export_list(FEW, "csv").decode())))
    assert list(rows[0])[-3:] == ["kinds", "originators", "works"]
    assert [row["works"] for row in rows] == keys
    people = ["; ".join(explorer.people[one] for one in entry.originators) for entry in entries]
    assert [row["originators"] for row in rows] == people
    sheet, cited, _ = openpyxl.load_workbook(io.BytesIO(explorer.export_list(FEW, "xlsx")))
    heads, *lines = sheet.iter_rows(values_only=True)
    assert heads[6:] == ("Types", "Originator", "Works", "id")
    assert [line[9] for line in lines] == [row["id"] for row in rows]
    for column, name in ((6, "kinds"), (7, "originators"), (8, "works")):
        told = [(line[column] or "").replace("\n", "; ") for line in lines]
        assert told == [row[name] for row in rows] and any(told)
    known = {row[0] for row in cited.iter_rows(min_row=2, values_only=True)}
    assert known == {work.id for work in works.values()}
    text = explorer.export_list(FEW, "tex").decode()
    assert set(",".join(re.findall(r"\\cite\{(.*?)\}", text)).split(",")) == known


def test_the_name_of_a_file_says_its_form(ex: Explorer, tmp_path: Path) -> None:
    for made in (ex.methods(family="measurement"), ex.compare("lasso")):
        assert made.to(tmp_path / "table.MD").read_bytes() == made.export("md")
        with pytest.raises(ChoiceError, match=r"let it end with \.json, .* or \.csl\.$"):
            made.to(tmp_path / "table")


def test_a_list_tells_a_span_of_years_in_one_column_and_a_sheet_in_two(explorer: Explorer) -> None:
    asked = Selection({}, "accelerated failure time", since=1980, until=1980)
    (entry,) = explorer.listed(asked)
    assert entry.years == f"{entry.introduced}–{entry.established}"
    for form in ("md", "html", "tex"):
        text = explorer.export_list(asked, form).decode()
        assert entry.years in text and "until" not in text.replace(entry.summaries["en"], "")
    sheet = openpyxl.load_workbook(io.BytesIO(explorer.export_list(asked, "xlsx"))).worksheets[0]
    heads, told = sheet.iter_rows(values_only=True)
    assert dict(zip(heads, told, strict=True))["until"] == entry.established


def test_pages_lead_to_every_form(client: FlaskClient) -> None:
    page = client.get(f"/en/compare?method={','.join(PAIR)}").text
    listed = client.get("/en/methods?family=statistics").text
    for form in export.COMPARISONS:
        assert f'href="/en/compare.{form}?method=' in page
        assert f'href="/en/methods.{form}?family=statistics"' in listed
    turned = client.get(f"/en/compare?method={','.join(PAIR)}&hide=1&turn=1&group=1").text
    assert f'href="/en/compare.csv?method={",".join(PAIR)}"' in turned  # files are not turned
    file = client.get("/en/compare.xlsx?method=lasso,ridge-regression").headers
    assert 'filename="compare-lasso-ridge-regression.xlsx"' in file["Content-Disposition"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "table.pdf"], ".xlsx, .tex, .md, .html, .jsonld or .ttl"),
        (["--to", "table"], "does not say its form"),
        (["--to", "-"], "Give the form with --to -"),
        (["--to", "nowhere/table.md"], "nowhere/table.md cannot be written"),
        (["--to", "table.md", "--csv"], "Give --to or a form to print"),
    ],
)
def test_a_file_that_cannot_be_is_one_sentence(
    typed: Callable[..., Result], words: list[str], said: str
) -> None:
    ended = typed("compare", *PAIR, *words)
    assert ended.exit_code == 2 and said in ended.stderr and ended.stderr.count("\n") == 1


@pytest.mark.parametrize("form", SHOWN)
def test_each_form_says_why_a_cell_is_empty_and_what_was_left_out(
    small: Explorer, form: str
) -> None:
    made = small.export("cow", "dog", form=form, beyond=2)
    text = said(made) if form == "xlsx" else made.decode()
    if form == "json":
        assert '"unsettled"' in text and '"not-applicable"' in text and '"left_out": 2' in text
        return
    assert "looked for and not settled" in text and "does not apply" in text
    assert form == "csv" or "2 more were left out" in text
    assert form == "csv" or "not recorded" in text


def said(made: bytes) -> str:
    """Return every text in a workbook."""
    book = openpyxl.load_workbook(io.BytesIO(made))
    cells = (cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    return "\n".join(str(cell) for cell in cells if cell is not None)


def test_csv_says_what_is_common_and_what_is_shared(small: Explorer) -> None:
    made = small.export("ant", "bee", "cow", form="csv").decode()
    head, *rows = csv.reader(io.StringIO(made))
    held = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert held["Family"]["common"] == held["Family"]["Ant"] != ""
    assert held["Originator"]["shared"] == "Amy Young" and held["Originator"]["common"] == ""


def test_a_workbook(explorer: Explorer) -> None:
    book = openpyxl.load_workbook(io.BytesIO(explorer.export(WIDE[:3], form="xlsx")))
    table, works, about = book.worksheets
    made = explorer.compare(WIDE[:3])
    assert table.freeze_panes == works.freeze_panes == "B2"
    assert [cell.value for cell in table[1]][2:] == [one.label.value for one in made.methods]
    assert table["C1"].hyperlink.target == f"{BASE}method/random-forest"
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    rows = {table.cell(line, 1).value: line for line in range(2, table.max_row + 1)}
    assert [*rows] == [row.label.value for row in made.rows]
    family, year = rows["Family"], rows["Year introduced"]
    fills = {table.cell(family, place).fill.fgColor.rgb for place in (3, 4, 5)}
    assert table.cell(family, 2).value == "≠ differs" and len(fills) == 2
    assert table.cell(family, 3).value == "◐ Machine learning"
    assert table.cell(family, 5).value == "○ Statistics"
    assert table.cell(year, 3).value == 2001 and "○" in table.cell(year, 3).number_format
    work = table.cell(rows["Seminal work"], 3)
    assert (
        work.hyperlink.target == "https://doi.org/10.1023/a:1010933404324"
        and work.alignment.wrap_text
    )
    assert table.cell(rows["Related"], 3).hyperlink is None  # one address for many
    cited = {row[0].value: row for row in works.iter_rows(min_row=2)}
    known = cited["breiman-2001-random-forests"]
    assert known[2].value == 2001 and known[5].hyperlink.target == work.hyperlink.target
    assert ("○", "only in this column") in {*about.iter_rows(values_only=True)}
    assert book.properties.title == "Compare: Random forest, Bagging, Lasso"


def test_a_cell_of_several_works_leads_to_their_sheet(explorer: Explorer) -> None:
    two = next(entry for entry in explorer.entries if len(entry.works) > 1)
    book = openpyxl.load_workbook(io.BytesIO(explorer.export(two.id, form="xlsx")))
    table, works, _ = book.worksheets
    (place,) = (row[2].hyperlink.location for row in table if row[0].value == "Seminal work")
    first = explorer.compare(two.id).row("seminal-work").cells[0].values[0].paper
    name, _, cell = place.partition("!")
    assert name.strip("'") == "Works" and works[cell].value == first.id


def test_a_workbook_of_a_list(explorer: Explorer) -> None:
    book = openpyxl.load_workbook(io.BytesIO(explorer.export_list(FEW, "xlsx")))
    sheet, entries = book.worksheets[0], explorer.listed(FEW)
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref == f"A1:J{len(entries) + 1}"
    years = [sheet.cell(line, 4).value for line in range(2, sheet.max_row + 1)]
    assert years == [entry.introduced for entry in entries]
    assert sheet["A2"].hyperlink.target == entries[0].term.value


def test_no_clock_stands_in_a_workbook(explorer: Explorer) -> None:
    with zipfile.ZipFile(io.BytesIO(explorer.export(PAIR, form="xlsx"))) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert set(re.findall(rb"\d{4}-\d\d-\d\dT", parts.read("docProps/core.xml"))) == {
            b"2000-01-01T"
        }


def test_a_name_is_never_a_formula_nor_markup(explorer: Explorer) -> None:
    taken = renamed(explorer, HOSTILE)
    files = {name: form.bytes(taken) for name, form in export.COMPARISONS.items()}
    assert openpyxl.load_workbook(io.BytesIO(files["xlsx"])).worksheets[0]["C1"].value == HOSTILE
    assert cells(files["md"].decode())[0][1] == HOSTILE
    heads = parsed(files["html"].decode()).findall(".//thead//th")
    assert "".join(heads[0].itertext()) == HOSTILE
    *_, head = re.search(r"\\toprule\n(.*?) \\\\\n", files["tex"].decode())[1].split(" & ", 1)
    # the reader shows neither < nor > nor |, and another ^
    seen = HOSTILE.translate({ord("^"): "ˆ", **dict.fromkeys(map(ord, "<>|"))})
    assert seen in shown(head.rsplit(r" & \textbf", 1)[0])


def cells(text: str) -> list[list[str]]:
    """Return what a reader sees in the table of a Markdown file."""
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and token.level == 4:
            shown = (
                {"html_inline": "\n", "text": one.content}.get(one.type, "")
                for one in token.children or ()
            )
            rows[-1].append("".join(shown))
    return rows


def test_markdown(explorer: Explorer) -> None:
    text = explorer.export(WIDE, form="md", language="vi").decode()
    head, *rows = cells(text)
    made = explorer.compare(WIDE, language="vi")
    assert head[1:] == [one.label.value for one in made.methods]
    assert {len(row) for row in rows} == {len(WIDE) + 1} and len(rows) == len(made.rows)
    family = next(row for row in rows if row[0].startswith("Họ"))
    assert family[0] == "Họ ≠ (khác nhau)" and family[1] == "◐ Học máy"
    links = MarkdownIt("commonmark").enable("table").render(text)
    assert 'href="https://doi.org/10.1023/a:1010933404324"' in links and "chưa ghi" in text


def parsed(text: str) -> html5lib.treebuilders.etree.Element:
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(text)


def test_a_fragment_of_html(explorer: Explorer, small: Explorer) -> None:
    text = explorer.export(WIDE[2:], form="html").decode()
    piece, made = parsed(text), explorer.compare(WIDE[2:])
    table = piece.find(".//table")
    assert table.find("caption").text == "Compare: Lasso, Ridge regression, Elastic net"
    assert [one.get("scope") for one in table.findall("thead//th")] == ["col"] * 3
    rows = table.findall("tbody/tr")
    assert [row.get("class") == "differs" for row in rows] == [row.differs for row in made.rows]
    assert {row.find("th").get("scope") for row in rows} == {"row"}
    signs = {one.get("aria-label") for one in table.findall(".//span[@role='img']")}
    assert signs == {"common:", "shared:", "only here:"}
    assert "style" not in text and "<script" not in text
    parts = parsed(explorer.export(WIDE, form="html").decode()).findall(".//table")
    assert [len(part.findall("thead//th")) for part in parts] == [3, 2]  # as much as a page holds
    assert {len(row.findall("td")) for row in parts[1].findall("tbody/tr")} == {2}
    assert (
        parsed(small.export("ant", "dog", form="html", language="vi").decode())
        .find(".//th/a/span[@lang='en']")
        .text
        == "Dog"
    )


def test_a_site_that_is_known_is_linked(explorer: Explorer) -> None:
    made = explorer.export(PAIR, form="html", language="vi", site="https://e.org/")
    assert f'href="https://e.org/vi/method/{PAIR[0]}"'.encode() in made


@pytest.mark.parametrize("language", ["en", "vi"])
def test_linked_data_are_a_part_of_the_graph(
    explorer: Explorer, stated: Graph, language: str
) -> None:
    turtle, jsonld = (
        explorer.export(WIDE, form=form, language=language) for form in ("ttl", "jsonld")
    )
    made = Graph().parse(data=turtle, format="turtle")
    other = to_rdf(json.loads(jsonld), Graph())
    assert set(made) == set(other) and not set(made) - set(stated)
    listed = Graph().parse(data=explorer.export_list(FEW, "ttl"), format="turtle")
    assert not set(listed) - set(stated)
    for row in explorer.compare(WIDE).rows:
        for value in {value.term: value for cell in row.cells for value in cell.values}.values():
            if hasattr(value.term, "language"):
                assert value.label.value[:4] in {str(end)[:4] for end in made.objects()}
            else:
                thing = URIRef(value.term.value)
                assert (None, None, thing) in made or (thing, None, None) in made
                assert any(isinstance(name, Literal) for name in made.objects(thing))


def test_linked_data_hold_what_the_rows_show(explorer: Explorer) -> None:
    made = Graph().parse(data=explorer.export("lasso", "elastic-net", form="ttl"), format="turtle")
    lasso, net = (URIRef(f"{BASE}method/{slug}") for slug in ("lasso", "elastic-net"))
    assert (lasso, RDF.type, URIRef(f"{MX}Method")) in made
    assert (lasso, URIRef(f"{MX}extendedBy"), net) in made
    assert {name.language for name in made.objects(lasso, SKOS.prefLabel)} >= {"en", "vi"}
    (work,) = made.objects(lasso, URIRef(f"{MX}seminalWork"))
    doi = made.value(work, URIRef("http://purl.org/ontology/bibo/doi"))
    assert str(doi) == "10.1111/j.2517-6161.1996.tb02080.x"


def shown(text: str) -> str:
    """Return what a reader sees of LaTeX; the parser does not know of links."""
    return LatexNodes2Text().latex_to_text(re.sub(r"\\href\{[^{}]*\}", "", text))


@pytest.mark.parametrize("language", ["en", "vi"])
def test_latex(explorer: Explorer, language: str) -> None:
    text = explorer.export(WIDE, form="tex", language=language).decode()
    nodes, *_ = LatexWalker(text, tolerant_parsing=False).get_latex_nodes()
    tables = [one for one in nodes if isinstance(one, LatexEnvironmentNode)]
    assert [one.environmentname for one in tables] == ["longtable", "longtable"]
    made = explorer.compare(WIDE, language=language)
    bodies = [one.latex_verbatim() for one in tables]
    sizes = [body.partition(r"\toprule")[2].partition("\\\\\n")[0].count(" & ") for body in bodies]
    assert sizes == [3, 2]
    labels = re.findall(r"\\label\{(.*?)\}", text)
    assert labels == [f"tab:compare-{'-'.join(WIDE)}-{number}" for number in (1, 2)]
    for body, size in zip(bodies, sizes, strict=True):
        lines = body.partition("\\endfoot\n")[2].split(" \\\\\n")[:-1]
        assert {len(re.findall(r"(?<!\\)&", line)) for line in lines} == {size}
        heads = [row.label.value for row in made.rows]
        assert all(head in shown(body) for head in heads)
    for method in made.methods:
        assert method.label.value in shown(text)
    works = {
        value.paper.id: value.paper
        for row in made.rows
        for cell in row.cells
        for value in cell.values
        if value.paper
    }
    known = bibtexparser.parse_string(cite.bibtex(works.values())).entries_dict
    assert set(re.findall(r"\\cite\{(.*?)\}", text)) == set(known) != set()
    assert r"\triangle" in text and r"\odot" not in text  # which looks like \circ in print
    # what no font of LaTeX has would be left out without a word
    assert not re.findall("[^\x00-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u201d]", text)


def test_latex_breaks_what_is_long(explorer: Explorer) -> None:
    """A page breaks between the lines of a table only: what is high would leave it white."""
    long = ("logistic-regression", "lasso", "bert")
    text = explorer.export(long, form="tex").decode()
    body = text.partition("\\endfoot\n")[2].partition("\\end{longtable}")[0]
    lines = [re.split(r"(?<!\\)&", line) for line in body.split(" \\\\\n")[:-1]]
    assert all(len(shown(part)) < 300 for line in lines for part in line)
    seen = " ".join(" ".join(shown(line[1]).split()) for line in lines)
    for value in explorer.compare(long).row("related").cells[0].values:
        (how,) = {relation.label.value for relation in value.relations}
        assert re.search(rf"\b{how}: [^:]*\b{re.escape(value.label.value)}\b", seen)


def test_every_method_is_set_in_letters_that_latex_has(explorer: Explorer) -> None:
    for language in ("en", "vi"):
        text = explorer.export_list(Selection({}), "tex", language).decode()
        assert not re.findall("[^\x00-\u024f\u0300-\u036f\u1e00-\u1eff\u2010-\u201d]", text)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_files_and_pages_use_the_same_words(language: str) -> None:
    folder = Path(web.__file__).parent / "translations"
    said = gettext.translation("messages", folder, [language])
    assert {text: said.gettext(text) for text in WORDS[language]} == dict(WORDS[language])
    assert len({tuple(words) for words in WORDS.values()}) == 1
    one, many = LEFT_OUT["en"]
    forms = [said.ngettext(one, many, number) for number in (1, 2)]
    assert forms == [LEFT_OUT[language][0], LEFT_OUT[language][-1]]


def test_json_says_the_same_as_the_table(explorer: Explorer) -> None:
    made = json.loads(explorer.export(PAIR, form="json", language="vi"))
    assert made.pop("program").startswith("Method Explorer ") and "zero" in made.pop("licence")
    assert made == export.comparison(explorer.compare(PAIR, language="vi"))


def test_addresses_in_files_lead_where_they_should(explorer: Explorer) -> None:
    """The DOI of brier-score holds < and >, the address of a work of mice a percent sign."""
    table = explorer.export("brier-score", form="md").decode()
    tokens = MarkdownIt("commonmark").enable("table").parse(table)
    links = [
        one.attrs["href"]
        for token in tokens
        for one in token.children or ()
        if one.type == "link_open"
    ]
    assert any(link.endswith("078%3C0001:vofeit%3E2.0.co;2") for link in links)
    written = explorer.export("mice", form="tex").decode()
    assert r"\%20" in written and r"\%5C" not in written
