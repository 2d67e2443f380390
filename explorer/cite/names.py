"""The parts of a person's name that citations set apart."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Person

SUFFIXES = frozenset({"Jr.", "Jr", "Sr.", "Sr", "II", "III", "IV"})


@dataclass(frozen=True, slots=True)
class Parts:
    """A name; an organisation is a family name and nothing else."""

    family: str
    given: str = ""
    particle: str = ""
    suffix: str = ""


def parts(person: Person) -> Parts:
    """Part a name: a particle is what begins the family name in small letters.

    >>> from pyoxigraph import NamedNode
    >>> node = NamedNode("http://e/1")
    >>> parts(Person(node, "Mark van der Laan", "Mark", "van der Laan"))
    Parts(family='Laan', given='Mark', particle='van der', suffix='')
    >>> parts(Person(node, "Hal Daumé III", "Hal", "Daumé III")).suffix
    'III'
    """
    if not (person.family and person.given):
        return Parts(person.family or person.name)
    words = person.family.split()
    suffix = words.pop() if len(words) > 1 and words[-1] in SUFFIXES else ""
    lead = next((at for at, word in enumerate(words) if not word[0].islower()), 0)
    return Parts(" ".join(words[lead:]).rstrip(","), person.given, " ".join(words[:lead]), suffix)
