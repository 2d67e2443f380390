"""Works are linked against a snapshot of a million rows: the same links in DuckDB and in Spark."""

from __future__ import annotations

import gc
import gzip
import json
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb
import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode

from explorer.cli import main
from explorer.core import Explorer
from explorer.errors import DataError
from explorer.links import bulk, find, review
from explorer.links.score import plain
from explorer.model import Described

# PySpark leaves sockets to be swept up; Ibis 12 and PySpark call what DuckDB 2 and pandas 3 will give up
pytestmark = [
    pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The 'future.infer_string' option:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated:DeprecationWarning"),
]
ROWS = 1_000_000
DOI = "https://doi.org/"
OPENALEX = "https://openalex.org/W"
SNAPSHOTS = {"parquet": "openalex", "jsonl": "openalex", "crossref": "crossref"}
Record = tuple[int, str, str | None, int, str]
Links = set[tuple[str, str]]
Scores = dict[tuple[str, str], float]
# what no work here has, in the layout of OpenAlex; one title in ten has marks, one in five no DOI
FILLER = """
    SELECT 'https://openalex.org/W' || (5000000000 + n) AS id,
        CASE WHEN n % 5 > 0 THEN 'https://doi.org/10.5555/' || n END AS doi,
        concat_ws(' ', 'On', words[1 + n % 7], words[1 + n // 7 % 7], 'of', words[1 + n // 49 % 7],
            CASE WHEN n % 10 = 0 THEN 'và ứng dụng' END, n) AS title,
        title AS display_name,
        CAST(1950 + n % 75 AS INTEGER) AS publication_year,
        n % 900 AS cited_by_count,
        [{'author_position': 'first', 'author': {'id': 'https://openalex.org/A' || n % 9999,
            'display_name': 'Ann ' || words[1 + n % 7]}}] AS authorships
    FROM range(?) AS made (n), (SELECT ['forests', 'kernels', 'regression', 'sampling',
        'networks', 'inference', 'trees'] AS words)
"""
COLUMNS = """{id: 'VARCHAR', doi: 'VARCHAR', title: 'VARCHAR', display_name: 'VARCHAR',
    publication_year: 'INTEGER', cited_by_count: 'BIGINT', authorships:
    'STRUCT(author_position VARCHAR, author STRUCT(id VARCHAR, display_name VARCHAR))[]'}"""


def openalex(number: int, doi: str, title: str | None, year: int, author: str) -> dict[str, Any]:
    one = {"author_position": "first", "author": {"id": f"{number}", "display_name": author}}
    return {
        "id": f"{OPENALEX}{number}",
        "doi": f"{DOI}{doi}" if doi else None,
        "title": title,
        "display_name": title,
        "publication_year": year,
        "cited_by_count": 1,
        "authorships": [one] if author else [],
    }


def crossref(number: int, doi: str, title: str | None, year: int, author: str) -> dict[str, Any]:
    """Make a record as Crossref does, which leaves out what it does not know."""
    given, _, family = author.rpartition(" ")
    made: dict[str, Any] = {
        "DOI": (doi or f"10.5555/<none>{number}").upper(),
        "issued": {"date-parts": [[year, 1]]},
        "type": "journal-article",
    }
    if title:
        made["title"] = [title]
    if author:
        made["author"] = [{"given": given, "family": family, "sequence": "first"}]
    return made


def record_doi(number: int, doi: str) -> str:
    """Return the address of a record of Crossref."""
    return f"{DOI}{quote((doi or f'10.5555/<none>{number}').lower(), safe='/:;()')}"


BROKEN: list[object] = [openalex(1, "", "Random forests", 2001, "")] * 2000 + ["{broken"]
BARE = (("", "2001"), ("?!", "2001"), ("Random forests", ""))


def written(place: Path, records: Iterable[object]) -> Path:
    """Write JSON lines; a text stands for itself."""
    lines = (one if isinstance(one, str) else json.dumps(one) for one in records)
    data = "".join(f"{line}\n" for line in lines).encode()
    place.write_bytes(gzip.compress(data, 1) if place.suffix == ".gz" else data)
    return place


