"""Compiles the translations before the wheel is built; git keeps only their sources."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Translations(BuildHookInterface):  # type: ignore[type-arg]
    """Writes a .mo beside each .po."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue."""
        for source in sorted(
            Path(self.root, "explorer", "web", "translations").glob("*/LC_MESSAGES/*.po")
        ):
            with source.open("rb") as lines:
                catalogue = read_po(lines, locale=source.parts[-3])
            with source.with_suffix(".mo").open("wb") as compiled:
                write_mo(compiled, catalogue)
