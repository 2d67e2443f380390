"""The preview picture of a shared page: what it shows, and that nothing falls off it."""

from __future__ import annotations

import hashlib
import re
import struct
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from explorer import Explorer
from explorer.web import preview
from explorer.web.preview import BAND, COLOURS, RULE, SIGNS, Shown, draw

WEB = Path(preview.__file__).parent
FONTS = sorted(preview.FONTS.glob("*.ttf"))
PAPER = tuple(bytes.fromhex(COLOURS["paper"][1:]))
FOREST = Shown("Random forest", "machine-learning", "2001")
BOOSTING = Shown("Gradient boosting", "machine-learning", "2001")
LONG = Shown(
    "Mô hình phương trình cấu trúc bình phương tối thiểu riêng phần", "measurement", "1982"
)
STACKED = Shown("ẬẪỘỖẶẴỆỄ " * 40, "statistics", "thế kỷ 18, " * 20)
UNBROKEN = Shown("Ẫy" * 90, "decision", "1977")


def seen(png: bytes) -> Image.Image:
    with Image.open(BytesIO(png)) as image:
        assert (image.format, image.size) == ("PNG", (1200, 630))
        return image.convert("RGB")


def blank(image: Image.Image, left: int, top: int, right: int, bottom: int) -> bool:
    area = image.crop((left, top, right, bottom))
    return area.getcolors() == [((right - left) * (bottom - top), PAPER)]


def colours(image: Image.Image) -> set[str]:
    return {"#" + bytes(colour).hex() for _, colour in image.getcolors(1200 * 630) or ()}


def bars(image: Image.Image, colour: str) -> int:
    """Count the bars of a colour in the strip, on a line that no mark or figure reaches."""
    ink = tuple(bytes.fromhex(COLOURS[colour][1:]))
    line = "".join("#" if image.getpixel((x, 527)) == ink else " " for x in range(1200))
    return len(line.split())


def cmap(font: bytes) -> set[int]:
    """Read which code points a TrueType file has, from its table of segments (format 4)."""
    tables = struct.unpack_from(">H", font, 4)[0]
    entries = [struct.unpack_from(">4s4xII", font, 12 + 16 * i) for i in range(tables)]
    start = next(offset for tag, offset, _ in entries if tag == b"cmap")
    count = struct.unpack_from(">H", font, start + 2)[0]
    subtables = {start + struct.unpack_from(">I", font, start + 8 + 8 * i)[0] for i in range(count)}
    found: set[int] = set()
    for at in subtables:
        if struct.unpack_from(">H", font, at)[0] == 4:
            segments = struct.unpack_from(">H", font, at + 6)[0] // 2
            ends = struct.unpack_from(f">{segments}H", font, at + 14)
            starts = struct.unpack_from(f">{segments}H", font, at + 16 + 2 * segments)
            for first, last in zip(starts, ends, strict=True):
                found.update(range(first, last + 1))
    return found - {0xFFFF}


def few(count: int) -> list[Shown]:
    return [
        Shown(f"Method {number}", family, "1990")
        for number, family in zip(range(count), [*SIGNS, "", ""], strict=False)
    ]


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 10])
def test_any_number_of_methods_gives_a_small_picture(count: int) -> None:
    png = draw(few(count), 9, 6)
    image = seen(png)
    assert len(png) < 40_000
    assert image.getpixel((600, 0)) == image.getpixel((600, BAND - 1)) == (0xA5, 0x13, 0x2F)
    assert blank(image, 0, BAND, 1200, 40)


def test_the_same_input_gives_the_same_bytes() -> None:
    assert draw([FOREST, BOOSTING], 9, 6) == draw([FOREST, BOOSTING], 9, 6)


