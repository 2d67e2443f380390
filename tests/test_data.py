"""What the shipped graph promises."""

from __future__ import annotations

import json

from explorer import Explorer, config
from explorer.model import Scope
from explorer.vocab import PREFIXES
from reference import PAIR


def test_the_reference_pair_is_as_its_page_has_it(explorer: Explorer) -> None:
    table = explorer.compare(PAIR, language="vi")
    shown = {
        row.spec.id: [[value.label.value for value in cell.values] for cell in row.cells]
        for row in table.rows
    }
    assert [head.label.value for head in table.methods] == [
        "Phân đoạn ngữ nghĩa tinh chỉnh",
        "Mạng nơ-ron tích chập tinh chỉnh",
    ]
    assert shown["field"] == [["Học sâu"], ["Học sâu"]]
    assert shown["family"] == [["Học máy"], ["Học máy"]]
    assert shown["introduced"] == [["2015–2018"], ["2012–2014"]]
    assert shown["originator"][0] == [
        "Jonathan Long",
        "Evan Shelhamer",
        "Trevor Darrell",
        "Liang-Chieh Chen",
    ]
    assert shown["originator"][1] == ["Jason Yosinski"]
    assert all(cell.remark for cell in table.row("originator").cells)
    assert shown["seminal-work"] == [
        ["Fully convolutional networks for semantic segmentation"],
        ["How transferable are features in deep neural networks?"],
    ]
    assert sorted(shown["alias"][0], key=str.casefold) == [
        "domain-adapted semantic segmentation",
        "fine-tuned semseg",
        "pretrained dense prediction fine-tuning",
        "transfer learning semantic segmentation",
    ]
    assert sorted(shown["alias"][1], key=str.casefold) == [
        "adapted convolutional network",
        "CNN fine-tuning",
        "CNN transfer learning with fine-tuning",
        "Fine-tuned CNN",
    ]
    assert [len(related) for related in shown["related"]] == [4, 5]
    kinds = table.row("kind")
    assert [
        [kinds.scope(value) for value in cell.values].count(Scope.COMMON) for cell in kinds.cells
    ] == [1, 1]


def test_there_are_enough_methods_over_all_families_and_fields(explorer: Explorer) -> None:
    assert len(explorer.entries) >= 60
    families = {entry.family for entry in explorer.entries}
    schemes = {
        name: {term for term in explorer.concepts if term.value.startswith(PREFIXES[name])}
        for name in ("family", "field")
    }
    assert families == schemes["family"] and len(families) == 8
    assert len({field for entry in explorer.entries for field in entry.fields}) >= 15


def test_every_method_has_two_typed_relations(explorer: Explorer) -> None:
    for entry in explorer.entries:
        typed = [link for link in explorer.links(entry.id) if link.relation.id != "related"]
        assert len(typed) >= 2, entry.id


def test_the_json_ld_context_knows_the_prefixes_of_the_program() -> None:
    text = (config.share() / "ontology" / "context.jsonld").read_text("utf-8")
    context = json.loads(text)["@context"]
    # a name that ends in a letter or the like begins others only where that is said
    begins = {
        name: iri if iri[-1] in ":/?#[]@" else {"@id": iri, "@prefix": True}
        for name, iri in PREFIXES.items()
    }
    assert {name: iri for name, iri in context.items() if name in PREFIXES} == begins
    used = {
        str(term.get("@id") if isinstance(term, dict) else term).partition(":")[0]
        for term in context.values()
    }
    assert used - {"@id", "@type", "http", "https"} <= set(PREFIXES)


def test_every_term_of_the_ontology_is_named_and_defined_in_both_languages(
    explorer: Explorer,
) -> None:
    from rdflib import RDF, Graph, Namespace, URIRef
    from rdflib.namespace import RDFS, SKOS

    graph = Graph().parse(config.share() / "ontology" / "core.ttl")
    own = Namespace(PREFIXES["mx"])
    terms = {term for term in graph.subjects(RDF.type) if isinstance(term, URIRef) and term in own}
    assert len(terms) > 25
    for term in terms:
        for path in (RDFS.label, SKOS.definition):
            spoken = {text.language for text in graph.objects(term, path)}
            assert spoken in ({"en", "vi"}, set(config.LANGUAGES)), (term, path)


def test_the_vocabularies_are_named_in_every_language(explorer: Explorer) -> None:
    assert set(config.LANGUAGES) == {"en", "vi", "fr", "de", "es", "zh", "ja"}
    for concept in explorer.concepts.values():
        assert set(concept.names) == set(concept.definitions) == set(config.LANGUAGES), concept.id
    for relation in explorer.relation_types.values():
        assert set(relation.names) >= set(config.LANGUAGES), relation.term
    for row in explorer.rows:
        assert set(row.names) == set(config.LANGUAGES) and row.group, row.id
        assert set(row.group.names) == set(config.LANGUAGES)
    checked = explorer.queries["check_vocabulary_language"].text
    assert all(f'"{language}"' in checked for language in config.LANGUAGES)
