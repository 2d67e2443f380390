"""Facets count what a further choice would leave, and the list holds what fits."""

from __future__ import annotations

from collections import Counter

import pytest

from explorer import Explorer
from explorer.browse import EARLY, FACETS, PAGE
from explorer.errors import NotFound
from explorer.model import Entry, Selection, collated
from explorer.vocab import slug


def count(explorer: Explorer, **facets: str) -> int:
    chosen = {name: tuple(values.split(",")) for name, values in facets.items()}
    return explorer.browse(Selection(chosen)).total


def test_without_a_choice_everything_is_there(explorer: Explorer) -> None:
    listing = explorer.browse(Selection({}))
    assert listing.total == len(explorer.entries) and len(listing.entries) == PAGE
    families = {choice.id: choice.count for choice in listing.facets["family"]}
    assert families == dict(Counter(slug(e.family.value) for e in explorer.entries if e.family))
    assert sum(families.values()) == listing.total


@pytest.mark.parametrize("facet", FACETS)
def test_a_count_is_what_choosing_it_leaves(explorer: Explorer, facet: str) -> None:
    within = {"family": ("statistics",)} if facet != "family" else {"decade": ("1980",)}
    listing = explorer.browse(Selection(within))
    assert listing.facets[facet]
    for choice in listing.facets[facet]:
        chosen = Selection({**within, facet: (choice.id,)})
        assert explorer.browse(chosen).total == choice.count > 0


def test_two_values_of_a_facet_widen_and_two_facets_narrow(explorer: Explorer) -> None:
    one, other = count(explorer, family="statistics"), count(explorer, family="decision")
    assert count(explorer, family="statistics,decision") == one + other
    assert count(explorer, family="statistics", decade="1980") < one
    counts = explorer.browse(Selection({"family": ("statistics",)})).facets["family"]
    # the other values of a facet that is chosen from keep their counts: choosing them adds them
    assert {choice.id: choice.count for choice in counts}["decision"] == other


def test_a_field_holds_the_fields_below_it(explorer: Explorer) -> None:
    children = [c for c in explorer.concepts.values() if c.broader and c.scheme == "fields"]
    assert children
    for child in children:
        above = slug(child.broader.value)
        inside = {entry.id for entry in explorer.listed(Selection({"field": (child.id,)}))}
        assert inside <= {entry.id for entry in explorer.listed(Selection({"field": (above,)}))}


@pytest.mark.parametrize("language", ["en", "vi"])
def test_orders(explorer: Explorer, language: str) -> None:
    def names(order: str) -> list[Entry]:
        return explorer.listed(Selection({}, order=order), language)

    alphabet = [entry.names[language] for entry in names("name")]
    assert alphabet == sorted(alphabet, key=lambda name: collated(name, language))
    years = [entry.introduced for entry in names("oldest")]
    assert years == sorted(years)
    assert [entry.introduced for entry in names("newest")] == sorted(years, reverse=True)
    degrees = [explorer.degrees[entry.id] for entry in names("relations")]
    assert degrees == sorted(degrees, reverse=True)


def test_words_come_in_the_order_of_how_well_they_fit(explorer: Explorer) -> None:
    listing = explorer.browse(Selection({}, words="random forest"))
    assert listing.order == "relevance" and listing.entries[0].id == "random-forest"
    named = explorer.browse(Selection({"family": ("statistics",)}, words="hoi quy", order="name"))
    assert named.order == "name" and 0 < named.total < 60
    assert explorer.browse(Selection({}, words="qzxwqzxw")).total == 0
    assert explorer.browse(Selection({}, order="relevance")).order == "name"


def test_words_that_fit_very_many_leave_none_out(explorer: Explorer) -> None:
    listing = explorer.browse(Selection({}, words="hoc"), "vi")
    assert listing.total > 150
    assert len({entry.id for entry in explorer.listed(Selection({}, words="hoc"))}) == listing.total


def test_pages_follow_each_other_without_gap_or_repetition(explorer: Explorer) -> None:
    first = explorer.browse(Selection({}))
    seen = [
        entry.id
        for page in range(1, first.pages + 1)
        for entry in explorer.browse(Selection({}, page=page)).entries
    ]
    assert len(seen) == len(set(seen)) == len(explorer.entries)
    assert explorer.browse(Selection({}, page=999)).page == first.pages
    assert explorer.browse(Selection({}, page=-1)).page == 1


def test_old_methods_share_a_decade(explorer: Explorer) -> None:
    old = explorer.listed(Selection({"decade": (EARLY,)}))
    assert old and all((entry.introduced or 0) < 1900 for entry in old)


@pytest.mark.parametrize("facet", FACETS)
def test_refuses_a_value_that_is_not_there(explorer: Explorer, facet: str) -> None:
    with pytest.raises(NotFound, match="nope"):
        explorer.browse(Selection({facet: ("nope",)}))


def test_a_value_without_methods_is_an_empty_list(small: Explorer) -> None:
    assert small.browse(Selection({"family": ("qualitative",)})).total == 0


def test_siblings_share_a_field(explorer: Explorer) -> None:
    lasso = explorer.index["lasso"]
    found = explorer.shelf.siblings("lasso", 8)
    assert len(found) == 8 and "lasso" not in found
    assert all(set(explorer.index[one].fields) & set(lasso.fields) for one in found)
    assert explorer.index[found[0]].family == lasso.family


def test_neighbours_in_the_alphabet(explorer: Explorer) -> None:
    order = explorer.listed(Selection({}), "vi")
    before, after = explorer.shelf.beside(order[3].id, "vi")
    assert (before, after) == (order[2], order[4])
    assert explorer.shelf.beside(order[0].id, "vi")[0] is None
    assert explorer.shelf.beside(order[-1].id, "vi")[1] is None
