"""What things here are called in data sets elsewhere, and how that is found out."""

from . import beacon, matches, review, sssom
from .check import check, faults
from .documents import told
from .matches import every, facts, named, read, rejected
from .sets import sets
from .targets import TARGETS, Target, of

__all__ = [
    "TARGETS",
    "Target",
    "beacon",
    "check",
    "every",
    "facts",
    "faults",
    "matches",
    "named",
    "of",
    "read",
    "rejected",
    "review",
    "sets",
    "sssom",
    "told",
]