@pytest.mark.parametrize(
    "other",
    [
        ([FOREST, LONG], 9, 6),
        ([BOOSTING, FOREST], 9, 6),
        ([FOREST, Shown(BOOSTING.name, "statistics", "2001")], 9, 6),
        ([FOREST, Shown(BOOSTING.name, "machine-learning", "1999")], 9, 6),
        ([FOREST, BOOSTING], 8, 6),
        ([FOREST, BOOSTING], 9, 7),
        ([FOREST], 9, 6),
        ([], 9, 6),
    ],
)
def test_another_input_gives_another_picture(other: tuple[list[Shown], int, int]) -> None:
    assert draw(*other) != draw([FOREST, BOOSTING], 9, 6)


def test_more_than_four_methods_are_three_and_a_number() -> None:
    ten = draw(few(10), 9, 6)
    assert ten == draw([*few(3), *[FOREST] * 7], 9, 6)
    assert ten != draw([*few(3), *[FOREST] * 6], 9, 6)
    assert ten != draw(few(4), 9, 6)


@pytest.mark.parametrize(("differs", "equal"), [(9, 6), (0, 15), (15, 0), (0, 0), (40, 20)])
def test_the_strip_has_a_bar_for_each_row(differs: int, equal: int) -> None:
    image = seen(draw([FOREST, BOOSTING], differs, equal))
    assert (bars(image, "rubric"), bars(image, "edge")) == (differs, equal)


@pytest.mark.parametrize("methods", [[], [FOREST]])
def test_without_a_comparison_there_are_no_bars(methods: list[Shown]) -> None:
    assert draw(methods, 9, 6) == draw(methods, 0, 0)
    assert not bars(seen(draw(methods, 9, 6)), "edge")


def test_each_family_shows_its_colour_and_an_unknown_one_none() -> None:
    nothing = colours(seen(draw([Shown("Kriging", "", "1951")], 0, 0)))
    assert not nothing & {COLOURS[family] for family in SIGNS}
    for family in SIGNS:
        assert COLOURS[family] in colours(seen(draw([Shown("Kriging", family, "1951")], 0, 0)))
    strange = draw([Shown("Kriging", "alchemy", "1951")], 0, 0)
    assert strange == draw([Shown("Kriging", "", "1951")], 0, 0)


def stays_inside(methods: list[Shown], differs: int = 9, equal: int = 6) -> None:
    image = seen(draw(methods, differs, equal))
    assert blank(image, 0, BAND, 40, 630), "ink in the left margin"
    assert blank(image, 1160, BAND, 1200, 630), "ink in the right margin"
    assert blank(image, 0, 590, 1200, 630), "ink in the foot margin"
    assert blank(image, 0, BAND, 1200, 40), "ink in the head margin"
    assert blank(image, 0, 102, 1200, 118), "names touch the wordmark"
    assert blank(image, 0, RULE + 4, 1200, RULE + 24), "names touch the strip"


@pytest.mark.parametrize("count", [1, 2, 3, 4, 9])
@pytest.mark.parametrize("method", [LONG, STACKED, UNBROKEN], ids=["long", "stacked", "unbroken"])
def test_no_name_runs_out_of_its_place(count: int, method: Shown) -> None:
    stays_inside([method] * count)


def test_many_rows_stay_inside() -> None:
    stays_inside([FOREST, BOOSTING], 400, 150)


def test_the_longest_names_of_the_graph_stay_inside(explorer: Explorer) -> None:
    for language in ("en", "vi"):
        names = sorted((m.names[language] for m in explorer.entries), key=len)[-12:]
        shown = [Shown(name, "statistics", "1990–1999") for name in names]
        for first in range(0, 12, 4):
            stays_inside(shown[first : first + 4])
        stays_inside(shown[-1:])


@pytest.mark.parametrize("font", FONTS, ids=lambda font: font.stem)
def test_the_fonts_have_every_letter_of_the_graph(explorer: Explorer, font: Path) -> None:
    letters = {
        ord(letter) for m in explorer.entries for name in m.names.values() for letter in name
    }
    vietnamese = set(map(ord, "ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"))
    vietnamese |= {ord(chr(letter).upper()) for letter in vietnamese}
    held = cmap(font.read_bytes())
    assert held >= letters | vietnamese | set(map(ord, "=+…–×αβχ"))
    assert 0x65B9 not in held  # the reader above would find what is not there


