"""The explorer in notebooks: what it answers, the data frames, how it looks, and the magics."""

from __future__ import annotations

import builtins
import copy
import json
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import html5lib
import pandas as pd
import pytest
from babel.messages.pofile import read_po
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from pyoxigraph import NamedNode
from rdflib import Graph, URIRef
from rdflib.compare import isomorphic

from explorer import Explorer, config
from explorer.errors import ChoiceError, ExplorerError, NotFound, ParameterError, StoreError
from explorer.export.words import WORDS
from explorer.model import Disagreement, Facts, Outside, Snapshot
from explorer.notebook import looks
from explorer.notebook.elsewhere import Reports
from explorer.notebook.method import Relations
from explorer.notebook.rows import Solutions, Triples
from explorer.notebook.words import own
from explorer.vocab import METHODS
from reference import ROOT, SMALL

STATED = "SELECT ?m ?y { ?m mx:family family:statistics ; mx:introduced ?y }"


@pytest.fixture(scope="module")
def little() -> Explorer:
    return Explorer(SMALL)


@pytest.fixture(scope="module")
def far(little: Explorer, serve_graph) -> Explorer:
    return Explorer(serve_graph(little.store))


# asking


def test_names_do_for_slugs_everywhere(ex: Explorer) -> None:
    made = ex.compare("PCA", ["Logistic regression", "lasso"])
    assert [one.id for one in made.methods] == [
        "principal-component-analysis",
        "logistic-regression",
        "lasso",
    ]
    assert ex.method("Random Forest").id == "random-forest"
    assert ex.neighbourhood("random forest").focus == "random-forest"
    assert ex.path("Lasso", "Ridge regression").end == "ridge-regression"
    assert ex.person("Leo Breiman").id == "leo-breiman"
    assert ex.paper("Random forests") == ex.paper("10.1023/a:1010933404324")
    assert ex.links("Random Forest") == ex.links("random-forest") != ()
    (above, *_), pair = ex.entailed("Generalized linear model"), ["Lasso", "Ridge regression"]
    assert above in ex.entailed("generalized-linear-model")
    assert ex.among(pair) == ex.among(["lasso", "ridge-regression"]) != ()
    assert ex.cite("https://doi.org/10.1023/A:1010933404324") == ex.paper("Random forests").cite()


def test_what_an_explorer_gives_can_be_given_back(ex: Explorer) -> None:
    lasso, ridge = ex.method("lasso"), ex.methods("ridge regression", sort="relevance")[0]
    both = ex.compare("lasso", "ridge-regression")
    assert ex.compare(lasso, ridge) == ex.compare([lasso, [ridge]]) == both
    assert ex.compare(ex.methods()[:2]).methods == ex.compare(*ex.methods()[:2]).methods
    assert ex.compare(ex.search("lasso", types="method")[:1], both.methods[1]) == both
    assert ex.path(lasso, ridge) == ex.path("lasso", "ridge-regression")
    assert ex.method(ridge).id == ridge.id and ex.neighbourhood(lasso).focus == "lasso"
    assert ex.cite(lasso) == ex.cite(lasso.works) == ex.cite(lasso.works[0]) == lasso.cite()
    assert ex.person(lasso.works[0].authors[0]).id == "robert-tibshirani"
    assert ex.elsewhere(lasso) == ex.elsewhere("lasso") != ()
    assert ex.methods(field=lasso.fields[0]) == ex.methods(field="model-selection")
    by = ex.query("thing_methods", thing=ex.person("leo-breiman"))
    assert by == ex.query("thing_methods", thing="person:leo-breiman")
    extending = ex.sparql("SELECT ?m { ?m mx:extends method:lasso }")
    assert ex.method(extending[0]["m"]).id == extending.df["m"][0].removeprefix("method:")