@pytest.fixture(scope="module")
def works(explorer: Explorer) -> list[Described]:
    """The works of the shipped graph whose title no other has."""
    held = (explorer.entries, explorer.concepts, explorer.works, explorer.people)
    every = list(find.Here.of(*held, {}, {}).things["work"].values())
    titles = [plain(work.names[0]) for work in every]
    return [
        work
        for work, title in zip(every, titles, strict=True)
        if titles.count(title) == 1 and len(title) > 12 and work.authors
    ]


@pytest.fixture(scope="module")
def planted(works: list[Described]) -> tuple[list[Record], Links]:
    """Rows about works here, and which of them are to be found."""
    rows: list[Record] = []
    links: Links = set()

    def plant(work: Described, doi: str, title: str | None, year: int, author: str) -> None:
        rows.append((len(rows) + 1, doi, title, year, author))

    for place, work in enumerate(one for one in works if one.doi):
        title, year, author = work.names[0], int(work.year[:4]), work.authors[0]
        if place < 150:  # by DOI, whatever else is said
            plant(work, work.doi.upper(), None if place % 3 else title, year + 9 * (place % 2), "")
        elif place < 300:  # by title, written otherwise and a year apart
            said = f"<i>{title.upper()}</i>" if place % 2 else title.replace("e", "é")
            plant(work, "", said, year + place % 3 - 1, author)
        else:
            continue
        links.add((work.term.value, f"{OPENALEX}{len(rows)}"))
        plant(work, "", title, year + 10, "Nobody Else")
        plant(work, "10.5555/other", title, year, "Nobody Else")
        plant(work, "", f"{title} revisited", year, author)
    return rows, links


@pytest.fixture(scope="module")
def snapshots(
    tmp_path_factory: pytest.TempPathFactory, planted: tuple[list[Record], Links]
) -> Path:
    """A million rows of Parquet, and some thousand JSON lines of OpenAlex and of Crossref."""
    folder = tmp_path_factory.mktemp("snapshots")
    rows, _ = planted
    part = folder / "jsonl" / "works" / "updated_date=2026-06-24"
    for made in (folder / "parquet", part, folder / "crossref"):
        made.mkdir(parents=True)
    (folder / "jsonl" / "works" / "manifest.json").write_text("{}", "utf-8")
    written(part / "part_0000.jsonl.gz", (openalex(*row) for row in rows))
    bare = {"DOI": "10.5555/BARE", "issued": {"date-parts": [[None]]}, "title": []}
    written(folder / "crossref" / "0.jsonl.gz", [*(crossref(*row) for row in rows), bare])
    with duckdb.connect() as engine:
        read = f"SELECT * FROM read_json('{part}/*.gz', columns = {COLUMNS})"
        engine.execute(f"COPY ({read}) TO '{folder}/parquet/part_0001.parquet'")
        engine.execute(f"COPY ({FILLER}) TO '{folder}/parquet/part_0000.parquet'", [ROWS])
        engine.execute(f"COPY ({FILLER}) TO '{part}/part_0001.jsonl.gz'", [5000])
    return folder


@pytest.fixture(scope="module")
def duck() -> Iterator[bulk.Engine]:
    with closing(bulk.engine("duckdb")) as engine:
        yield engine


@pytest.fixture(scope="module")
def spark() -> Iterator[bulk.Engine]:
    with pytest.MonkeyPatch.context() as patch:
        # a short run is over before Java's better compiler pays
        patch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        with closing(bulk.engine("pyspark")) as engine:
            yield engine
    gc.collect()


def linked(works: Sequence[Described], place: Path, target: str, engine: bulk.Engine) -> Scores:
    layout = bulk.LAYOUTS[target]
    pairs = bulk.pairs(works, bulk.Snapshot.of(str(place), layout), layout, engine)
    return {
        (work.term.value, theirs.term.value): worth
        for work, found in pairs
        for theirs, worth, _ in found
    }


