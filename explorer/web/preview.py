"""The preview picture of a shared page: names of methods and how far they differ, as PNG."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from PIL import Image, ImageDraw, ImageFont

SIZE, BAND, MOST, LONGEST = (1200, 630), 10, 4, 160  # the last two: methods, letters of a name
LEFT, RIGHT, WIDTH, BOTTOM = 72, 1128, 1056, 558  # inside the margins
TOP, RULE, FIGURES = 124, 494, 555  # names stand between the first two; baseline of the figures
LEAD, GAP, CAPITAL = 1.28, 0.5, 0.714  # of a line, between names, of a letter; in type sizes
LARGEST, SMALLEST, YEAR = {1: 112, 2: 84, 3: 66, 4: 52}, 28, 34  # type sizes, by number of names
NAME = "Method Explorer"
BREAK = re.compile(r" |-(?=\w{8})")
FINE, LEVELS = 4, 15  # shapes are drawn this much larger, then reduced to so many steps of a colour
FONTS = Path(__file__).parent / "fonts"
Shape: TypeAlias = tuple[tuple[float, float], ...]
Drawing: TypeAlias = Sequence[Shape]
Lines: TypeAlias = tuple[str, ...]


def stroke(x: float, y: float, to_x: float, to_y: float, width: float) -> Shape:
    """Return a line with square ends as a shape."""
    half = width / 2 / math.hypot(to_x - x, to_y - y)
    a, b = (to_y - y) * half, (to_x - x) * half
    return ((x - a, y + b), (to_x - a, to_y + b), (to_x + a, to_y - b), (x + a, y - b))


def circle(radius: float, middle: float = 6) -> Shape:
    """Return a circle as a shape that ends where it begins."""
    angles = [math.tau * step / 96 for step in range(97)]
    return tuple((middle + radius * math.cos(a), middle + radius * math.sin(a)) for a in angles)


ACROSS = (stroke(0, 1, WIDTH, 1, 2),)
# templates/_sprite.html has the same drawings, the signs on a grid of 12 and the mark on one of 22
EQUAL = (stroke(3, 8, 19, 8, 2.6), stroke(3, 14, 19, 14, 2.6))
MARK = (*EQUAL, stroke(14.5, 2.5, 7.5, 19.5, 2.6))
SPOKES = ((6, 0.4, 6, 11.6), (1.15, 3.2, 10.85, 8.8), (10.85, 3.2, 1.15, 8.8))
SIGNS: dict[str, tuple[str, Drawing]] = {
    "statistics": ("#003c90", (circle(5),)),
    "machine-learning": ("#8d5aa6", (((1.5, 1.5), (10.5, 1.5), (10.5, 10.5), (1.5, 10.5)),)),
    "causal-inference": ("#007e5c", (((6, 0.6), (11.8, 11), (0.2, 11)),)),
    "measurement": ("#92670c", (((6, 0), (12, 6), (6, 12), (0, 6)),)),
    "decision": ("#404b00", (stroke(0.6, 6, 11.4, 6, 3.6), stroke(6, 0.6, 6, 11.4, 3.6))),
    "qualitative": ("#77184d", ((*circle(5.2), *reversed(circle(2.8))),)),
    "evidence-synthesis": ("#627082", (((0.2, 1), (11.8, 1), (6, 11.4)),)),
    "time-space-networks": ("#613427", [stroke(a, b, c, d, 2) for a, b, c, d in SPOKES]),
}
# the light values of static/style.css, section 1, as in the signs; a test holds them equal
COLOURS = {
    "paper": "#fdfdfc",
    "line": "#d8dcda",
    "edge": "#69716e",
    "ink": "#191c1d",
    "soft": "#535a5c",
    "rubric": "#a5132f",
    **{family: colour for family, (colour, _) in SIGNS.items()},
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A method on the picture; the family is the id of a sign, or empty."""

    name: str
    family: str
    year: str


