"""How sure it is that a thing here and one elsewhere are the same, asked singly or in bulk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import unescape

from rapidfuzz import fuzz

from ..model import Described, fold
from ..vocab import PERSONS

SURE = 0.97  # what agreement in words comes to at most; only a shared DOI is more
NAME = 0.6  # what a name is worth that agrees, with nothing else
NEAR = 0.85  # names less alike than this do not agree
BRIEF = 5  # letters of an abbreviation, which stands for many things
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
NUMBER = re.compile(r"\d+|\b[ivx]+\b")
SIGNS = re.compile(r"\w+[+*#]+")
TITLE = 4  # spaces in what is a title, which footnotes may be of, rather than a name
MAIN = re.compile(r"[:?.—–]\s")  # where a title ends and its subtitle begins
LETTERS = str.maketrans({"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th"})
SUFFIXES = {"jr", "sr", "ii", "iii", "iv"}
FILLED = (
    "about also among another based between both each from given have into more most only other"
    " over same some such than that their them then there these they this through used uses using"
    " what when where which while whose will with without"
)
FILLERS = frozenset(FILLED.split())
Found = tuple[Described, float, tuple[str, ...]]


@lru_cache(maxsize=1 << 17)
def plain(text: str) -> str:
    """Return a name as it is compared: folded, without marks, tags and what joins words.

    Signs after a word stay, for k-means++ is not k-means; asterisks after a title go.

    >>> plain("The <i>k</i>-Means++ Algorithm: Søren &amp; Łukasz")
    'the k means++ algorithm soren lukasz'
    """
    text = text.rstrip(" *") if text.count(" ") >= TITLE else text
    return " ".join(re.findall(r"\w+(?:[+*#]+(?!\w))?", _folded(text)))


def _folded(text: str) -> str:
    text = fold(TAG.sub("", unescape(text))).translate(LETTERS)
    return text.replace("'", "").replace("’", "")


def _spelt(name: str) -> list[str]:
    """Return the words of a person's name."""
    return re.findall(r"\w+", _folded(name))


def alike(one: str, other: str) -> float:
    """Return how near two names or titles are, from 0 to 1.

    Other numbers or signs make other things.

    >>> alike("Random forests", "Random Forests"), alike("GPT-2", "GPT-3")
    (1.0, 0.0)
    >>> alike("Regression shrinkage: an essay", "Regression shrinkage")
    0.95
    """
    here, there = plain(one), plain(other)
    if (
        not here
        or not there
        or any(
            sorted(mark.findall(here)) != sorted(mark.findall(there)) for mark in (NUMBER, SIGNS)
        )
    ):
        return 0.0
    if here == there:
        return 1.0
    if min(len(here), len(there)) <= BRIEF:
        return 0.0
    mains = [plain(MAIN.split(text)[0]) for text in (one, other)]
    if mains[0] == mains[1] and " " in mains[0] and (mains[0] in (here, there)):
        return 0.95
    near = max(fuzz.ratio(here, there), fuzz.token_sort_ratio(here, there) * 0.99) / 100
    return near if near >= NEAR else 0.0


def same_name(one: str, other: str) -> float:
    """Return how well two names may be of one person: in full, by initials, or not.

    >>> same_name("Leo Breiman", "Breiman, Leo"), same_name("Leo Breiman", "L. Breiman")
    (1.0, 0.9)
    >>> same_name("Leo Breiman", "Ann Breiman"), same_name("Laurens van der Maaten", "Maaten, L.")
    (0.0, 0.9)
    """
    (family, given), (other_family, other_given) = _parts(one), _parts(other)
    if sorted((family, *given)) == sorted((other_family, *other_given)):
        return 1.0
    if family != other_family or not given or not other_given:
        return 0.0
    pairs = zip(given, other_given, strict=False)
    return 0.9 if all(_initial(*pair) or _initial(*pair[::-1]) for pair in pairs) else 0.0


def _initial(short: str, full: str) -> bool:
    return short == full or (len(short) == 1 and full.startswith(short))