def test_curies_and_iris_do_for_slugs(ex: Explorer) -> None:
    for prefix in ("method:", METHODS):
        assert ex.method(f"{prefix}lasso") == ex.method("lasso")
        assert ex.compare(f"{prefix}lasso", "PCA") == ex.compare("lasso", "PCA")
        assert ex.cite(f"{prefix}lasso") == ex.cite("lasso")
        assert ex.elsewhere(f"{prefix}lasso") == ex.elsewhere("lasso")
    assert ex.cite("paper:breiman-2001-random-forests") == ex.cite("10.1023/a:1010933404324")
    assert ex.person("person:leo-breiman") == ex.person("leo-breiman")
    assert ex.cite("person:leo-breiman") == ex.cite("leo-breiman")
    assert ex.methods(field="field:clustering") == ex.methods(field="clustering")
    with pytest.raises(NotFound, match="no method “person:leo-breiman”"):
        ex.method("person:leo-breiman")
    with pytest.raises(ParameterError, match=r"its prefix, as in person:leo-breiman\."):
        ex.query("thing_methods", thing="leo-breiman")


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda ex: ex.method(None), "not None"),
        (lambda ex: ex.compare("lasso", 3), "not 3"),
        (lambda ex: ex.methods(since=1990, until=1980), "since=1990 until=1980"),
        (lambda ex: ex.methods(family="stats"), "the nearest: statistics, "),
        (lambda ex: ex.method("lasso", lang="vi"), "Say language='vi'"),
        (lambda ex: ex.query("method_lst"), "the nearest: method_list"),
        (lambda ex: ex.query("nope"), r"list\(ex\.queries\)"),
    ],
)
def test_a_mistake_is_one_sentence(ex: Explorer, ask, said: str) -> None:
    with pytest.raises(ExplorerError, match=said):
        ask(ex)


def test_several_know_what_they_hold(ex: Explorer) -> None:
    some = ex.methods(family="statistics")
    assert "lasso" in some and "PCA" in some and ex.method("lasso") in some and some[0] in some
    assert "random-forest" not in some and "nonsense" not in some
    one, other = ex.links("lasso"), ex.links("ridge-regression")
    assert one == list(one) and one != other and one[:0] != some[:0]
    assert list(one + other) == [*one, *other] and len((one + other).df) == len(one) + len(other)
    hits = ex.search("hoi quy")
    assert len(hits) == len([*hits]) > 2 and hits[0].id == "linear-regression"
    assert hits[:2].df["id"].to_list() == [hit.id for hit in hits][:2]
    assert "Hồi quy tuyến tính" in hits._repr_html_() and not ex.search("zzzzqqq")


def test_a_doi_that_is_not_there_is_refused(ex: Explorer) -> None:
    with pytest.raises(NotFound, match=r"No work with the DOI “10\.1023/nothing”"):
        ex.cite("10.1023/nothing")


@pytest.mark.parametrize(
    "ask",
    [
        lambda ex: ex.compare("lasso", "rigde regression"),
        lambda ex: ex.method("rigde-regression"),
        lambda ex: ex.neighbourhood("rigde regression"),
        lambda ex: ex.path("lasso", "rigde regression"),
        lambda ex: ex.links("rigde regression"),
        lambda ex: ex.entailed("rigde regression"),
        lambda ex: ex.among(["lasso", "rigde regression"]),
    ],
)
def test_a_method_that_is_not_there_is_refused_with_the_nearest(ex: Explorer, ask) -> None:
    with pytest.raises(NotFound, match=r"The nearest:.*ridge-regression"):
        ask(ex)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("survival-analysis", "There is a field of that name: survival-analysis."),
        ("Leo Breiman", "There is a person of that name: leo-breiman."),
        ("GMM", r"a name of 3 methods: choose one\. The nearest: gaussian-mixture-model"),
        ("nonsense", "“nonsense”.$"),
    ],
)
def test_a_name_of_no_method_or_of_several_says_whose_it_is(ex: Explorer, wanted, said) -> None:
    with pytest.raises(NotFound, match=said):
        ex.compare("lasso", wanted)


def test_a_person_that_is_not_there_is_refused_with_the_nearest(ex: Explorer) -> None:
    with pytest.raises(NotFound, match="leo-breiman"):
        ex.person("Leo Breimann")


def test_methods_go_by_slug_or_name_of_their_choices(ex: Explorer) -> None:
    by_slug = ex.methods(family="machine-learning", since=1990, until=1999, sort="oldest")
    by_name = ex.methods(family="Machine learning", since=1990, until=1999, sort="oldest")
    assert by_slug.ids == by_name.ids and len(by_slug) > 5
    years = [one.introduced for one in by_slug]
    assert years == sorted(years) and min(years) >= 1990 and max(years) <= 1999
    both = ex.methods(family=["statistics", "machine learning"])
    assert len(both) == len(ex.methods(family="statistics")) + len(
        ex.methods(family="machine-learning")
    )
    assert set(ex.methods(field="Regularisation").ids) >= {"lasso", "ridge-regression"}
    assert len(ex.methods()) == len(ex.entries)
    with pytest.raises(ChoiceError, match="statistics"):
        ex.methods(family="statistic s of old")


def test_a_part_is_of_the_same_kind(ex: Explorer) -> None:
    rows = ex.sparql(STATED).by("iris")
    for many in (
        ex.methods(),
        ex.method("lasso").relations,
        ex.person("leo-breiman").papers,
        ex.sparql("DESCRIBE method:lasso"),
        rows,
    ):
        part = many[1:3]
        assert type(part) is type(many) and len(part) == 2
        whole = many.df.iloc[1:3].reset_index(drop=True)
        queried = isinstance(many, Solutions | Triples)
        pd.testing.assert_frame_equal(part.df, whole, check_dtype=not queried)


