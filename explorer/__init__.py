"""Method Explorer: compare research methods side by side, from an open knowledge graph.

>>> from explorer import Explorer
>>> "Year introduced" in Explorer().compare("lasso", "ridge regression").differences
True
"""

__version__ = "0.1.0"  # first: rooms put it into what they write

from .errors import ExplorerError
from .notebook import Explorer

__all__ = ["Explorer", "ExplorerError"]
