from __future__ import annotations

import csv
import io
import json

import pytest

from explorer import Explorer, export
from reference import PAIR


def test_a_comparison_as_json(small: Explorer) -> None:
    document = export.comparison(small.compare(["ant", "bee"]))
    assert document["methods"][0] == {
        "id": "ant",
        "iri": "https://w3id.org/method-explorer/method/ant",
        "label": "Ant",
        "lang": "en",
    }
    rows = {row["id"]: row for row in document["rows"]}
    assert [row["id"] for row in document["rows"]] == (
        [
            "field",
            "family",
            "introduced",
            "originator",
            "kind",
            "seminal-work",
            "alias",
            "related",
            "summary",
        ]
    )
    assert rows["introduced"]["cells"][0]["values"] == [{"label": "1990–1996", "scope": "only"}]
    work = rows["seminal-work"]["cells"][0]["values"][0]
    assert (work["doi"], work["url"], work["scope"]) == (
        "10.1000/one",
        "https://doi.org/10.1000/one",
        "common",
    )
    assert rows["originator"]["cells"][0]["remark"] == "Zed had the idea."
    assert json.loads(export.as_text(document)) == document


def test_an_empty_cell_says_why(small: Explorer) -> None:
    document = export.comparison(small.compare(["cow", "dog"]))
    rows = {row["id"]: row["cells"] for row in document["rows"]}
    assert rows["originator"][0]["absence"] == "unsettled"
    assert rows["kind"][0]["absence"] == "not-applicable"
    assert rows["kind"][1]["absence"] == "not-recorded"


def test_a_comparison_as_csv(explorer: Explorer) -> None:
    rows = list(
        csv.reader(io.StringIO(export.comparison_csv(explorer.compare(PAIR, language="vi"))))
    )
    assert rows[0][:2] == ["row", "differs"] and len(rows) == 10
    assert ["Năm ra đời", "≠", "2015–2018", "2012–2014", "", "", ""] in rows
    assert rows[0][4] == "common" and ["Họ", "", *["Học máy"] * 3, "", ""] in rows


def test_a_remark_stands_apart_from_the_values(explorer: Explorer) -> None:
    made = explorer.compare("principal-component-analysis", "lasso")
    (head, *rows) = csv.reader(io.StringIO(export.comparison_csv(made)))
    told = [dict(zip(head, row, strict=True)) for row in rows]
    (by,) = (row for row in told if row["row"] == made.row("originator").label.value)
    cell = made.row("originator").cells[0]
    pca = cell.remark and made.methods[0].label.value
    assert by[pca].split("; ") == [value.label.value for value in cell.values]
    assert by[f"remark: {pca}"] == cell.remark.value and by["remark: Lasso"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    rows = list(csv.reader(io.StringIO(export.table_csv(["a"], [[f"{start}cmd"]]), newline="")))
    assert rows[1] == [f"'{start}cmd"]


def test_rows_of_a_query_are_standard_json(explorer: Explorer) -> None:
    import pyoxigraph as ox

    query = explorer.queries["relation_labels"]
    rows = explorer.select("relation_labels")
    text = export.as_text(export.solutions(query.columns, rows))
    read = ox.parse_query_results(text.encode(), ox.QueryResultsFormat.JSON)
    assert len(list(read)) == len(rows) > 0
