"""What people type finds what they mean, and the hit says why."""

from __future__ import annotations

import pytest

from explorer import Explorer
from explorer.model import Selection
from explorer.search import GROUPS


def hits(explorer: Explorer, words: str, kind: str) -> list[str]:
    return [hit.id for hit in explorer.search(words).hits if hit.type == kind]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("random forest", "random-forest"),
        ("RANDOM FOREST", "random-forest"),
        ("rừng ngẫu nhiên", "random-forest"),
        ("rung ngau nhien", "random-forest"),
        ("randon forst", "random-forest"),
        ("ngau nhien rung", "random-forest"),
        ("breiman forest", "random-forest"),
        ("random-forest", "random-forest"),
        ("CNN fine-tuning", "fine-tuned-convolutional-neural-network"),
        ("cronbach", "cronbachs-alpha"),
        ("k-means", "k-means-clustering"),
        ("t-test", "students-t-test"),
        ("did", "difference-in-differences"),
        ("hoi quy tuyen tinh", "linear-regression"),
        ("kiem dinh t", "students-t-test"),
        ("pca", "principal-component-analysis"),
        ("regresion logistica", "logistic-regression"),
    ],
)
def test_the_first_method_is_the_one_that_is_meant(
    explorer: Explorer, words: str, first: str
) -> None:
    assert hits(explorer, words, "method")[0] == first
    assert explorer.find(words)[0].id == first


def test_finds_with_marks_what_it_finds_without(explorer: Explorer) -> None:
    plain, marked = explorer.search("hoi quy"), explorer.search("Hồi quy")
    assert [hit.id for hit in plain.hits] == [hit.id for hit in marked.hits]
    assert len(plain.hits) > 10


@pytest.mark.parametrize(("one", "other"), [("hồi qui", "hồi quy"), ("tỉ số", "tỷ số")])
def test_both_spellings_of_vietnamese_find_the_same(
    explorer: Explorer, one: str, other: str
) -> None:
    def found(words: str) -> set[str]:
        return {hit.id for hit in explorer.search(words, 300, ("method",)).hits}

    assert found(one) == found(other) != set()


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("multilevel modelling", "multilevel-model"),
        ("multilevel modeling", "multilevel-model"),
        ("multilevel models", "multilevel-model"),
        ("uplift modeling", "uplift-modelling"),
        ("agent based modelling", "agent-based-modeling"),
        ("generalised linear model", "generalized-linear-model"),
        ("randomised controlled trials", "randomized-controlled-trial"),
        ("k nearest neighbours", "k-nearest-neighbors"),
        ("case studies", "case-study-research"),
        ("interviews", "semi-structured-interview"),
        ("meta-analyses", "meta-analysis"),
    ],
)
def test_spellings_and_plurals_are_one(explorer: Explorer, words: str, first: str) -> None:
    found = explorer.search(words)
    assert next(hit.id for hit in found.hits if hit.type == "method") == first
    assert not found.read_as and not found.ignored


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("behaviour", "behavior"),
        ("labelled data", "labeled data"),
        ("optimisation", "optimization"),
        ("data centre", "data center"),
        ("programme", "program"),
    ],
)
def test_both_spellings_of_english_find_the_same(explorer: Explorer, one: str, other: str) -> None:
    british, american = (explorer.search(words, 50).hits for words in (one, other))
    assert [hit.id for hit in british] == [hit.id for hit in american]
    assert british


def test_the_best_known_comes_first_among_equals(explorer: Explorer) -> None:
    assert hits(explorer, "regression", "method")[0] in {"linear-regression", "logistic-regression"}


@pytest.mark.parametrize("typed", ["l", "log", "logist", "logistic r", "logistic regression"])
def test_finds_while_one_is_still_typing(explorer: Explorer, typed: str) -> None:
    found = hits(explorer, typed, "method")
    assert found and (len(typed) < 6 or found[0] == "logistic-regression")


@pytest.mark.parametrize(
    ("words", "kind", "slug", "why", "matched"),
    [
        ("random forest", "method", "random-forest", "name", "Random forest"),
        ("rung ngau nhien", "method", "random-forest", "name", "Rừng ngẫu nhiên"),
        ("random decision forest", "method", "random-forest", "alias", "random decision forest"),
        ("gmm", "method", "gaussian-mixture-model", "acronym", "GMM"),
        ("breiman", "method", "random-forest", "originator", "Leo Breiman"),
        ("breiman", "person", "leo-breiman", "name", "Leo Breiman"),
        ("học sâu", "field", "deep-learning", "name", "Học sâu"),
        ("回归分析", "field", "regression-analysis", "name", "回归"),
        ("学習", "field", "ensemble-learning", "name", "学習"),
    ],
)
def test_says_why(
    explorer: Explorer, words: str, kind: str, slug: str, why: str, matched: str
) -> None:
    found = {(hit.type, hit.id): hit for hit in explorer.search(words, 40).hits}
    if (kind, slug) not in found:
        pytest.fail(f"{slug} is not among {list(found)}")
    hit = found[kind, slug]
    assert hit.why == why and matched in hit.matched.value


