"""Pictures of neighbourhoods and paths, and plots: what is in them, and that it is all in them."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from base64 import b64decode

import pytest
from matplotlib import pyplot

from explorer import Explorer
from explorer.errors import ChoiceError, ExplorerError
from explorer.notebook import widget
from explorer.notebook.plots import NAMED

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def ex() -> Explorer:
    return Explorer()


@pytest.fixture(autouse=True)
def closed():
    pyplot.switch_backend("agg")
    yield
    pyplot.close("all")


def texts(svg: str) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(svg).iter(f"{SVG}text")]


def lines(svg: str) -> list[str]:
    """Return the classes of the lines that are drawn, without those of the key."""
    drawn = ET.fromstring(svg).findall(f"{SVG}path")
    return [one.get("class", "") for one in drawn]


def test_a_neighbourhood_is_drawn_with_all_its_names_and_relations(ex: Explorer) -> None:
    near = ex.neighbourhood("random-forest", depth=1, language="vi")
    said = texts(near.svg)
    assert {node.label.value for node in near.nodes} <= set(said)
    assert len(lines(near.svg)) == len(near.edges)
    for edge, line in zip(near.edges, lines(near.svg), strict=True):
        assert edge.relation.id in line.split()
    title, description = (ET.fromstring(near.svg).find(f"{SVG}{tag}") for tag in ("title", "desc"))
    assert near.nodes[0].label.value in title.text
    assert near.edges[0].note.value in description.text


def test_what_no_one_states_is_dashed_and_the_key_says_so(ex: Explorer) -> None:
    near = ex.neighbourhood("linear-regression", types="specialises")
    dashed = ["inferred" in line.split() for line in lines(near.svg)]
    assert dashed == [edge.inferred for edge in near.edges] and any(dashed)
    assert "follows from others" in texts(near.svg)
    assert ".inferred { stroke-width: 1; stroke-dasharray" in near.svg
    assert "follows from others" not in texts(ex.neighbourhood("lasso", types="extends").svg)


def test_no_name_runs_out_of_the_picture(ex: Explorer) -> None:
    svg = ET.fromstring(ex.neighbourhood("random-forest").svg)
    left, top, width, height = map(float, svg.get("viewBox").split())
    for text in svg.iter(f"{SVG}text"):
        if text.get("text-anchor") and "rotate" not in text.get("transform", ""):
            assert left < float(text.get("x")) < left + width
            assert top < float(text.get("y")) < top + height


def test_a_path_is_drawn_step_by_step_with_its_reasons(ex: Explorer) -> None:
    way = ex.path("logistic regression", "transformer")
    said = " ".join(texts(way.svg))
    for step in way.paths[0].steps:
        assert step.relation.label.value in said and step.note.value in said
    assert [line.split()[1] for line in lines(way.svg)] == [
        step.relation.id for path in way.paths for step in path.steps
    ]


def test_a_cell_shows_the_picture_as_an_image_with_words(ex: Explorer) -> None:
    near = ex.neighbourhood("lasso", types="extends")
    html = near._repr_html_()
    address = html.split("base64,")[1].split('"')[0]
    assert b64decode(address).decode() == near.svg
    assert 'alt="Around Lasso"' in html


def test_a_widget_knows_each_relation_from_both_ends(ex: Explorer) -> None:
    near = ex.neighbourhood("lasso")
    made = near.widget()
    assert made.selected == "lasso"
    assert [node["id"] for node in made.graph["nodes"]] == [node.id for node in near.nodes]
    told = {(one["source"], one["said"], one["target"]) for one in made.graph["edges"]}
    heard = {(one["target"], one["heard"], one["source"]) for one in made.graph["edges"]}
    for edge in near.edges:
        assert (edge.method, edge.relation.label.value, edge.other) in told | heard
    assert {one["said"] for one in made.graph["edges"]}.isdisjoint({"is extended by"})
    data, _ = made._repr_mimebundle_()
    assert widget.VIEW in data and "base64" in data["text/html"]


def test_what_is_not_installed_is_said_in_a_sentence(monkeypatch, ex: Explorer) -> None:
    widget._kind.cache_clear()
    monkeypatch.setitem(__import__("sys").modules, "anywidget", None)
    with pytest.raises(ExplorerError, match=r"Widgets need anywidget: pip install -e '\.\["):
        ex.path("lasso", "ridge-regression").widget()
    monkeypatch.setitem(__import__("sys").modules, "matplotlib", None)
    with pytest.raises(ExplorerError, match=r"Plots need matplotlib: pip install -e '\.\["):
        ex.methods(family="measurement").counts()


def marks(ax) -> int:
    return sum(len(drawn.get_offsets()) for drawn in ax.collections)


def test_a_short_timeline_names_every_method_and_a_long_one_every_family(ex: Explorer) -> None:
    few = ex.methods(family="measurement", until=1950, language="vi")
    ax = few.timeline()
    assert {text.get_text() for text in ax.texts} == {one.name for one in few}
    assert marks(ax) == len(few)
    many = ex.methods()
    dated = [one for one in many if one.introduced is not None]
    assert len(dated) > NAMED
    ax = many.timeline()
    assert marks(ax) == len(dated) and not ax.texts
    names = {many._named("labels")(one.family) for one in dated if one.family}
    assert {label.get_text() for label in ax.get_yticklabels()} == names


def test_no_name_of_a_timeline_covers_another(ex: Explorer) -> None:
    ax = ex.methods(family="causal-inference", until=1990).timeline()
    ax.figure.canvas.draw()
    boxes = [text.get_window_extent() for text in ax.texts]
    assert not [1 for one in boxes for other in boxes if one is not other and one.overlaps(other)]


@pytest.mark.parametrize("by", ["family", "field", "kind", "decade"])
def test_counts_are_those_of_the_methods(ex: Explorer, by: str) -> None:
    held = ex.methods(family="statistics")
    sizes = [text.get_text() for text in held.counts(by).texts]
    frame = held.df
    expected = {
        "family": lambda: frame["family"].value_counts(),
        "field": lambda: frame["fields"].explode().value_counts(),
        "kind": lambda: frame["kinds"].explode().value_counts(),
        "decade": lambda: frame["introduced"].dropna().floordiv(10).clip(189).value_counts(),
    }[by]()
    assert sorted(size for size in sizes if size != "0") == sorted(map(str, expected))


def test_a_plot_goes_where_it_is_asked_to_and_refuses_what_is_not_there(ex: Explorer) -> None:
    _, ax = pyplot.subplots()
    assert ex.methods(family="decision").counts(ax=ax) is ax
    assert ex.methods(family="decision").timeline(ax) is ax
    with pytest.raises(ChoiceError, match="family, field, kind or decade"):
        ex.methods().counts("colour")
    with pytest.raises(ChoiceError, match="with a year"):
        ex.methods()[:0].timeline()