@pytest.fixture(scope="module")
def by_duck(snapshots: Path, works: list[Described], duck: bulk.Engine) -> dict[str, Scores]:
    return {
        folder: linked(works, snapshots / folder, target, duck)
        for folder, target in SNAPSHOTS.items()
    }


def test_finds_what_is_planted_and_no_more(
    by_duck: dict[str, Scores], planted: tuple[list[Record], Links]
) -> None:
    rows, links = planted
    assert len(links) == 300
    assert by_duck["parquet"].keys() == links
    assert by_duck["jsonl"] == by_duck["parquet"]
    assert sum(worth == 1.0 for worth in by_duck["parquet"].values()) == 150
    dois = {f"{OPENALEX}{number}": record_doi(number, doi) for number, doi, *_ in rows}
    assert by_duck["crossref"].keys() == {(work, dois[there]) for work, there in links}


def test_spark_finds_the_same(
    by_duck: dict[str, Scores],
    snapshots: Path,
    works: list[Described],
    spark: bulk.Engine,
    tmp_path: Path,
) -> None:
    for folder, target in SNAPSHOTS.items():
        assert linked(works, snapshots / folder, target, spark) == by_duck[folder]
    broken = written(tmp_path / "broken.jsonl.gz", BROKEN)
    with pytest.raises(DataError, match=r"pyspark cannot read .*broken.jsonl.gz: .+"):
        linked(works, broken, "openalex", spark)


def test_homonyms_lower_each_other(duck: bulk.Engine, tmp_path: Path) -> None:
    work = Described(
        NamedNode("http://e/1"), ("Nghiên cứu về đường",), "2001", ("An Lê",), "10.1/X"
    )
    same = (work.names[0].replace("đ", "Đ"), 2001, "An Lê")
    place = tmp_path / "works.jsonl"
    written(place, [openalex(1, "", "Nghien cuu ve duong", 2000, "An Lê")])
    assert linked([work], place, "openalex", duck) == {("http://e/1", f"{OPENALEX}1"): 0.9}
    written(place, [openalex(1, "", *same), openalex(2, "", *same)])
    assert set(linked([work], place, "openalex", duck).values()) == {0.665}
    # a DOI settles it, and what else goes by that title is none of it
    written(place, [openalex(1, "", *same), openalex(2, "10.1/x", *same)])
    assert linked([work], place, "openalex", duck) == {("http://e/1", f"{OPENALEX}2"): 1.0}


def test_a_work_without_doi_year_or_letters_is_not_found(duck: bulk.Engine, tmp_path: Path) -> None:
    bare = [
        Described(NamedNode(f"http://e/{number}"), (title,), year)
        for number, (title, year) in enumerate(BARE)
    ]
    records = [openalex(1, "", "", 2001, ""), openalex(2, "", "?!", 2001, "")]
    place = written(tmp_path / "works.jsonl", [*records, {**records[0], "publication_year": None}])
    assert linked(bare, place, "openalex", duck) == {}
    assert linked([], place, "openalex", duck) == {}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.jsonl", None, "There is no .*none.jsonl; give a file, a folder or a pattern"),
        ("none*.gz", None, "has no file of Parquet or JSON lines"),
        ("notes.txt", b"x", "notes.txt has no file of Parquet or JSON lines"),
        ("page.parquet", b"<html></html>" * 9, "page.parquet is no file of Parquet, or is cut off"),
        ("page.jsonl", b"<html>", "page.jsonl cannot be read as JSON lines: .+"),
        (
            "cut.jsonl.gz",
            gzip.compress(b"{}\n" * 9, mtime=0)[:-9],
            "cut.jsonl.gz cannot be read as JSON",
        ),
        ("list.json", b"[{}]", "list.json is not JSON lines: give files with one record a line"),
        (
            "old.json",
            b'{"items": []}',
            "old.json has its records in “items”: write them one a line",
        ),
        ("authors.jsonl", b'{"id": "A1"}', "authors.jsonl has no “doi”, so it is no dump"),
    ],
)
def test_says_what_is_wrong_with_a_file(
    name: str, content: bytes | None, said: str, tmp_path: Path
) -> None:
    place = tmp_path / name
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(DataError, match=said):
        bulk.Snapshot.of(str(place), bulk.LAYOUTS["openalex"])