class Face:
    """A font of ours: it measures, cuts and draws one line of text."""

    def __init__(self, file: str) -> None:
        self.file = FONTS / file
        self.sample = ImageFont.truetype(self.file, 200)
        self.length = cache(self.sample.getlength)

    def known(self, text: str) -> str:
        """Return the text on one line, without what the font cannot draw."""
        whole = text.encode("utf-8", "ignore").decode()  # half a surrogate pair is no letter
        whole = unicodedata.normalize("NFC", " ".join(whole.split()).replace("−", "–"))[:LONGEST]
        # a letter that the font lacks leaves no ink, see fonts/subset.py
        inked = (c for c in whole if c == " " or self.sample.getmask(c).getbbox())
        return " ".join("".join(inked).split())

    def width(self, text: str, size: float) -> float:
        """Return how wide a line is, in pixels."""
        return self.length(text) * size / 200

    def wrap(self, text: str, size: float, room: float, most: int) -> Lines:
        """Return one line or two of like width, or none where that many do not fit."""
        pairs = [(text[: at.end()].rstrip(), text[at.end() :]) for at in BREAK.finditer(text)]
        pairs.sort(key=lambda pair: max(self.width(line, size) for line in pair))
        for lines in ((text,), *pairs[: most - 1]):
            if max(self.width(line, size) for line in lines) <= room:
                return lines
        return ()

    def cut(self, text: str, size: float, room: float, most: int = 1) -> Lines:
        """Return the text in that many lines, shortened with … where it has to be."""
        short = text
        while not (lines := self.wrap(text, size, room, most)) and short:
            short = short[:-1].rstrip(" -–(,")
            text = f"{short}…"
        return lines


class Sheet:
    """A page of paper that takes shapes and letters in the colours of the site."""

    def __init__(self) -> None:
        self.image = Image.new("P", SIZE, 0)
        paper, *inks = [bytes.fromhex(colour[1:]) for colour in COLOURS.values()]
        palette = list(paper)
        for ink in inks:
            for step in range(1, LEVELS + 1):
                pairs = zip(paper, ink, strict=True)
                palette += [round(p + (i - p) * step / LEVELS) for p, i in pairs]
        self.image.putpalette(palette)

    def press(self, mask: Image.Image, x: int, y: int, colour: str) -> None:
        """Ink a mask of FINE times its size, with its corner at x, y."""
        first = (list(COLOURS).index(colour) - 1) * LEVELS
        steps = [round(depth * LEVELS / 255) for depth in range(256)]
        inked = mask.reduce(FINE).point([first + step if step else 0 for step in steps])
        self.image.paste(inked, (x, y), inked.point([0] + [255] * 255))

    def shapes(self, drawing: Drawing, x: float, y: float, colour: str, scale: float = 1) -> None:
        """Draw shapes, in units of so many pixels, with their origin at x, y."""
        dx, dy = FINE * (x - math.floor(x)), FINE * (y - math.floor(y))
        right, bottom = (max(p[axis] for shape in drawing for p in shape) for axis in (0, 1))
        box = (FINE * (math.ceil(right * scale) + 2), FINE * (math.ceil(bottom * scale) + 2))
        mask = Image.new("L", box)
        across, down = FINE * scale - 1 / right, FINE * scale - 1 / bottom  # Pillow inks both ends
        for shape in drawing:
            points = [(dx + a * across, dy + b * down) for a, b in shape]
            ImageDraw.Draw(mask).polygon(points, fill=255)
        self.press(mask, math.floor(x), math.floor(y), colour)

    def sign(self, family: str, x: float, base: float, size: float) -> None:
        """Draw the sign of a family beside a line of this type size, half a capital high."""
        side = size * 0.6
        if family in SIGNS:
            self.shapes(SIGNS[family][1], x, base - (size * CAPITAL + side) / 2, family, side / 12)

    def text(self, text: str, x: float, y: float, size: float, face: Face, colour: str) -> None:
        """Write a line that starts at x, with its baseline at y."""
        font = ImageFont.truetype(face.file, size * FINE)
        box = font.getbbox(text, anchor="ls")
        left, top, right, bottom = (math.ceil(abs(edge) / FINE) + 1 for edge in box)
        mask = Image.new("L", ((left + right) * FINE, (top + bottom) * FINE))
        ImageDraw.Draw(mask).text((left * FINE, top * FINE), text, 255, font, anchor="ls")
        self.press(mask, round(x) - left, round(y) - top, colour)

    def block(self, lines: Lines, x: float, y: float, size: float, face: Face) -> None:
        """Write lines one below the other, the first with its top at y."""
        for place, line in enumerate(lines):
            self.text(line, x, y + size * (LEAD * place + (LEAD + CAPITAL) / 2), size, face, "ink")


