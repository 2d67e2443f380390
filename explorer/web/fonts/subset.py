"""Rebuild the two small fonts of the preview picture, byte for byte: `python subset.py`."""

from __future__ import annotations

import hashlib
import importlib
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
DEBIAN = Path("/usr/share/fonts/truetype/noto")
FONTTOOLS = "4.68.0"
SOURCES = {
    "NotoSerif-Bold.ttf": "0af0ff2be8f84910fb21ec5fe1b6b7395e3073250502a334baf6ca2f860c88fe",
    "NotoSans-Regular.ttf": "89c3c497f618fdaa0b2d1e98fef93582f28c71debd2c4a8cdf41f190ced2909d",
}
LETTERS = (  # the minus and other signs above U+2200 are in neither source
    range(0x0020, 0x007F),  # Latin
    range(0x00A0, 0x0100),  # Latin-1
    range(0x0100, 0x0250),  # Latin Extended-A and -B
    range(0x0300, 0x0370),  # marks, for letters that have no code point of their own
    range(0x0370, 0x0400),  # Greek
    range(0x1E00, 0x1F00),  # Latin Extended Additional: Vietnamese
    range(0x2000, 0x2070),  # punctuation, with … and the dashes
    range(0x2070, 0x20A0),  # raised and lowered figures
)
FEATURES = ["ccmp", "kern", "liga", "lnum", "locl", "mark", "mkmk", "tnum"]


def smaller(source: Path) -> bytes:
    """Return the font with our letters alone, without hints; a letter it lacks draws nothing."""
    subset: Any = importlib.import_module("fontTools.subset")
    options = subset.Options(
        drop_tables=["DSIG", "GlyphOrder", "FFTM"],
        harfbuzz_repacker=False,  # the same tables whether or not uharfbuzz is there
        hinting=False,
        layout_features=FEATURES,
        name_IDs=["*"],  # the copyright and the licence stay in the file
        notdef_outline=False,  # `Face.known` in preview.py relies on this
        recalc_timestamp=False,
    )
    font = subset.load_font(str(source), options)
    worker = subset.Subsetter(options)
    worker.populate(unicodes=[letter for block in LETTERS for letter in block])
    worker.subset(font)
    result = HERE / source.name
    subset.save_font(font, str(result), options)
    return result.read_bytes()


def main() -> None:
    """Write both fonts beside this file and print their digests."""
    try:
        found = importlib.import_module("fontTools").version
    except ModuleNotFoundError:
        found = "none"
    if found != FONTTOOLS:
        sys.exit(f"fontTools is {found}: run `pip install fonttools=={FONTTOOLS}` first.")
    for name, digest in SOURCES.items():
        source = DEBIAN / name
        if not source.is_file():
            sys.exit(f"{source} is missing: run `apt-get install fonts-noto-core` first.")
        if hashlib.sha256(source.read_bytes()).hexdigest() != digest:
            sys.exit(f"{source} is another version: install fonts-noto-core 20201225-1.")
        print(hashlib.sha256(smaller(source)).hexdigest(), name)


if __name__ == "__main__":
    main()
