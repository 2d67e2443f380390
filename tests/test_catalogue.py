from __future__ import annotations

from collections import Counter

from explorer import Explorer
from explorer.model import collated


def test_lists_what_a_method_is(small: Explorer) -> None:
    ant = small.index["ant"]
    assert ant.names == {"en": "Ant", "vi": "Kiến"}
    assert sorted(alias.value for alias in ant.aliases) == ["con kiến", "emmet"]
    assert [short.value for short in ant.acronyms] == ["A"]
    assert [work.value.rpartition("/")[2] for work in ant.works] == ["one"]
    assert (ant.introduced, ant.established) == (1990, 1996)


def test_names_relations_from_both_ends(small: Explorer) -> None:
    links = {(link.relation.label.value, link.other.id) for link in small.links("bee", "en")}
    assert links == {("is extended by", "ant"), ("is used with", "cow")}


def test_says_why_two_methods_are_related(small: Explorer) -> None:
    link = next(link for link in small.links("ant", "vi") if link.other.id == "bee")
    assert link.note is not None and link.note.value == "Nó đi bộ."
    assert link.source is not None and link.source.value.endswith("/paper/one")


def test_sorts_as_a_vietnamese_dictionary() -> None:
    # the order of a printed dictionary: letters first, then tones
    words = [
        "a",
        "à",
        "ả",
        "ã",
        "á",
        "ạ",
        "an",
        "ăn",
        "ân",
        "da",
        "đa",
        "em",
        "êm",
        "on",
        "ôn",
        "ơn",
    ]
    words += ["uy", "ưu", "vi"]
    assert sorted(set(words), key=lambda word: collated(word, "vi")) == words
    phrases = ["Hồi quy", "Hồi quy logistic", "Hội quy"]
    assert sorted(set(phrases), key=lambda word: collated(word, "vi"))[0] == "Hồi quy"


def test_the_first_field_is_the_one_that_most_of_the_family_have(either: Explorer) -> None:
    held = Counter((entry.family, field) for entry in either.entries for field in entry.fields)
    several = [entry for entry in either.entries if len(entry.fields) > 1]
    assert several
    for entry in several:
        counts = [held[entry.family, field] for field in entry.fields]
        assert counts == sorted(counts, reverse=True)