@lru_cache(maxsize=1 << 16)
def _parts(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the family name, without its particles, and the given names."""
    before, comma, after = name.partition(",")
    if comma and " ".join(_spelt(after)) in SUFFIXES:
        before, comma = name, ""
    words = [word for word in _spelt(before) if word not in SUFFIXES] or [""]
    return words[-1], tuple(_spelt(after) if comma else words[:-1])


def same_author(one: str, other: str) -> bool:
    """Say whether names, in full or surnames, may be of one author, whatever their order.

    What seems a family name of one letter is an initial, which strangers share.

    >>> same_author("Breiman", "Leo Breiman"), same_author("Wei Zhang", "Zhang W.")
    (True, True)
    >>> same_author("W. Smith", "Zhang W."), same_author("Weinan E", "E, W.")
    (False, True)
    """
    pairs = ((_parts(one)[0], other), (_parts(other)[0], one))
    shared = any(
        family in _spelt(name) for family, name in pairs if len(family) > 1 or not family.isascii()
    )
    return shared or same_name(one, other) > 0


def score(ours: Described, theirs: Described) -> tuple[float, tuple[str, ...]]:
    """Return how sure it is that both are one, from 0 to 1, and why; a shared DOI settles it.

    A name alone is worth `NAME` at most; years, first authors, further names and words in what is
    said of both add to it or take away.

    >>> from pyoxigraph import NamedNode
    >>> here, there = NamedNode("http://e/1"), NamedNode("http://e/2")
    >>> score(Described(here, ("Bagging",), "1996"), Described(there, ("bagging",), "1996"))
    (0.75, ('same name “bagging”', 'same year 1996'))
    """
    name, said = _named(ours, theirs)
    if ours.doi and ours.doi.casefold() == theirs.doi.casefold():
        doubt = () if name else ("but the names differ: check the DOI",)
        return 1.0, ("same DOI", *(said if name else doubt))
    if not name:
        return 0.0, ("no name agrees",)
    total, reasons = name, [*said]
    for worth, reason in (*_years(ours, theirs), *_authors(ours, theirs), *_texts(ours, theirs)):
        total += worth
        reasons.append(reason)
    if ours.doi and theirs.doi:
        total -= 0.3
        reasons.append(f"another DOI there: {theirs.doi}")
    return round(max(0.0, min(SURE, total)), 3), tuple(reasons)


def ranked(ours: Described, theirs: Iterable[Described], least: float = 0.3) -> list[Found]:
    """Score things elsewhere against one here, the best first; homonyms lower each other.

    What scores below `least` is left out.
    """
    found = ((one, *score(ours, one)) for one in theirs)
    return beside(one for one in found if one[1] >= least)


def beside(scored: Iterable[Found]) -> list[Found]:
    """Put the best first, and lower those that are as good as the best where it has its equals.

    What has but its name is lowered beside any better one.
    """
    found = sorted(scored, key=lambda one: (-one[1], one[0].term.value))
    best = found[0][1] if found else 0.0
    equals = [one for one, worth, _ in found if best - worth < 0.05]
    return [_lowered(one, equals) for one in found]


def _lowered(found: Found, best: Sequence[Described]) -> Found:
    """Lower what is among the best with others, and say which; of a shared DOI only say it."""
    one, worth, reasons = found
    others = [other.term.value.rpartition("/")[2] for other in best if other.term != one.term]
    if not others or not (one in best or worth <= NAME):
        return found
    near = "as good as" if one in best else "less sure than"
    told = f"{near} {', '.join(others[:4])}{' and others' if len(others) > 4 else ''}"
    return one, worth if worth == 1.0 else round(worth * 0.7, 3), (*reasons, told)


def _named(ours: Described, theirs: Described) -> tuple[float, tuple[str, ...]]:
    """Return what the names are worth: the best pair, and that others agree too."""
    compare = same_name if ours.term.value.startswith(PERSONS) else alike
    pairs = [(compare(here, there), there, here) for here in ours.names for there in theirs.names]
    near, there, here = max(pairs, key=lambda pair: pair[0], default=(0.0, "", ""))
    if not near:
        return 0.0, ()
    same = {plain(name) for name in ours.names} & {plain(name) for name in theirs.names}
    if all(len(name) <= BRIEF for name in same) and near == 1.0 and compare is alike:
        return NAME * 0.6, (f"only the short name “{there}” agrees",)
    said = f"same name “{there}”" if near == 1.0 else f"“{there}” is near “{here}” ({near:.0%})"
    further = min(2, len(same) - 1)
    if further < 1:
        return NAME * near, (said,)
    return NAME * near + 0.1 * further, (said, f"{len(same)} names agree")


def _years(ours: Described, theirs: Described) -> Iterable[tuple[float, str]]:
    here, there = ours.year[:4], theirs.year[:4]
    if not (here.isdecimal() and there.isdecimal()):
        return
    if here == there:
        yield 0.15, f"same year {there}"
    elif abs(int(here) - int(there)) == 1:
        yield 0.1, f"a year apart: {here} here, {there} there"
    else:
        yield -0.2, f"another year: {here} here, {there} there"


def _authors(ours: Described, theirs: Described) -> Iterable[tuple[float, str]]:
    if not ours.authors or not theirs.authors:
        return
    first = ours.authors[0]
    if same_author(first, theirs.authors[0]):
        yield 0.2, f"same first author {theirs.authors[0]}"
    elif any(same_author(first, other) for other in theirs.authors):
        yield 0.1, f"{first} is among the authors"
    else:
        yield -0.3, f"another first author: {theirs.authors[0]}"


def _texts(ours: Described, theirs: Described) -> Iterable[tuple[float, str]]:
    if shared := sorted(_words(ours.text) & _words(theirs.text)):
        yield min(0.15, 0.05 * len(shared)), f"both speak of {', '.join(shared[:4])}"


@lru_cache(maxsize=1 << 14)
def _words(text: str) -> frozenset[str]:
    """Return the telling words of a text, without the s of a plural."""
    words = (word.removesuffix("s") for word in plain(text).split() if word not in FILLERS)
    return frozenset(word for word in words if len(word) > 3)
