from __future__ import annotations

import pytest

from explorer import choice, compare
from explorer.core import Explorer
from explorer.errors import ChoiceError, NotFound
from explorer.model import Absence, Comparison, Scope


def labels(table: Comparison, row: str) -> list[list[str]]:
    return [[value.label.value for value in cell.values] for cell in table.row(row).cells]


def test_marks_the_rows_that_differ(small: Explorer) -> None:
    table = small.compare(["ant", "bee"])
    assert {row.spec.id: row.differs for row in table.rows} == {
        "field": True,
        "family": False,
        "introduced": True,
        "originator": True,
        "kind": False,
        "seminal-work": True,
        "alias": False,
        "related": True,
        "summary": False,
    }


def test_text_differs_in_the_language_that_is_shown(small: Explorer) -> None:
    assert not small.compare(["ant", "bee"], language="en").row("summary").differs
    assert small.compare(["ant", "bee"], language="vi").row("summary").differs


def test_a_range_of_years_is_one_value(small: Explorer) -> None:
    assert labels(small.compare(["ant", "bee"]), "introduced") == [["1990–1996"], ["1990"]]
    assert not small.compare(["bee", "cow"]).row("introduced").differs


def test_says_how_widely_a_value_is_held(small: Explorer) -> None:
    row = small.compare(["ant", "bee", "cow"]).row("field")
    scopes = [{value.id: row.scope(value) for value in cell.values} for cell in row.cells]
    assert scopes == [
        {"clustering": Scope.SHARED, "simulation": Scope.SHARED},
        {"clustering": Scope.SHARED},
        {"simulation": Scope.SHARED},
    ]
    works = small.compare(["ant", "bee"]).row("seminal-work")
    assert [works.scope(value) for value in works.cells[1].values] == [Scope.ONLY, Scope.COMMON]


def test_people_stand_as_they_signed_and_works_by_year(small: Explorer) -> None:
    table = small.compare(["ant", "bee"])
    assert labels(table, "originator") == [["Zed Old", "Amy Young"], ["Amy Young"]]
    assert labels(table, "seminal-work") == [["How ants do it"], ["Bees?", "How ants do it"]]


def test_a_work_carries_its_reference_and_who_checked_it(small: Explorer) -> None:
    paper = small.compare(["ant"]).row("seminal-work").cells[0].values[0].paper
    assert paper is not None
    assert (paper.by, paper.year, paper.where) == ("Old, Z., & Young, A.", "1990", "1–9")
    assert (paper.link, paper.checked) == ("https://doi.org/10.1000/one", 2)


def test_related_holds_both_ways_and_says_how(small: Explorer) -> None:
    table = small.compare(["ant", "bee", "cow"])
    related = [
        {value.id: [relation.label.value for relation in value.relations] for value in cell.values}
        for cell in table.row("related").cells
    ]
    assert related == [
        {"bee": ["extends"], "cow": ["related to"]},
        {"ant": ["is extended by"], "cow": ["is used with"]},
        {"ant": ["related to"], "bee": ["is used with"]},
    ]


def test_aliases_hold_acronyms_and_other_languages_and_are_never_marked(small: Explorer) -> None:
    table = small.compare(["ant", "bee"], language="vi")
    assert labels(table, "alias") == [["con kiến", "A", "emmet"], []]
    assert not table.row("alias").differs
    assert labels(small.compare(["ant"], language="en"), "alias") == [["A", "emmet"]]


def test_three_kinds_of_empty(small: Explorer) -> None:
    table = small.compare(["cow", "dog"])
    cells = {
        (row.spec.id, place): cell for row in table.rows for place, cell in enumerate(row.cells)
    }
    assert cells["originator", 0].absence is Absence.UNSETTLED
    assert cells["kind", 0].absence is Absence.NOT_APPLICABLE
    assert cells["kind", 1].absence is Absence.NOT_RECORDED


def test_a_remark_stands_below_the_values(small: Explorer) -> None:
    remark = small.compare(["ant"], language="vi").row("originator").cells[0].remark
    assert remark is not None and remark.value == "Zed có ý tưởng."


def test_falls_back_to_english_and_says_so(small: Explorer) -> None:
    head = small.compare(["dog"], language="vi").methods[0].label
    assert (head.value, head.language) == ("Dog", "en")


@pytest.mark.parametrize("slugs", [["ant", "bee"], ["ant", "bee", "cow", "dog"]])
def test_two_queries_fill_the_table_whatever_its_size(small: Explorer, slugs: list[str]) -> None:
    class Counting:
        version = ""
        selects = 0

        def select(self, sparql):
            self.selects += 1
            return small.store.select(sparql)

    store = Counting()
    papers = Explorer(store, small.queries, {}).papers
    nodes = choice.methods(slugs)
    compare.build(store, small.queries, nodes, small.rows, small.relation_types, papers, "en")
    assert store.selects == 2


def test_refuses_what_is_not_there(small: Explorer) -> None:
    with pytest.raises(NotFound, match="no method “elk”"):
        small.compare(["ant", "elk"])


@pytest.mark.parametrize("slug", ["", "Ant", "a'nt", "ant\nbee", "../ant", "ant>", "-ant"])
def test_refuses_what_is_no_slug(small: Explorer, slug: str) -> None:
    with pytest.raises((NotFound, ChoiceError)) as caught:
        small.compare([slug])
    assert "\n" not in str(caught.value)


def test_refuses_more_than_ten_and_an_unknown_language(small: Explorer) -> None:
    with pytest.raises(ChoiceError, match="at most 10"):
        small.compare([f"m{number}" for number in range(50)])
    with pytest.raises(NotFound, match="no language “xx”"):
        small.compare(["ant"], language="xx")