@pytest.mark.parametrize(
    ("ask", "shown"),
    [
        (
            lambda ex: ex.sparql("SELECT ?m { ?m mx:extends method:bagging } LIMIT 1"),
            "<1 row of m>",
        ),
        (lambda ex: ex.method("random-forest").papers, "<1 work: Random forests>"),
        (lambda ex: ex.methods("lasso", until=1), "<no methods>"),
        (lambda ex: ex.sparql("CONSTRUCT { method:a a mx:B } {}"), "<1 triple>"),
        (lambda ex: ex.method("lasso"), "<Method lasso: Lasso, 1996>"),
        (lambda ex: ex.methods()[:1][0], "<Entry ab-testing: A/B testing, 2007>"),
        (lambda ex: ex.person("leo-breiman"), "<Person leo-breiman: Leo Breiman>"),
        (lambda ex: ex.search("zzzzqqq"), "<0 hits for “zzzzqqq”>"),
        (lambda ex: ex.search("lasso")[0], "<Hit method lasso: Lasso>"),
        (
            lambda ex: ex.compare("lasso", "PCA").row("Family"),
            "<Row family: Statistics | Statistics>",
        ),
        (lambda ex: ex.path("lasso", "ridge-regression"), "<Route: lasso → ridge-regression>"),
    ],
)
def test_what_is_shown_in_a_line(ex: Explorer, ask, shown: str) -> None:
    assert repr(ask(ex)) == shown


# data frames


def types(frame: pd.DataFrame) -> dict[str, str]:
    return {name: str(kind) for name, kind in frame.dtypes.items()}


def test_the_columns_of_methods_have_their_types(ex: Explorer) -> None:
    frame = ex.methods().df
    assert types(frame) == {
        "id": "string",
        "name": "string",
        "family": "string",
        "fields": "object",
        "kinds": "object",
        "originators": "object",
        "introduced": "Int64",
        "established": "Int64",
        "summary": "string",
        "works": "object",
    }
    lasso = frame.set_index("id").loc["lasso"]
    assert lasso["originators"] == ["Robert Tibshirani"] and lasso["introduced"] == 1996


@pytest.mark.parametrize(
    "ask",
    [
        lambda ex, words: ex.methods("lasso", until=None if words else 1),
        lambda ex, words: ex.search("lasso" if words else "zzzzqqq"),
        lambda ex, words: ex.sparql(STATED if words else STATED.replace("statistics", "no")),
        lambda ex, words: ex.method("lasso").relations[: 9 if words else 0],
        lambda ex, words: ex.method("lasso").papers[: 9 if words else 0],
    ],
)
def test_an_empty_result_keeps_its_columns(ex: Explorer, ask) -> None:
    empty, full = ask(ex, False).df, ask(ex, True).df
    assert len(empty) == 0 < len(full) and list(empty) == list(full)
    if not isinstance(ask(ex, True), Solutions):
        assert types(empty) == types(full)


def test_things_go_by_labels_curies_or_iris(ex: Explorer) -> None:
    relations = ex.method("lasso", language="vi").relations
    first = relations.frame("labels").iloc[0]
    assert relations.frame("curies")["method"].iloc[0] == f"method:{first['method_id']}"
    assert relations.frame("iris")["method"].iloc[0] == f"{METHODS}{first['method_id']}"
    assert first["method"] == ex.method(first["method_id"], "vi").name
    made = ex.compare("lasso", "ridge-regression")
    assert made.frame("curies").loc["Family", "method:lasso"] == ["family:statistics"]
    for result in (relations, made, ex.sparql(STATED), ex.methods()):
        with pytest.raises(ChoiceError, match="labels, curies, iris, not by 'slugs'"):
            result.frame("slugs")


def test_a_comparison_is_a_frame_as_shown_and_a_tidy_one(ex: Explorer) -> None:
    made = ex.compare("lasso", "ridge-regression")
    frame = made.df
    assert list(frame) == ["differs", "Lasso", "Ridge regression"]
    assert str(frame["differs"].dtype) == "boolean"
    assert tuple(frame.index[frame["differs"].fillna(value=False)]) == made.differences
    assert frame.loc["Year introduced", "Lasso"] == [1996]
    assert frame["differs"].isna().any(), "rows that are never compared"
    tidy = made.tidy
    year = tidy[tidy["row_id"] == "introduced"]
    assert dict(zip(year["method_id"], year["value"], strict=True)) == {
        "lasso": 1996,
        "ridge-regression": 1970,
    }
    assert set(tidy["scope"]) == {"common", "only"}


