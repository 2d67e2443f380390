"""Workbooks for Excel, LibreOffice and the like, the same bytes on every run."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from ..vocab import CC0
from .taken import LICENCE, PROGRAM, Compared, Listed
from .words import word

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)  # a clock would change the bytes
INK, SOFT, RUBRIC, LINK = "#191C1D", "#535A5C", "#A5132F", "#003C90"
USUAL = {"font_size": 10, "font_color": INK, "text_wrap": True, "valign": "top"}
HEAD = {**USUAL, "bold": True, "bottom": 2, "bg_color": "#F3F5F4"}
LIMIT = 32_000  # letters that a cell takes


@contextmanager
def book(taken: Compared | Listed, content: io.BytesIO) -> Iterator[Workbook]:
    """Give a workbook to be filled, in which no text is taken for a formula or an address."""
    from xlsxwriter import Workbook  # what makes workbooks is slow to load

    never = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    made = Workbook(content, {"in_memory": True, **never})
    said = word(LICENCE, taken.language)
    made.set_properties(
        {"title": taken.title, "author": PROGRAM, "comments": said, "created": MADE}
    )
    yield made
    made.close()


def link(sheet: Worksheet, row: int, column: int, target: str, text: str, form: Any) -> None:
    """Write a text that leads somewhere, or that leads nowhere where there is no target."""
    if target and len(target) <= 2000:
        sheet.write_url(row, column, target, form, text[:LIMIT])
    else:
        sheet.write_string(row, column, text[:LIMIT], form)


def about(made: Workbook, taken: Compared | Listed, lines: Iterable[tuple[str, str]]) -> None:
    """Add the sheet that says what this is, and by which signs."""
    sheet = made.add_worksheet(word("About", taken.language))
    plain, strong = made.add_format(USUAL), made.add_format({**USUAL, "bold": True})
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 80)
    sheet.write_string(0, 0, PROGRAM, strong)
    sheet.write_string(0, 1, taken.title, plain)
    link(
        sheet, 1, 1, CC0, word(LICENCE, taken.language), made.add_format({**USUAL, "underline": 1})
    )
    told = [(word("Language", taken.language), taken.language), *lines]
    for number, (name, text) in enumerate(told, 2):
        sheet.write_string(number, 0, name, plain)
        sheet.write_string(number, 1, text, plain)


def works(made: Workbook, taken: Compared | Listed) -> None:
    """Add the sheet of the works, a work a line, with its key in BibTeX."""
    language = taken.language
    sheet = made.add_worksheet(word("Works", language))
    plain, head = made.add_format(USUAL), made.add_format(HEAD)
    linked = made.add_format({**USUAL, "font_color": LINK, "underline": 1})
    named = (word(name, language).capitalize() for name in ("author", "Year", "Title", "Source"))
    for column, (name, width) in enumerate(
        zip(("BibTeX", *named, "DOI"), (34, 40, 8, 60, 44, 40), strict=True)
    ):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    last = 0
    for last, paper in enumerate(taken.papers, 1):
        for column, text in ((0, paper.id), (1, paper.by), (3, paper.title), (4, paper.where)):
            sheet.write_string(last, column, text, plain)
        if paper.year.isdecimal():
            sheet.write_number(last, 2, int(paper.year), plain)
        else:
            sheet.write_string(last, 2, paper.year, plain)
        link(sheet, last, 5, paper.link, paper.doi or paper.link, linked)
    sheet.autofilter(0, 0, last, 5)
    sheet.freeze_panes(1, 1)


def methods(taken: Listed) -> bytes:
    """Return a list of methods: filters above the columns, years as numbers."""
    content = io.BytesIO()
    with book(taken, content) as made:
        sheet = made.add_worksheet(word("Methods", taken.language))
        plain, head = made.add_format(USUAL), made.add_format(HEAD)
        linked = made.add_format({**USUAL, "font_color": LINK, "underline": 1})
        *others, told = taken.heads
        added = (word(head, taken.language) for head in ("Types", "Originator", "Works"))
        heads = (*others, word("until", taken.language), told, *added, "id")
        widths = (32, 24, 28, 8, 8, 80, 32, 28, 34, 32)
        for column, (name, width) in enumerate(zip(heads, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, name, head)
        last = 0
        for last, line in enumerate(taken.lines(), 1):
            link(sheet, last, 0, line.link, line.name.value, linked)
            sheet.write_string(last, 1, line.family.value, plain)
            sheet.write_string(last, 2, "\n".join(field.value for field in line.fields), plain)
            for column, year in ((3, line.introduced), (4, line.established)):
                if year is not None:
                    sheet.write_number(last, column, year, plain)
            sheet.write_string(last, 5, line.summary.value, plain)
            more = (line.kinds, line.originators, line.works, (line.id,))
            for column, texts in enumerate(more, 6):
                sheet.write_string(last, column, "\n".join(texts), plain)
        sheet.autofilter(0, 0, last, len(heads) - 1)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.print_area(0, 0, last, 5)  # what comes after is for sorting and looking up
        works(made, taken)
        about(made, taken, ())
    return content.getvalue()
