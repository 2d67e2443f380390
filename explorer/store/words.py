"""The words of a query's text, told apart as an engine would: IRIs, strings, names, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..errors import QueryRefused

# an escape that names no character is none: an engine gives up on the string that holds it
ESCAPED = (
    r"\\u(?:[0-9A-CEFa-cef][0-9A-Fa-f]{3}|[Dd][0-7][0-9A-Fa-f]{2})"
    r"|\\U00(?:0[0-9A-Fa-f]|10)(?:[0-9A-CEFa-cef][0-9A-Fa-f]{3}|[Dd][0-7][0-9A-Fa-f]{2})"
)
QUOTED = rf"\\[tbnrf\"'\\]|{ESCAPED}"
LETTER = (  # PN_CHARS_BASE of the grammar, and below PN_CHARS
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
NAMED = rf"{LETTER}_0-9\-\u00B7\u0300-\u036F\u203F\u2040"
FREE = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"  # PLX
# no dot and no hyphen begins what follows the colon of a name: there an engine reads the next word
LOCAL = rf"(?:[{LETTER}_0-9:]|{FREE})(?:\.*+(?:[{NAMED}:]|{FREE}))*+"
LEXEME = re.compile(
    rf"""
      (?P<blank>[\x20\t\r\n]+|\#[^\r\n]*)
    | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|{ESCAPED})*+>)
    | (?P<string>'''(?:[^'\\]|'(?!'')|{QUOTED})*+'''|\"""(?:[^"\\]|"(?!"")|{QUOTED})*+\"""
                |'(?:[^'\\\r\n]|{QUOTED})*+'|"(?:[^"\\\r\n]|{QUOTED})*+")
    | (?P<variable>[?$]\w+)
    | (?P<language>@[A-Za-z][A-Za-z0-9-]*)
    | (?P<name>(?:[{LETTER}](?:\.*+[{NAMED}])*+)?:(?:{LOCAL})?+|_:[{LETTER}_0-9](?:\.*+[{NAMED}])*+)
    | (?P<run>[{LETTER}][{NAMED}.]*+)
    | (?P<word>\w+)
    | (?P<open>[({{\[])
    | (?P<close>[)}}\]])
    | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
PIECE = re.compile(r"(?P<word>\w+)|(?P<sign>.)")
OWNERS = {"GRAPH", "FROM", "NAMED", "FROMNAMED", "DESCRIBE"}  # a name and then { may follow these
OPERANDS = {"variable", "string", "language", "name", "word", "iri", "close"}
ABSOLUTE = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*://")
DOUBTFUL = re.compile(r"['#()\[\]]")


class Token(NamedTuple):
    """One word of a query: its kind, its text and where it begins."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of a query, without blanks and comments.

    Raises QueryRefused where a sign < may begin an IRI as well as compare two values, and it
    matters: what follows would then be text to one reader and code to another.
    """
    inside, before = [""], ""
    for match in LEXEME.finditer(text):
        kind, said = match.lastgroup or "", match[0]
        if kind == "blank":
            continue
        if kind == "iri" and inside[-1] == "(" and before in OPERANDS and _doubtful(said):
            line, column = position(text, match.start())
            raise QueryRefused(
                "The sign < at line {line}, column {column} can be read in two ways: "
                "put a space after it, or write the IRI in full.",
                line,
                column,
            )
        if kind == "open":
            inside.append(said)
        elif kind == "close" and len(inside) > 1:
            inside.pop()
        if kind == "run":  # no name begins within it either, so that it is read but once
            for piece in PIECE.finditer(said):
                before = piece.lastgroup or ""
                yield Token(before, piece[0], match.start() + piece.start())
            continue
        before = kind
        yield Token(kind, said, match.start())


def _doubtful(iri: str) -> bool:
    return bool(DOUBTFUL.search(iri)) and not ABSOLUTE.match(iri)


def position(text: str, start: int) -> tuple[int, int]:
    """Return the line and the column of a place in a text, each from 1.

    >>> position("ASK {\\n ?s", 7)
    (2, 2)
    """
    return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)


def readings(text: str) -> set[str]:
    r"""Return a query as written, and as engines read it that expand \u escapes before all else.

    They disagree on an escape after a backslash, so there may be three.
    """

    def plain(match: re.Match[str]) -> str:
        return chr(int(match[0][2:], 16))

    def paired(match: re.Match[str]) -> str:
        return match[0] if match[0].startswith(r"\\") else plain(match)

    return {text, re.sub(ESCAPED, plain, text), re.sub(rf"\\\\|{ESCAPED}", paired, text)}
