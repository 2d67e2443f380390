from __future__ import annotations

import pytest

from explorer import Explorer
from explorer.model import collated


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("random forest", "random-forest"),
        ("RANDOM FOREST", "random-forest"),
        ("rừng ngẫu nhiên", "random-forest"),
        ("rung ngau nhien", "random-forest"),
        ("randon forst", "random-forest"),
        ("CNN fine-tuning", "fine-tuned-convolutional-neural-network"),
        ("cronbach", "cronbachs-alpha"),
    ],
)
def test_finds_by_name_alias_or_something_like_it(
    explorer: Explorer, words: str, first: str
) -> None:
    assert explorer.find(words)[0].id == first


@pytest.mark.parametrize("words", ["", "   ", "qzxw", "\n", "%_"])
def test_finds_nothing_where_nothing_fits(explorer: Explorer, words: str) -> None:
    assert explorer.find(words) == []


def test_names_the_nearest_slugs(explorer: Explorer) -> None:
    assert explorer.nearest("randm-forest")[0] == "random-forest"
    assert len(explorer.nearest("a")) <= 5


def test_lists_what_a_method_is(small: Explorer) -> None:
    ant = small.index["ant"]
    assert ant.names == {"en": "Ant", "vi": "Kiến"}
    assert sorted(ant.aliases) == ["A", "con kiến", "emmet"]
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
