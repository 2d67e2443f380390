from __future__ import annotations

import json
import re

from explorer import Explorer
from explorer.statistics import components


def test_the_command_prints_the_figures(run, explorer: Explorer) -> None:
    found = json.loads(run("stats", "--json").stdout)
    keys = "methods papers persons fields families relations typed_relations statements components"
    assert all(isinstance(found[key], int) for key in keys.split())
    assert found["methods"] == len(explorer.entries) == sum(found["by_family"].values())
    assert set(found["coverage"]) >= {"doi", "corroborated", "wikidata", "en", "vi"}
    assert "methods" in run("stats").stdout


def test_the_graph_is_as_large_and_as_well_knit_as_promised(explorer: Explorer) -> None:
    found = explorer.statistics
    assert found.methods >= 400 and found.components == 1
    assert found.coverage["doi"] >= 0.85 and found.coverage["corroborated"] == 1
    assert found.coverage["en"] == found.coverage["vi"] == 1
    assert found.relations_per_method >= 4 and found.statements >= 300
    assert found.typed_relations >= found.relations / 2
    assert min(found.by_field.values()) >= 5 and len(found.by_field) == found.fields
    assert min(found.by_family.values()) >= 20


def test_counts_small_graphs(small: Explorer) -> None:
    found = small.statistics
    assert (found.methods, found.papers, found.persons, found.organisations) == (4, 2, 2, 0)
    assert (found.relations, found.typed_relations, found.statements) == (3, 2, 1)
    assert found.components == 2
    assert components([], []) == 0


def test_the_about_page_shows_the_same_figures(client, run, explorer: Explorer) -> None:
    text = client.get("/en/about").get_data(as_text=True)
    assert f"{explorer.statistics.relations:,}" in text
    signed = re.search(r"People and organisations</th><td[^>]*>([\d,]+)", text)
    assert signed and signed[1] == f"{len(explorer.people):,}"
    assert "Where the table is wider than the page, move it sideways" in text
    assert "organisations" in run("stats").stdout
    assert client.get("/vi/about.json").get_json()["methods"] == explorer.statistics.methods