def test_walks_are_frames(ex: Explorer) -> None:
    around = ex.neighbourhood("random-forest", types="extends")
    assert set(around.df["relation"]) == {"extends"}
    assert str(around.df["inferred"].dtype) == "boolean"
    assert types(around.nodes_df)["distance"] == "Int64"
    assert list(around.nodes_df["id"]) == [node.id for node in around.nodes]
    way = ex.path("lasso", "transformer").df
    first = way[way["path"] == 1]
    assert first["source"].iloc[0] == "Lasso" and first["target"].iloc[-1] == "Transformer"


def reported(ex: Explorer) -> Reports:
    graph = NamedNode("https://example.org/openalex-2026-11-27")
    differs = Disagreement("year", ("1996",), ("1997",))
    said = Outside(
        Snapshot(graph, "OpenAlex", "", "", "2026-11-27"),
        NamedNode(f"{METHODS}lasso"),
        Facts(citations=9, years=(1997,)),
        (differs,),
    )
    return Reports((said,), ex)


def test_a_column_means_the_same_in_every_frame(ex: Explorer) -> None:
    told = (ROOT / "docs" / "how-to" / "notebook.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", told, re.M))))
    method, made = ex.method("lasso"), ex.compare("lasso", "ridge-regression")
    near, way = ex.neighbourhood("lasso"), ex.path("lasso", "transformer")
    found = ex.search("lasso")
    frames = [
        *(one.frame for one in (ex.methods("lasso"), method, method.relations, method.papers)),
        *(one.frame for one in (ex.person("leo-breiman"), near, way, found)),
        *(made.tidy_frame, near.nodes_frame, ex.elsewhere("akaike-information-criterion").frame),
        *(ex.among(["lasso", "ridge-regression"]).frame, reported(ex).frame),
        *(one.frame for one in (ex.works, ex.people, ex.statistics, found[0])),
    ]
    held = set()
    for frame in frames:
        labels, curies = frame("labels"), frame("curies")
        held |= {*labels}
        assert list(labels) == list(curies) and len(labels) == len(curies) > 0
        for name in {"method", "source", "target"} & {*labels}:
            assert (labels[name] == [ex.method(one).name for one in labels[f"{name}_id"]]).all()
            assert (curies[name] == "method:" + labels[f"{name}_id"]).all()
        if "row" in labels:
            rows = zip(labels["row"], labels["row_id"], strict=True)
            assert all(made.row(one).label.value == label for label, one in rows)
        if "name" in labels:
            assert curies["name"].str.endswith(tuple(f":{one}" for one in labels["id"])).all()
        if "value" in labels:
            years = labels[labels["row_id"] == "introduced"]["value"]
            assert {type(year) for year in years} == {int}
    assert held == named, "the table of columns in docs/how-to/notebook.md"
    link = replace(method.links[0], source=method.papers[0].term)
    borne = Relations((link,), ex).df["reference"]
    assert borne.to_list() == [method.papers[0].title]


KEPT = {
    "methods": lambda ex: ex.methods("lasso", language="vi"),
    "entry": lambda ex: ex.methods()[0],
    "method": lambda ex: ex.method("lasso"),
    "relations": lambda ex: ex.method("lasso").relations,
    "papers": lambda ex: ex.method("lasso").papers,
    "person": lambda ex: ex.person("leo-breiman"),
    "found": lambda ex: ex.search("gmm"),
    "comparison": lambda ex: ex.compare("lasso", "ridge-regression", language="vi"),
    "neighbourhood": lambda ex: ex.neighbourhood("lasso"),
    "path": lambda ex: ex.path("lasso", "transformer"),
    "rows": lambda ex: ex.sparql(STATED).by("labels"),
    "triples": lambda ex: ex.sparql("DESCRIBE method:lasso"),
}


@pytest.mark.parametrize("name", KEPT)
def test_copies_keep_the_explorer_and_pickles_say_that_they_do_not(ex: Explorer, name: str) -> None:
    made = KEPT[name](ex)
    for same in (copy.copy(made), copy.deepcopy(made)):
        assert type(same) is type(made) and same is not made
        pd.testing.assert_frame_equal(same.df, made.df)
        assert same._repr_html_() == made._repr_html_()
    kept = pickle.loads(pickle.dumps(made))
    assert repr(copy.deepcopy(kept)) == repr(kept) == repr(made) and kept._repr_html_() is None
    with pytest.raises(ExplorerError, match="Pickles leave the explorer behind"):
        len(kept.df)


