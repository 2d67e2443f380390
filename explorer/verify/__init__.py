"""What public sources say of DOIs: local bibliographies, Crossref and DataCite."""

from .bibliography import Bibliography
from .registry import REGISTRIES, Registry

__all__ = ["REGISTRIES", "Bibliography", "Registry"]
