"""What is said where a library is not there."""

from __future__ import annotations

from ...errors import ExplorerError


def missing(library: str, extra: str) -> ExplorerError:
    """Return the error that says how to install what is not there."""
    return ExplorerError(
        f"Linking in bulk needs {library}: pip install -e '.[{extra}]' "
        "in the folder of the project."
    )