def test_an_explorer_is_its_own_deep_copy(ex: Explorer) -> None:
    assert copy.deepcopy({"ex": ex})["ex"] is ex


@pytest.mark.parametrize(
    ("words", "ask", "forms"),
    [
        (["show", "lasso"], lambda ex: ex.method("lasso"), ["json", "csv"]),
        (["search", "gmm"], lambda ex: ex.search("gmm", 8), ["json", "csv"]),
        (["path", "lasso", "knn"], lambda ex: ex.path("lasso", "knn"), ["json", "csv"]),
        (
            ["near", "lasso"],
            lambda ex: ex.neighbourhood("lasso"),
            ["json", "csv", "graphml", "dot", "mermaid"],
        ),
    ],
)
def test_results_are_kept_as_the_files_that_the_shell_prints(
    run, ex: Explorer, tmp_path: Path, words: list[str], ask, forms: list[str]
) -> None:
    made = ask(ex)
    for form in forms:
        kept = made.to(tmp_path / f"kept.{form}").read_text("utf-8")
        assert kept == run(*words, f"--{form}").stdout
    with pytest.raises(ChoiceError, match=r"let it end with \.json(,| or) \.csv"):
        made.to(tmp_path / "kept.xlsx")
    with pytest.raises(ChoiceError, match=r"nowhere.kept\.csv cannot be written: No such file"):
        made.to(tmp_path / "nowhere" / "kept.csv")


def test_works_are_kept_as_files_of_reference_managers(ex: Explorer, tmp_path: Path) -> None:
    for made in (ex.compare("lasso", "PCA"), ex.methods("lasso"), ex.method("lasso")):
        for form, style in (("bib", "bibtex"), ("ris", "ris"), ("csl", "csl-json")):
            kept = made.to(tmp_path / f"works.{form}").read_bytes().decode()
            assert kept == made.cite(style) != ""
    with pytest.raises(ChoiceError, match=r"let it end with \.json or \.csv\."):
        ex.search("lasso").to(tmp_path / "works.bib")


def test_methods_and_the_data_set_are_cited(ex: Explorer) -> None:
    some = ex.methods("lasso")
    assert some.cite() == ex.cite(some) and some[0].cite() == ex.cite(some[0])
    alone = ex.cite(dataset=True)
    assert alone.startswith("The Method Explorer team.") and alone.count("\n") == 1
    assert ex.cite("lasso", dataset=True, style="ris").endswith(ex.cite(dataset=True, style="ris"))


def test_a_picture_is_kept_as_a_file(ex: Explorer, tmp_path: Path) -> None:
    for made in (ex.neighbourhood("lasso"), ex.path("lasso", "transformer")):
        assert made.to(tmp_path / "kept.svg").read_text("utf-8") == made.svg


def test_walks_cite_the_works_of_their_methods(ex: Explorer) -> None:
    way, near = ex.path("lasso", "ridge regression"), ex.neighbourhood("lasso")
    assert way.cite() == ex.cite("lasso", "ridge-regression")
    assert ex.cite("lasso", style="bibtex").strip() in near.cite("BibTeX")


def test_works_are_cited_by_person_and_title_too(ex: Explorer) -> None:
    leo = ex.person("leo-breiman").cite()
    assert leo.count("Breiman") > 2 and ex.cite("Leo Breiman") == leo == ex.cite("leo-breiman")
    assert ex.cite("Bagging predictors", style="APA") == ex.work("Bagging predictors").cite()
    with pytest.raises(ChoiceError, match="Give a work, a method or a person"):
        ex.cite()


def test_relations_and_joins_are_frames(ex: Explorer) -> None:
    stated, above = ex.links("lasso"), ex.entailed("generalized-linear-model")
    assert set(stated.df["inferred"]) == {False} and set(above.df["inferred"]) == {True}
    joined = ex.among(["lasso", "ridge regression"])
    assert joined.df.iloc[0][["source", "target"]].to_list() == ["Lasso", "Ridge regression"]
    assert "Ridge regression" in joined._repr_html_()


def test_what_others_say_is_a_frame_and_says_where_nothing_was_taken(
    ex: Explorer,
) -> None:
    assert repr(ex.outside("lasso")).startswith("<no snapshot of what others say is here")
    held = reported(ex)
    (row,) = held.df.to_dict("records")
    assert (row["name"], row["dataset"], row["citations"]) == ("Lasso", "OpenAlex", 9)
    assert row["disagreements"] == ["year"] and "9 citations" in held._repr_html_()
    assert repr(held) == "<1 report: openalex 2026-11-27>"
    assert types(ex.outside("lasso").df) == types(held.df)


