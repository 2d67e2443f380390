"""What data sets elsewhere say of things here, as dated snapshots that never mix with ours."""

from .changes import changes
from .claims import claims, latest, listed, sizes
from .disagreements import Ours, disagreements
from .services import SERVICES, Asked, Service
from .statements import statements
from .taken import Taken, before, keep, path

__all__ = [
    "SERVICES",
    "Asked",
    "Ours",
    "Service",
    "Taken",
    "before",
    "changes",
    "claims",
    "disagreements",
    "keep",
    "latest",
    "listed",
    "path",
    "sizes",
    "statements",
]
