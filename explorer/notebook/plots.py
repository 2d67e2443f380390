"""Methods through time and in numbers, as axes of matplotlib that one can go on with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..browse import EARLIEST
from .artwork import colours
from .frames import missing

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NAMED = 45  # methods whose names there is room for
ACROSS = 5  # marks beside one another in a decade
# the signs of the families, as on the site; that of qualitative research is a ring
MARKERS: Mapping[str, Any] = {
    "statistics": "o",
    "machine-learning": "s",
    "causal-inference": "^",
    "measurement": "D",
    "decision": "P",
    "qualitative": "o",
    "evidence-synthesis": "v",
    "time-space-networks": (6, 2, 0),
}


@dataclass(frozen=True, slots=True)
class Dated:
    """A method with its year and the slug of its family."""

    name: str
    family: str
    year: int


def timeline(methods: Sequence[Dated], families: Mapping[str, str], ax: Axes | None) -> Axes:
    """Draw each method in its year: few by name, many in a lane for each family."""
    known = [family for family in families if any(one.family == family for one in methods)]
    held = sorted(methods, key=lambda one: (one.year, one.name))
    if len(held) <= NAMED:
        return _named(held, {family: families[family] for family in known}, ax)
    return _lanes(held, {family: families[family] for family in known}, ax)


def _named(held: Sequence[Dated], families: Mapping[str, str], ax: Axes | None) -> Axes:
    """Draw the oldest on top, each with its name beside it."""
    ax = _plain(ax, 8.6, 1.3 + 0.26 * len(held))
    for row, one in enumerate(held):
        ax.annotate(
            one.name, (one.year, row), (9, 0), textcoords="offset points", va="center", fontsize=9
        )
    for family, name in families.items():
        rows = [(one.year, row) for row, one in enumerate(held) if one.family == family]
        _marks(ax, rows, family, 42, name)
    years = [one.year for one in held]
    span = max(years[-1] - years[0], 10)
    # names reach beyond the last year
    ax.set(xlim=(years[0] - span * 0.03, years[-1] + span * 0.55), ylim=(len(held), -1), yticks=[])
    ax.set_xticks([year for year in _ticks(years[0], years[-1]) if years[0] <= year <= years[-1]])
    ax.grid(axis="x", color=colours()["line"][0])
    if families:
        place: dict[str, Any] = {
            "loc": "upper left",
            "bbox_to_anchor": (0, -0.5 / (1 + 0.26 * len(held))),
        }
        ax.legend(frameon=False, fontsize=9, ncols=min(3, len(families)), **place)
    return ax


def _ticks(first: int, last: int) -> Sequence[float]:
    from matplotlib.ticker import MaxNLocator

    return list(MaxNLocator(7, integer=True).tick_values(first, last))


def _lanes(held: Sequence[Dated], families: Mapping[str, str], ax: Axes | None) -> Axes:
    """Stack a mark for each method in its decade, a lane for each family."""
    first = min(_column(one.year) for one in held)
    stacks: dict[tuple[str, int], int] = defaultdict(int)
    spots: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for one in held:
        column = _column(one.year)
        place = stacks[one.family, column]
        stacks[one.family, column] += 1
        spots[one.family].append(
            (column + (place % ACROSS + 0.7) / (ACROSS + 0.4), place // ACROSS)
        )
    feet, foot = [], 0.0
    for family in reversed([*families]):
        tallest = max(count for (of, _), count in stacks.items() if of == family)
        feet.append(foot)
        foot += -(-tallest // ACROSS) + 1.2
    ax = _plain(ax, 9.6, 0.9 + 0.17 * foot)
    for start, (family, name) in zip(feet, reversed([*families.items()]), strict=True):
        _marks(ax, [(x, start + y + 0.5) for x, y in spots[family]], family, 17, name)
        ax.axhline(start - 0.25, color=colours()["line"][0], linewidth=0.8)
    ax.set_yticks([start + 0.7 for start in feet], [*families.values()][::-1])
    columns = range(first, _column(held[-1].year) + 1)
    ax.set_xticks([*columns], [_decade(column) for column in columns], ha="left")
    ax.set(xlim=(first, columns[-1] + 1), ylim=(-0.3, foot))
    return ax


def _column(year: int) -> int:
    """Return the decade as a column; all before the first stand in one."""
    return max(year // 10, EARLIEST // 10 - 1)


def _decade(column: int) -> str:
    return f"{column * 10}" if column * 10 >= EARLIEST else f"– {EARLIEST - 1}"


def counts(numbers: Sequence[tuple[str, int]], ax: Axes | None, hues: Sequence[str] = ()) -> Axes:
    """Draw how many there are of each, the first on top, each number at the end of its bar."""
    ax = _plain(ax, 8.6, 0.6 + 0.29 * len(numbers))
    names, sizes = [name for name, _ in numbers], [size for _, size in numbers]
    tones = [colours()[hue][0] for hue in hues] or colours()["statistics"][0]
    bars = ax.barh(range(len(names)), sizes, color=tones, height=0.68)
    ax.bar_label(bars, padding=4, fontsize=9, color=colours()["ink"][0])
    ax.set_yticks(range(len(names)), names)
    ax.set(ylim=(len(names) - 0.4, -0.6), xlim=(0, max(sizes, default=1) * 1.08), xticks=[])
    ax.spines["bottom"].set_visible(False)
    return ax


def decades(years: Sequence[int], ax: Axes | None) -> Axes:
    """Draw how many methods each decade has; decades that have none in between keep their place."""
    ax = _plain(ax, 8.6, 3.2)
    held = Counter(map(_column, years))
    columns = range(min(held, default=EARLIEST // 10), max(held, default=EARLIEST // 10) + 1)
    bars = ax.bar(columns, [held[one] for one in columns], color=colours()["rubric"][0], width=0.72)
    ax.bar_label(bars, padding=3, fontsize=9, color=colours()["ink"][0])
    ax.set_xticks([*columns], [_decade(column) for column in columns])
    ax.set(yticks=[], ylim=(0, max(held.values(), default=1) * 1.12))
    return ax


def _marks(
    ax: Axes, spots: Sequence[tuple[float, float]], family: str, size: int, label: str
) -> None:
    hue = colours()[family][0]
    ring: dict[str, Any] = (
        {"facecolor": "none", "edgecolor": hue} if family == "qualitative" else {"color": hue}
    )
    ax.scatter(
        [x for x, _ in spots],
        [y for _, y in spots],
        s=size,
        marker=MARKERS[family],
        linewidth=1.5 if family in ("qualitative", "time-space-networks") else 0,
        label=label,
        zorder=3,
        clip_on=False,
        **ring,
    )


def _plain(ax: Axes | None, width: float, height: float) -> Axes:
    """Return axes without a frame, on the paper of the site."""
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise missing("Plots", "matplotlib") from error
    paper, ink, soft, edge = (colours()[name][0] for name in ("paper", "ink", "soft", "edge"))
    if ax is None:
        _, ax = pyplot.subplots(figsize=(width, height), layout="constrained", facecolor=paper)
    ax.set_facecolor(paper)
    ax.set_axisbelow(True)
    ax.spines[["top", "right", "left"]].set_visible(False)
    ax.spines["bottom"].set_color(edge)
    ax.tick_params(axis="y", length=0, labelsize=9.5, labelcolor=ink)
    ax.tick_params(axis="x", color=edge, labelsize=9, labelcolor=soft)
    return ax
