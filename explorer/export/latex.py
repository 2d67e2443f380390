"""Tables in LaTeX, as a piece to put into a document of one's own with \\input.

The keys of \\cite are those of the BibTeX that the explorer gives for the same works.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

from ..model import Cell, Paper, Row, Scope
from ..tex import GREEK
from ..vocab import CC0
from .taken import LICENCE, PROGRAM, Compared, Line, Listed, empty
from .words import word

LETTERS = 70  # about so many fall on a line of print, over the columns of all methods
TOGETHER = 10  # lines of print in a line of a table, within which no page breaks
HEAD = """\
% {title}
% {program}; data under CC0
{where}%
% In the preamble:
%   \\usepackage{{array,booktabs,longtable}}
%   \\usepackage{{hyperref}}
% with pdfLaTeX also, for the letters of Vietnamese and of other names:
%   \\usepackage[T1,T5]{{fontenc}}
%   \\usepackage{{lmodern}}
% LuaLaTeX and XeLaTeX need no more, but for Chinese and Japanese a font that has them.
{cited}"""
CITED = "% The keys of \\cite are those of the BibTeX file of the same works.\n"
NEXT = r" \newline "
SPECIAL = {
    **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': "''",
    "`": r"\textasciigrave{}",
    # signs that not every font has
    "≠": r"$\neq$",
    "●": r"$\bullet$",
    "◐": r"$\triangle$",  # a circle with a dot is not told from an empty one in small print
    "○": r"$\circ$",
    "∅": r"$\emptyset$",
    "−": "$-$",
    "→": r"$\rightarrow$",
    "²": r"\textsuperscript{2}",
    **{letter: f"${named}$" for letter, named in GREEK.items()},
    "\u00a0": "~",
    "\u202f": "~",
}
TABLE = str.maketrans(SPECIAL)
ADDRESS = str.maketrans(
    {
        **{sign: f"\\{sign}" for sign in "%#&"},
        "\\": r"\%5C",
        "{": r"\%7B",
        "}": r"\%7D",
        "^": r"\%5E",
    }
)


def comparison(taken: Compared) -> str:
    """Return a comparison as tables of as many methods as a page holds."""
    label = "-".join(["compare", *(method.id for method in taken.table.methods)])
    parts = taken.parts
    labels = [f"{label}-{number}" for number in range(1, len(parts) + 1)] if parts[1:] else [label]
    tables = "\n".join(
        _table(taken, title, places, label)
        for (title, places), label in zip(parts, labels, strict=True)
    )
    signs = "; ".join(f"{escaped(sign)}~{escaped(words)}" for sign, words in taken.legend())
    notes = [f"{escaped(word('Signs in the table', taken.language))}: {signs}."]
    notes += [escaped(taken.cut)] if taken.cut else []
    notes.append(f"{escaped(PROGRAM)}. {_linked(word(LICENCE, taken.language), CC0)}")
    said = "\\\\\n".join(notes)
    return f"{_head(taken)}{tables}\n{{\\footnotesize\\noindent {said}\\par}}\n"


def methods(taken: Listed) -> str:
    """Return a list of methods as one long table."""
    heads = [escaped(head) for head in taken.heads]
    rows = ([_line(line)] for line in taken.lines())
    widths = (0.2, 0.15, 0.16, 0.12, 0.37)
    return _head(taken) + _long(taken.title, heads, rows, widths, "methods")


def escaped(text: str) -> str:
    r"""Return text that LaTeX sets as it is, on one line.

    >>> escaped("50 % of {a_b}")
    '50 \\% of \\{a\\_b\\}'
    """
    return " ".join(text.split()).translate(TABLE)


def _head(taken: Compared | Listed) -> str:
    title = " ".join(taken.title.split())
    where = f"% {taken.address}\n" if isinstance(taken, Compared) and taken.site else ""
    return HEAD.format(title=title, program=PROGRAM, where=where, cited=CITED)


def _table(taken: Compared, title: str, places: Sequence[int], label: str) -> str:
    """Return the table of some of the methods; the heads of the rows stand in each."""
    chosen = [taken.table.methods[place] for place in places]
    heads = ["", *(_linked(one.label.value, taken.link(one)) for one in chosen)]
    rows = (list(_lines(taken, row, places)) for row in taken.table.rows)
    rest = 0.82 / len(chosen)
    return _long(title, heads, rows, (0.18, *(rest for _ in chosen)), label)


def _long(
    title: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[Sequence[str]]],
    widths: Sequence[float],
    label: str,
) -> str:
    """Return a table of rows of lines that may run over pages, its widths in parts of the line."""
    columns = "\n".join(
        rf"  >{{\raggedright\arraybackslash\hspace{{0pt}}}}"
        rf"p{{\dimexpr{width:.4f}\linewidth-2\tabcolsep\relax}}"
        for width in widths
    )
    head = " & ".join(rf"\textbf{{{name}}}" if name else "" for name in heads)
    body = "\\addlinespace\n".join(
        "".join(f"{' & '.join(line)} \\\\\n" for line in row) for row in rows
    )
    return (
        f"\\begingroup\\footnotesize\n\\begin{{longtable}}{{\n{columns}\n}}\n"
        f"\\caption{{{escaped(title)}}}\\label{{tab:{label}}}\\\\\n"
        f"\\toprule\n{head} \\\\\n\\midrule\n\\endfirsthead\n"
        f"\\toprule\n{head} \\\\\n\\midrule\n\\endhead\n"
        f"\\bottomrule\n\\endfoot\n{body}\\end{{longtable}}\n\\endgroup\n"
    )


def _lines(taken: Compared, row: Row, places: Sequence[int]) -> Iterator[list[str]]:
    """Return a row as lines, several where a method has much to say."""
    cells = [_pieces(row, row.cells[place], taken, LETTERS // len(places)) for place in places]
    for number, shown in enumerate(zip_longest(*cells, fillvalue="")):
        yield ["" if number else _name(row, taken.language), *shown]


def _pieces(row: Row, cell: Cell, taken: Compared, letters: int) -> Iterator[str]:
    """Return what a method has for a row in pieces that are about as high, however broken."""
    printed = list(_printed(row, cell, taken, letters))
    for start in range(0, len(printed), TOGETHER):
        yield "".join(printed[start : start + TOGETHER]).removeprefix(NEXT).lstrip()


def _name(row: Row, language: str) -> str:
    name = rf"\textbf{{{escaped(row.label.value)}}}"
    if not row.compared:
        return rf"{name} \newline {{\scriptsize {escaped(word('shown, not compared', language))}}}"
    said = escaped(word("differs", language))
    return rf"{name}~$\neq$ \newline {{\scriptsize ({said})}}" if row.differs else name


def _printed(row: Row, cell: Cell, taken: Compared, letters: int) -> Iterator[str]:
    """Return about the lines of print of a cell, methods that are related in one way together."""
    related: dict[tuple[str, str], list[str]] = {}
    for value in cell.values:
        sign, name = _sign(taken.scope(row, value)), value.label.value
        if value.relations:
            how = ", ".join(relation.label.value for relation in value.relations)
            related.setdefault((sign, how), []).append(name)
        elif value.paper:
            yield NEXT + sign + _work(value.paper)
        else:
            yield from _broken(name, letters, NEXT + sign)
    for (sign, how), names in related.items():
        yield from _broken(f"{how}: {'; '.join(names)}", letters, NEXT + sign)
    if not cell.values:
        yield NEXT + escaped(empty(cell, taken.language))
    if cell.remark:
        yield from _broken(cell.remark.value, letters, NEXT, r"\emph{{{}}}")


def _broken(text: str, letters: int, before: str, form: str = "{}") -> Iterator[str]:
    for line in wrap(text, letters, break_long_words=False, break_on_hyphens=False):
        yield before + form.format(escaped(line))
        before = " "


def _sign(scope: Scope | None) -> str:
    signs = {Scope.COMMON: r"$\bullet$~", Scope.SHARED: r"$\triangle$~", Scope.ONLY: r"$\circ$~"}
    return signs[scope] if scope else ""


def _work(paper: Paper) -> str:
    first = paper.authors[0].family or paper.authors[0].name if paper.authors else paper.title
    others = " et al." if len(paper.authors) > 2 else ""
    if len(paper.authors) == 2:
        others = f" & {paper.authors[1].family or paper.authors[1].name}"
    said = f"{escaped(f'{first}{others} ({paper.year})')}~\\cite{{{paper.id}}}"
    shown = "DOI" if paper.doi else "URL"
    return f"{said} {_linked(shown, paper.link)}" if paper.link else said


def _linked(text: str, link: str) -> str:
    return rf"\href{{{_address(link)}}}{{{escaped(text)}}}" if link else escaped(text)


def _address(link: str) -> str:
    return link.translate(ADDRESS)


def _line(line: Line) -> list[str]:
    works = f"~\\cite{{{','.join(line.works)}}}" if line.works else ""
    return [
        _linked(line.name.value, line.link) + works,
        escaped(line.family.value),
        " \\newline ".join(escaped(field.value) for field in line.fields),
        escaped(line.years),
        escaped(line.summary.value),
    ]