def test_a_shared_alias_shows_all_its_methods(explorer: Explorer) -> None:
    first = hits(explorer, "GMM", "method")[:3]
    assert set(first) == {
        "gaussian-mixture-model",
        "generalized-method-of-moments",
        "growth-mixture-model",
    }


@pytest.mark.parametrize(
    "words",
    [
        "10.1023/a:1010933404324",
        "10.1023/A:1010933404324",
        "https://doi.org/10.1023/A:1010933404324",
        "doi: 10.1023/A:1010933404324",
    ],
)
def test_a_doi_leads_to_its_work(explorer: Explorer, words: str) -> None:
    first, *methods = explorer.search(words).hits
    assert (first.type, first.id, first.why) == ("paper", "breiman-2001-random-forests", "doi")
    assert "random-forest" in {hit.id for hit in methods}
    assert hits(explorer, words, "method") == [
        hit.id for hit in explorer.search(words, 20, ("method",)).hits
    ]


def test_says_what_misspelt_words_were_taken_for(explorer: Explorer) -> None:
    assert explorer.search("ramdom forst").read_as == "random forest"
    assert explorer.search("random forest").read_as == ""


def test_looks_for_the_other_words_where_one_fits_nothing(explorer: Explorer) -> None:
    found = explorer.search("lasso qzxwqzxw")
    assert found.ignored == ("qzxwqzxw",) and found.hits[0].id == "lasso"


def test_shows_what_has_one_of_the_words_where_nothing_has_all(explorer: Explorer) -> None:
    found = explorer.search("lasso breiman")
    assert {"lasso", "leo-breiman"} <= {hit.id for hit in found.hits}
    assert found.partial and not found.read_as
    assert not explorer.search("breiman forest").partial
    # a list says that all its methods fit
    assert explorer.browse(Selection({}, words="lasso grounded")).total == 0


@pytest.mark.parametrize("words", ["", "   ", "\n", "%_", '"*"', "((", "AND OR NOT"])
def test_signs_and_operators_are_no_query(explorer: Explorer, words: str) -> None:
    found = explorer.search(words)
    assert not found.hits or words == "AND OR NOT"
    assert explorer.find("") == []


def test_names_what_comes_nearest_where_nothing_fits(explorer: Explorer) -> None:
    found = explorer.search("rqndqmfqrqst")
    assert not found.hits and "random-forest" in [hit.id for hit in found.nearest]
    assert explorer.nearest("randm-forest")[0] == "random-forest"
    assert "ridge-regression" in explorer.nearest("ridge")
    assert {hit.why for hit in explorer.search("qwkk").nearest} <= {"acronym", "alias", "name"}
    assert len(explorer.nearest("a")) <= 5


@pytest.mark.parametrize("words", ["nonsense", "gibberish", "no-such-thing", "whatever"])
def test_names_nothing_where_nothing_is_near(explorer: Explorer, words: str) -> None:
    assert explorer.nearest(words) == ()


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("ridge", "ridge-regression"),
        ("kaplan meier", "kaplan-meier-estimator"),
        ("logit", "logistic-regression"),
        ("random", "random"),  # the beginning of several
        ("median", "median"),  # “median regression” is no shorter name of quantile regression
        ("clustering", "clustering"),  # a field
        ("bay", "bay"),
    ],
)
def test_a_name_without_its_last_word_is_meant_where_it_fits_one_method(
    explorer: Explorer, words: str, slug: str
) -> None:
    assert explorer.slug(words) == slug


def test_gives_no_more_of_a_type_than_asked_for(explorer: Explorer) -> None:
    found = explorer.search("a", 3)
    for kind in GROUPS:
        assert sum(hit.type == kind for hit in found.hits) <= 3
    assert {hit.type for hit in explorer.search("learning", 3, ("field",)).hits} == {"field"}


def test_every_name_alias_and_short_form_finds_its_method(explorer: Explorer) -> None:
    for entry in explorer.entries[::3]:
        called = [
            *entry.names.values(),
            *(text.value for text in (*entry.aliases, *entry.acronyms)),
        ]
        for name in called:
            assert entry.id in hits(explorer, name, "method"), (name, entry.id)


def test_every_person_and_work_is_found_by_name(explorer: Explorer) -> None:
    for term, name in list(explorer.people.items())[::7]:
        assert term.value.rpartition("/")[2] in hits(explorer, name, "person"), name
    for work in list(explorer.works.values())[::7]:
        assert work.id in hits(explorer, work.title, "paper"), work.title


def test_a_small_graph_is_searched_too(small: Explorer) -> None:
    assert small.search("kiến").hits[0].id == "ant"
    assert small.search("dog").hits[0].names == {"en": "Dog"}
