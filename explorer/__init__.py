"""Method Explorer: compare research methods side by side, from an open knowledge graph.

>>> from explorer import Explorer
>>> [row.label.value for row in Explorer.open().compare(["pagerank"]).rows][:2]
['Field', 'Family']
"""

from .core import Explorer
from .errors import ExplorerError

__all__ = ["Explorer", "ExplorerError"]
__version__ = "0.1.0"