def test_says_which_of_many_files_is_wrong(duck: bulk.Engine, tmp_path: Path) -> None:
    good = openalex(1, "", "Random forests", 2001, "")
    work = Described(NamedNode("http://e/1"), ("Random forests",), "2001")
    written(tmp_path / "a.jsonl.gz", [good])
    written(tmp_path / "b.jsonl.gz", BROKEN)
    with pytest.raises(DataError, match=r"duckdb cannot read .*b.jsonl.gz: .*in line \d+"):
        linked([work], tmp_path, "openalex", duck)
    written(tmp_path / "b.jsonl.gz", [{"id": "https://openalex.org/A1", "display_name": "Ann"}])
    with pytest.raises(DataError, match=r"b.jsonl.gz has no “doi”"):
        linked([work], tmp_path, "openalex", duck)
    with duckdb.connect() as engine:
        engine.execute(f"COPY (SELECT 1 AS id) TO '{tmp_path}/c.parquet'")
        with pytest.raises(DataError, match="has both Parquet and JSON lines"):
            linked([work], tmp_path, "openalex", duck)
        with pytest.raises(DataError, match=r"c.parquet has no “doi”"):
            linked([work], tmp_path / "c.parquet", "openalex", duck)
        typed = (
            "'W1' AS id, 'x' AS doi, 't' AS title, '2001' AS publication_year, [1] AS authorships"
        )
        engine.execute(f"COPY (SELECT {typed}) TO '{tmp_path}/c.parquet'")
    with pytest.raises(DataError, match=r"“publication_year” in .*parquet is string, not int64"):
        linked([work], tmp_path / "*.parquet", "openalex", duck)


def test_the_command_writes_what_a_person_judges(
    snapshots: Path, tmp_path: Path, planted: tuple[list[Record], Links]
) -> None:
    place = tmp_path / "review.tsv"
    asked = ["link", "openalex", "--again", "--to", str(place), "--dump"]
    told = CliRunner().invoke(main, [*asked, str(snapshots / "jsonl")])
    assert told.exit_code == 0, told.output
    assert "works in 2 files" in told.stderr
    judged, problems = review.read(place, "2026-11-27")
    assert not problems
    _, links = planted
    found = {
        (one.candidate.match.subject.value, one.candidate.match.object.value) for one in judged
    }
    assert found >= links


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["openalex", "--dump", ".", "--engine", "abacus"], 2, "There is no engine abacus"),
        (["openalex", "--dump", ".", "--kind", "person"], 2, "A dump has works alone"),
        (["openalex", "--engine", "duckdb"], 2, "Give --dump PATH with --engine"),
        (["dblp", "--dump", "."], 2, "There is no reading of a dump of dblp"),
        (["openalex", "--dump", "nowhere"], 1, "There is no nowhere; give a file"),
        (
            ["openalex", "--dump", ".", "--engine", "no://where"],
            1,
            "no://where cannot be opened",
        ),
    ],
)
def test_the_command_refuses_in_one_sentence(
    words: list[str], code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    written(tmp_path / "works.jsonl", [openalex(1, "", "Random forests", 2001, "")])
    told = CliRunner().invoke(main, ["link", *words])
    assert told.exit_code == code
    assert said in told.stderr.splitlines()[-1]


@pytest.mark.parametrize(("library", "engine"), [("ibis", "duckdb"), ("pyspark.sql", "pyspark")])
def test_says_what_to_install(
    library: str, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("explorer.links.bulk")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("explorer.links.bulk")
    monkeypatch.setitem(sys.modules, library, None)
    place = written(tmp_path / "works.jsonl", [openalex(1, "", "Random forests", 2001, "")])
    asked = ["link", "openalex", "--dump", str(place), "--engine", engine]
    told = CliRunner().invoke(main, asked)
    assert told.exit_code == 1
    assert re.search(r"Linking in bulk needs .+: pip install -e '\.\[(bulk|spark)\]'", told.stderr)