def test_a_row_that_is_not_there_is_refused_with_those_there_are(ex: Explorer) -> None:
    with pytest.raises(ChoiceError, match=r"no row 'bogus'; the rows are .*introduced"):
        ex.compare("lasso").row("bogus")


def test_frames_say_what_to_install_without_pandas(
    ex: Explorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = builtins.__import__

    def missing(name: str, *rest, **named):
        if name == "pandas":
            raise ImportError(name)
        return found(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(ExplorerError, match=r"pip install -e '\.\[notebook\]' in the folder"):
        len(ex.methods().df)


def test_the_package_is_imported_without_the_libraries_of_notebooks() -> None:
    heavy = ("pandas", "IPython", "rdflib", "matplotlib", "anywidget")
    said = f"import sys, explorer; print([name for name in {heavy} if name in sys.modules])"
    ended = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


# queries


def test_each_form_of_query_gives_its_kind(ex: Explorer) -> None:
    rows = ex.sparql(f"{STATED} ORDER BY ?y")
    assert isinstance(rows, Solutions) and types(rows.df)["y"] == "Int64"
    assert rows.df["m"].str.startswith("method:").all()
    assert set(rows.by("labels").df["m"]) >= {"Lasso", "Ridge regression"}
    assert ex.sparql("ASK { method:lasso mx:extends method:linear-regression }") is True
    made = ex.sparql("CONSTRUCT { ?m a mx:Seen } { ?m mx:family family:statistics }")
    assert isinstance(made, Triples) and set(made.df["object"]) == {"mx:Seen"}
    assert "skos:prefLabel" in set(ex.sparql("DESCRIBE method:lasso").df["predicate"])


def test_numbers_truth_and_days_are_such(ex: Explorer) -> None:
    frame = ex.sparql(
        'SELECT * { VALUES (?w ?d ?t ?b ?x) { (1 1.5 true "2020-02-03"^^xsd:date "x"@vi) (UNDEF UNDEF '
        "UNDEF UNDEF UNDEF) } }"
    ).df
    assert types(frame)["w"] == "Int64" and types(frame)["d"] == "Float64"
    assert types(frame)["t"] == "boolean" and frame["b"].iloc[0].year == 2020
    assert frame.iloc[1].isna().all()


def test_a_query_that_is_none_says_where(ex: Explorer) -> None:
    with pytest.raises(StoreError, match="Line 2, column"):
        ex.sparql("SELECT ?m {\n ?m mx:extends }")
    with pytest.raises(ExplorerError, match="SELECT, ASK, CONSTRUCT, DESCRIBE"):
        ex.sparql("lasso")


def test_a_query_file_takes_values_as_text(ex: Explorer) -> None:
    found = ex.query("thing_methods", thing="person:leo-breiman")
    assert "method:random-forest" in set(found.df["method"])
    with pytest.raises(ParameterError, match="is not a parameter"):
        ex.query("thing_methods", person="person:leo-breiman")


def test_the_graph_of_rdflib_is_what_is_stated(little: Explorer) -> None:
    stated = Graph()
    for path in config.Sources.below(SMALL).all:
        stated.parse(path)
    assert isomorphic(little.graph, stated)
    size = len(little.graph)
    assert size == len(Explorer(SMALL).graph) > 0
    assert little.graph.namespace_manager.qname(URIRef(f"{METHODS}lasso")) == "method:lasso"


def test_an_endpoint_answers_alike(little: Explorer, far: Explorer) -> None:
    assert repr(far) == repr(little)
    for ask in (
        lambda one: one.methods(sort="oldest").df,
        lambda one: one.compare("Ant", "cow").tidy,
        lambda one: one.sparql("SELECT ?m ?y { ?m mx:introduced ?y } ORDER BY ?m").df,
        lambda one: one.neighbourhood("ant").df,
        lambda one: one.path("ant", "cow").df,
        lambda one: one.search("be").df,
    ):
        pd.testing.assert_frame_equal(ask(far), ask(little))
    assert far.sparql("ASK { method:ant mx:extends method:bee }") is True
    assert isomorphic(far.graph, little.graph)
    with pytest.raises(StoreError, match="refused the query"):
        far.sparql("SELECT ?m { ?m mx:extends }")


# how it looks

SHOWN = {
    "explorer": lambda ex, lang: ex,
    "methods": lambda ex, lang: ex.methods(language=lang),
    "entry": lambda ex, lang: ex.methods(language=lang)[0],
    "method": lambda ex, lang: ex.method("random-forest", lang),
    "relations": lambda ex, lang: ex.method("lasso", lang).relations,
    "papers": lambda ex, lang: ex.method("lasso", lang).papers,
    "paper": lambda ex, lang: ex.paper("Random forests", lang),
    "person": lambda ex, lang: ex.person("leo-breiman", lang),
    "found": lambda ex, lang: ex.search("gmm", language=lang),
    "none": lambda ex, lang: ex.search("zzzzqqq", language=lang),
    "comparison": lambda ex, lang: ex.compare("lasso", "ridge-regression", language=lang),
    "neighbourhood": lambda ex, lang: ex.neighbourhood("lasso", language=lang),
    "path": lambda ex, lang: ex.path("lasso", "transformer", lang),
    "rows": lambda ex, lang: ex.sparql(STATED),
    "triples": lambda ex, lang: ex.sparql("DESCRIBE method:lasso"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_every_result_is_sound_html_that_loads_nothing(ex: Explorer, name: str) -> None:
    for lang in ("en", "vi"):
        made = SHOWN[name](ex, lang)._repr_html_()
        html5lib.HTMLParser(strict=True).parseFragment(made)
        assert not re.search(r"<(script|link|iframe|object)\b|@import|\bsrc=(?!.data:)", made)
        assert not re.search(r"url\((?!#)", made)
        assert "prefers-color-scheme: dark" in made and '[data-jp-theme-light="false"]' in made


def bare(made: str) -> str:
    """Return what is left to read where styles are stripped."""
    return re.sub(r"<[^>]+>", "", re.sub(r"<style>.*?</style>", "", made, flags=re.S))


def test_a_comparison_carries_its_marks_and_words(ex: Explorer) -> None:
    made = ex.compare("lasso", "ridge-regression")
    html = made._repr_html_()
    table = html5lib.parseFragment(html, namespaceHTMLElements=False).find(".//table")
    rows = table.findall("tbody/tr")
    assert table.findtext("caption") == "Compare: Lasso, Ridge regression"
    assert len(rows) == len(made.rows) and all(row.find("th").get("scope") == "row" for row in rows)
    for row, shown in zip(made.rows, rows, strict=True):
        assert row.differs is ("≠ (differs)" in "".join(shown.find("th").itertext()))
    assert "▮▯ 1996" in bare(html) and "▯▮ 1970" in bare(html)
    assert 'role="img" aria-label="only here:"' in html
    assert "https://doi.org/10.1111/j.2517-6161.1996.tb02080.x" in html
    vi = ex.compare("lasso", "ridge-regression", language="vi")._repr_html_()
    assert 'lang="vi"' in vi and "≠ (khác nhau)" in bare(vi) and "Hồi quy Lasso" in vi


def test_long_lists_are_cut_and_say_so(ex: Explorer) -> None:
    html = ex.methods()._repr_html_()
    assert html.count("<tr>") == looks.MOST + 1
    assert f"… and {len(ex.entries) - looks.MOST} more" in html
    assert f"… và {len(ex.entries) - looks.MOST} mục nữa" in ex.methods(language="vi")._repr_html_()
    assert "more</p>" not in ex.methods("lasso", until=1996)._repr_html_()


def test_what_is_in_the_data_is_never_markup(ex: Explorer) -> None:
    evil = '<img src=x onerror="alert(1)">\'&'
    rows = ex.sparql(f"SELECT (?l AS ?evil) {{ VALUES ?l {{ {json.dumps(evil)} }} }}")
    entry = ex.methods()[0]
    hostile = replace(entry, names={"en": evil}, summaries={"en": evil})
    paper = replace(ex.paper("Random forests"), title=evil, venue=evil, url=f'javascript:"{evil}')
    made = ex.compare("lasso")
    method = replace(made.methods[0], label=replace(made.methods[0].label, value=evil))
    several = replace(made, methods=(method,))
    for one in (hostile, paper, several):
        object.__setattr__(one, "_explorer", ex)
        object.__setattr__(one, "_language", "en")
    for one in (rows, hostile, paper, several, ex.search(evil)):
        html = one._repr_html_()
        assert "<img" not in html and "&lt;img" in html


@pytest.mark.parametrize("language", sorted(own()))
def test_the_words_of_notebooks_are_those_of_the_pages(language: str) -> None:
    path = ROOT / "explorer" / "web" / "translations" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as lines:
        known = read_po(lines, locale=language)
    mine = {text: said for text, said in own()[language].items() if text not in OWN}
    assert mine == {text: known.get(text).string for text in mine}
    assert own()[language].keys() >= OWN and not own()[language].keys() & WORDS[language].keys()


OWN = {"Name", "Reason", "… and %(num)s more"}


# magics


@pytest.fixture
def shell() -> Iterator[InteractiveShell]:
    made = InteractiveShell()
    made.history_manager.enabled = False
    made.run_line_magic("load_ext", "explorer.notebook")
    yield made
    made.history_manager.end_session()
    InteractiveShell.clear_instance()


def run(shell: InteractiveShell, cell: str) -> tuple[object, str]:
    """Return the result of a cell and what it says."""
    with capture_output() as said:
        ended = shell.run_cell(cell)
    return ended.result, said.stdout + said.stderr


def test_sparql_is_a_cell(shell: InteractiveShell, ex: Explorer) -> None:
    shell.user_ns["ex"] = ex
    found, _ = run(shell, f"%%sparql --to rows --names labels\n{STATED}")
    assert found is shell.user_ns["rows"] and isinstance(found, Solutions)
    assert "Ridge regression" in set(found.df["m"])
    assert run(shell, "%%sparql\nASK { method:lasso a mx:Method }")[0] is True
    assert isinstance(run(shell, "%%sparql\nDESCRIBE method:lasso")[0], Triples)
    shell.user_ns["name"] = "no"
    assert len(run(shell, '%%sparql\nSELECT ("{name}$name" AS ?x) {}')[0]) == 1
    assert run(shell, '%%sparql\nSELECT ("{name}" AS ?x) {}')[0].df["x"][0] == "{name}"


def test_compare_is_a_line(shell: InteractiveShell, ex: Explorer) -> None:
    shell.user_ns["ex"] = ex
    made, _ = run(shell, '%compare lasso "ridge regression" --lang vi --to both')
    assert made is shell.user_ns["both"] and made.language == "vi"
    assert [one.id for one in made.methods] == ["lasso", "ridge-regression"]
    shell.Completer.line_buffer = shell.Completer.text_until_cursor = "%compare las"
    assert "lasso" in shell.Completer.dispatch_custom_completer("las")


def test_one_explorer_is_kept_for_each_store(shell: InteractiveShell) -> None:
    one, _ = run(shell, f"%compare ant --store '{SMALL}'")
    other, _ = run(shell, f"%compare Bee --store '{SMALL}'")
    assert one._explorer is other._explorer


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("%compare lasso rigde-regression", "The nearest:"),
        ("%compare", "at least one method"),
        ("%compare lasso --colour red", "“--colour” is not known here"),
        ("%compare lasso --to", "--to needs a value"),
        ('%compare lasso "ridge', "quotation mark"),
        ("%compare lasso --lang xx", "no language “xx”"),
        ("%%sparql --to 1a\nASK {}", "“1a” cannot be one"),
        ("%%sparql lasso\nASK {}", "“lasso” is not known here"),
        ("%%sparql --names slugs\nSELECT * {} ", "labels, curies, iris"),
        ("%%sparql\nSELECT ?m {\n ?m mx:extends }", "line 2"),
        ("%%sparql --store /nowhere\nASK {}", "/nowhere"),
    ],
)
def test_misuse_is_one_sentence(
    shell: InteractiveShell, ex: Explorer, cell: str, said: str
) -> None:
    shell.user_ns["ex"] = ex
    result, told = run(shell, cell)
    assert result is None and said.casefold() in told.casefold()
    assert "Traceback" not in told and len(told.strip().splitlines()) == 1


def test_the_magics_have_help_and_go_away(shell: InteractiveShell) -> None:
    assert "--lang" in shell.inspector.info(shell.find_line_magic("compare"))["docstring"]
    assert "--names" in shell.find_cell_magic("sparql").__doc__
    shell.run_line_magic("unload_ext", "explorer.notebook")
    assert shell.find_line_magic("compare") is None and shell.find_cell_magic("sparql") is None


@pytest.mark.parametrize(
    "asked",
    [
        lambda ex: ex.search("lasso", types="methods"),
        lambda ex: ex.methods(sort="year"),
        lambda ex: ex.methods(kind="nothing such"),
    ],
)
def test_a_choice_that_there_is_not_is_refused_with_those_there_are(ex, asked) -> None:
    with pytest.raises(ChoiceError, match="There is no"):
        asked(ex)


def test_a_decade_is_a_number_too_and_numbers_of_any_size_fit(ex) -> None:
    assert ex.methods(decade=1990).ids == ex.methods(decade="1990").ids != []
    assert ex.methods(decade=[1990, "1990"]).ids == ex.methods(decade=1990).ids
    years = ex.methods(since=1990, until=1999)
    assert ex.methods(since="1990", until=years.df["introduced"].max()).ids == years.ids != []
    for wrong in ("199x", 1990.5):
        for asked in ({"since": wrong}, {"until": wrong}, {"decade": [wrong]}):
            with pytest.raises(ChoiceError, match="A year is a whole number such as 1990"):
                ex.methods(**asked)
    assert ex.sparql("SELECT (99999999999999999999 AS ?x) {}").df["x"][0] == 99999999999999999999