def fit(face: Face, names: Lines, largest: int, room: float) -> tuple[int, list[Lines]]:
    """Return the type size in which all names fit, and the lines of each."""
    found = []
    for most in (1, 2):
        for size in range(largest, SMALLEST - 1, -2):
            lines = [face.wrap(name, size, room - size, most) for name in names]
            if all(lines) and sum(len(each) * LEAD + GAP for each in lines) * size <= RULE - TOP:
                found.append((size, lines))
                break
    if not found:
        return SMALLEST, [face.cut(name, SMALLEST, room - SMALLEST, 2) for name in names]
    one, two = found[0], found[-1]
    return one if one[0] * 1.35 >= two[0] else two  # a second line has to be worth it


def table(sheet: Sheet, serif: Face, sans: Face, methods: Sequence[Shown]) -> None:
    """Set the methods one below the other: sign, name, year and a hairline."""
    years = [sans.cut(sans.known(method.year), YEAR, 240)[0] for method in methods]
    room = WIDTH - max(sans.width(year, YEAR) for year in years) - 32
    names = tuple(serif.known(method.name) or "…" for method in methods)
    size, rows = fit(serif, names, LARGEST[len(methods)], room)
    spare = (RULE - TOP - sum(map(len, rows)) * LEAD * size) / len(rows)
    y, small = float(TOP), min(YEAR, size)
    for method, lines, year in zip(methods, rows, years, strict=True):
        y += spare / 2
        base = y + size * (LEAD + CAPITAL) / 2
        sheet.sign(method.family, LEFT, base, size)
        sheet.text(year, RIGHT - sans.width(year, small), base, small, sans, "soft")
        sheet.block(lines, LEFT + size, y, size, serif)
        y += len(lines) * size * LEAD + spare / 2
        sheet.shapes(ACROSS, LEFT, round(y), "line")


def alone(sheet: Sheet, serif: Face, sans: Face, method: Shown) -> None:
    """Set one method large, its sign and year below."""
    size, (lines,) = fit(serif, (serif.known(method.name) or "…",), LARGEST[1], WIDTH)
    sheet.block(lines, LEFT, (TOP + RULE - len(lines) * LEAD * size) / 2, size, serif)
    sheet.shapes(ACROSS, LEFT, RULE, "ink")
    sheet.sign(method.family, LEFT, FIGURES + 4, 48)
    x = LEFT + 48 if method.family in SIGNS else LEFT
    sheet.text(sans.cut(sans.known(method.year), 36, WIDTH - 48)[0], x, FIGURES, 36, sans, "soft")


def strip(sheet: Sheet, sans: Face, differs: int, equal: int) -> None:
    """Set the sum of the comparison: how many rows differ, how many are equal, a bar for each."""
    sheet.shapes(ACROSS, LEFT, RULE, "ink")
    groups = ((MARK, differs, "rubric", "ink", "rubric"), (EQUAL, equal, "soft", "soft", "edge"))
    room = WIDTH - 164 - sans.width(f"{differs}{equal}", 36)
    pitch = min(16.0, room / max(1, differs + equal))
    one = (stroke(pitch * 0.3, 0, pitch * 0.3, 32, pitch * 0.6),)
    x = float(LEFT)
    for mark, count, colour, figure, fill in groups:
        sheet.shapes(mark, x - 3, BOTTOM - 33, colour, 34 / 22)
        sheet.text(str(count), x + 44, FIGURES, 36, sans, figure)
        x += 60 + sans.width(str(count), 36)
        for bar in range(count):
            sheet.shapes(one, x + bar * pitch, BOTTOM - 32, fill)
        x += count * pitch + 44


def draw(methods: Sequence[Shown], differs: int, equal: int) -> bytes:
    """Return the picture of these methods, with so many rows that differ and that are equal."""
    sheet, serif, sans = Sheet(), Face("NotoSerif-Bold.ttf"), Face("NotoSans-Regular.ttf")
    sheet.shapes((stroke(0, BAND / 2, 1200, BAND / 2, BAND),), 0, 0, "rubric")
    if not methods:
        sheet.shapes(MARK, LEFT - 20, 150, "rubric", 8)
        sheet.text(NAME, LEFT, 470, 120, serif, "ink")
    else:
        sheet.shapes(MARK, LEFT - 5, 52, "rubric", 2)
        sheet.text(NAME, LEFT + 48, 86, 36, serif, "ink")
    if len(methods) == 1:
        alone(sheet, serif, sans, methods[0])
    elif methods:
        rest = len(methods) - MOST + 1
        more = [Shown(f"+ {rest}", "", "")] if rest > 1 else []
        table(sheet, serif, sans, [*methods[: MOST - len(more)], *more])
        strip(sheet, sans, differs, equal)
    sheet.image.save(data := BytesIO(), "PNG", optimize=True)
    return data.getvalue()
