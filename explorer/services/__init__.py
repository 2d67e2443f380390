"""The services that know of things here: where they answer, and how they are asked."""

from .addresses import ADDRESSES, Services
from .asking import Asking, node, parts, year

__all__ = ["ADDRESSES", "Asking", "Services", "node", "parts", "year"]