def test_a_name_is_written_as_it_is(explorer: Explorer) -> None:
    face = preview.Face("NotoSerif-Bold.ttf")
    for method in explorer.entries:
        for name in method.names.values():
            assert face.known(name) == name


@pytest.mark.parametrize(
    ("name", "same"),
    [
        ("Random 森林 forest", "Random forest"),
        ("Random\n  forest\u200b", "Random forest"),
        ("\ud800Random forest", "Random forest"),
        ("Ho\u0302\u0300i quy", "Hồi quy"),
        ("k−1 folds", "k–1 folds"),
        ("随机森林", "…"),
        ("", "…"),
    ],
)
def test_letters_the_fonts_lack_are_left_out(name: str, same: str) -> None:
    for others in ([], [BOOSTING]):
        shown, plain = (Shown(text, "statistics", "2001") for text in (name, same))
        assert draw([shown, *others], 9, 6) == draw([plain, *others], 9, 6)


def test_a_lacking_year_leaves_its_place_empty() -> None:
    image = seen(draw([Shown("Kriging", "", ""), Shown("t-test", "", "年")], 9, 6))
    assert blank(image, 700, 118, 1200, 300)


def test_a_long_name_ends_in_dots() -> None:
    face = preview.Face("NotoSerif-Bold.ttf")
    first, second = face.cut(LONG.name * 3, 40, 500, 2)
    assert second.endswith("…") and LONG.name.startswith(first)
    assert max(face.width(line, 40) for line in (first, second)) <= 500
    assert face.cut(LONG.name, 40, 2000, 2) == (LONG.name,)


def test_a_long_word_breaks_at_its_hyphen_and_a_short_one_does_not() -> None:
    face = preview.Face("NotoSerif-Bold.ttf")
    assert face.wrap("Difference-in-differences", 100, 1000, 2) == (
        "Difference-in-",
        "differences",
    )
    assert face.wrap("nơ-ron", 100, 300, 2) == ()


def test_the_colours_are_those_of_the_style_sheet() -> None:
    sheet = (WEB / "static" / "style.css").read_text("utf-8")
    tokens = dict(re.findall(r"--(\w+): +light-dark\((#\w{6}),", sheet))
    families = dict(re.findall(r"^\.([\w-]+) +{ --family: light-dark\((#\w{6}),", sheet, re.M))
    expected = {name: tokens[name] for name in COLOURS if name not in SIGNS}
    assert {**expected, **families} == COLOURS
    assert tokens["fill"] == COLOURS["rubric"], "the band has the colour of the masthead"


def test_the_signs_are_those_of_the_sprite() -> None:
    sprite = (WEB / "templates" / "_sprite.html").read_text("utf-8")
    assert set(re.findall(r'id="sign-([\w-]+)"', sprite)) == {*SIGNS, "none"}


def test_the_fonts_are_small_and_recorded() -> None:
    record = (preview.FONTS / "VENDOR.md").read_text("utf-8")
    assert [font.name for font in FONTS] == ["NotoSans-Regular.ttf", "NotoSerif-Bold.ttf"]
    for font in FONTS:
        assert font.stat().st_size < 150_000
        digest = hashlib.sha256(font.read_bytes()).hexdigest()
        assert re.search(rf"^\| {font.name} \| \w{{64}} \| {digest} \|$", record, re.M)


def test_the_rebuilding_script_says_what_it_needs() -> None:
    # without site packages there is no fontTools, whatever is installed
    command = [sys.executable, "-I", "-S", preview.FONTS / "subset.py"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert "pip install fonttools==" in ended.stderr and ended.stderr.count("\n") == 1
