"""English words in one spelling, and without their endings."""

from __future__ import annotations

import re
from functools import lru_cache

BRITISH = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"(?<=[a-z]{4}i)z(?=$|[aei])", "s"),  # generalized, optimization, but not size
        (r"(?<=[a-z]{2}ly)z(?=[ei])", "s"),  # analyze
        (r"(?<=[^aeiou]e)l(?=(?:ed|ers?|ing)$)", "ll"),  # modeling, labeled
        (r"^((?:mis)?behavi|neighb|fav|tum)or", r"\1our"),
        (r"^(col|lab)or(?!a|ec|io)", r"\1our"),  # not laboratory, colorectal, laborious
        (r"^center(?=(?:ed|ing)$)", "centr"),
        (r"^(cent|fib)er(?=s?$)", r"\1re"),
        (r"^programme(?=s?$)", "program"),
        (r"(?<=al)ogue(?=s?$)", "og"),  # analogue, catalogue, dialogue
        (r"^gray$", "grey"),
        (r"^(acknowledg|judg)ment", r"\1ement"),
        (r"^artifact", "artefact"),
        (r"^aging$", "ageing"),
    )
)
ROOT = (
    (re.compile(r"(?<=model)ling$"), ""),  # what is modelling here is a model there
    (re.compile(r"(?<=[a-z]{2})ies$"), "y"),
    (re.compile(r"(?<=aly|the)ses$"), "sis"),  # analyses, hypotheses
    (re.compile(r"(?<=[a-z]{3})(?<![isu])s$"), ""),
)


@lru_cache(maxsize=1 << 15)
def british(word: str) -> str:
    """Return a word in small letters as one of its two English spellings has it.

    >>> british("modeling"), british("generalized"), british("behavior"), british("size")
    ('modelling', 'generalised', 'behaviour', 'size')
    """
    for pattern, written in BRITISH:
        word = pattern.sub(written, word)
    return word


@lru_cache(maxsize=1 << 15)
def root(word: str) -> str:
    """Return a word, spelt the British way, without the ending of its plural.

    >>> root("studies"), root("analyses"), root("interviews"), root("modelling"), root("class")
    ('study', 'analysis', 'interview', 'model', 'class')
    """
    for pattern, written in ROOT:
        if pattern.search(word):
            return pattern.sub(written, word)
    return word
