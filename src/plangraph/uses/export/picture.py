"""A graph as a picture for reports, PNG or SVG: places and colours of the drawing, names of what has most links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from plangraph import __version__
from plangraph.errors import UsageError
from plangraph.files import MARK
from plangraph.uses.cells import shown
from plangraph.uses.export.colours import PLAIN, hexadecimal
from plangraph.uses.export.drawing import Drawing, edge_colour, short
from plangraph.uses.export.legend import kinds, links

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.font_manager import FontProperties

_INCHES = (12.0, 9.0)
_LOW, _HIGH = 0.01, 0.98  # bottom and height of the graph
_DPI = 150  # of a PNG
_NAMED = 60  # nodes that get a name where there is room
_SMALLEST = 3.0  # points, the diameter of a disc
_LETTER = 8.0  # points, the height of a name
_LEGEND = 9.0  # points, the height of what the legend says
_MOST = 0.4  # of the width, what the legend may take
_MISSING = "□"
_SAMPLE = "规划报告项目"
_KNOWN = (
    "NotoSansCJK-Regular",
    "NotoSansSC",
    "SourceHanSans",
    "wqy",
    "DroidSansFallback",
    "PingFang",
    "msyh",
    "simhei",
)
_SETTINGS: dict[Any, Any] = {"svg.hashsalt": "plangraph", "svg.fonttype": "path", "path.simplify": False}


def png(drawing: Drawing, *, about: str = "", lang: str = "zh") -> Iterator[bytes]:
    """Give a PNG of 1800 by 1350 pixels; the same bytes for the same graph, font and matplotlib."""
    yield _picture(drawing, lang, "png", {"Software": f"{MARK} {__version__}", "Title": about})


def svg(drawing: Drawing, *, about: str = "", lang: str = "zh") -> Iterator[bytes]:
    """Give an SVG whose letters are outlines: no font is needed to see it; the same bytes as of `png`."""
    metadata = {"Creator": f"{MARK} {__version__}", "Title": about, "Date": None}
    head, rest = _picture(drawing, lang, "svg", metadata).split(b"\n", 1)
    yield head + f"\n<!-- {MARK} {__version__} -->\n".encode()
    yield rest


def _picture(drawing: Drawing, lang: str, form: str, metadata: dict[str, Any]) -> bytes:
    """Draw and give the file. Raises UsageError where matplotlib or a font is missing."""
    try:
        import matplotlib
        from matplotlib.figure import Figure
    except ImportError as error:
        raise UsageError(
            "画图需要 matplotlib：pip install 'plangraph[draw]' / pictures need matplotlib: pip install 'plangraph[draw]'"
        ) from error
    out = BytesIO()
    with matplotlib.rc_context():
        matplotlib.rcdefaults()  # whatever the settings of the user
        matplotlib.rcParams.update(_SETTINGS)
        figure = Figure(figsize=_INCHES, dpi=_DPI)
        if drawing.graph.nodes:
            font = chinese_font()
            axes = figure.add_axes((0.01, _LOW, 0.99 - _legend(figure, drawing, lang, font), _HIGH))
            axes.set_axis_off()
            _discs(axes, drawing)
            _names(axes, drawing, font)
        figure.savefig(out, format=form, metadata=metadata, facecolor="white")
    return out.getvalue()


def chinese_font(paths: Iterable[str] | None = None) -> FontProperties:
    """Give a font of this machine that has Chinese characters, a well-known one first; of `paths` where they are given.

    Raises UsageError where there is none.
    """
    from matplotlib.font_manager import FontProperties, findSystemFonts

    for path in sorted(findSystemFonts() if paths is None else paths, key=_rank):
        if _writes_chinese(path):
            return FontProperties(fname=path)
    raise UsageError(
        "没有中文字体，无法画图；请安装一种，如 Debian 的 fonts-noto-cjk / "
        "no font with Chinese characters; install one, such as fonts-noto-cjk on Debian"
    )


def _rank(path: str) -> tuple[int, str]:
    stem = Path(path).stem.lower()
    return next((i for i, name in enumerate(_KNOWN) if stem.startswith(name.lower())), len(_KNOWN)), path


def _writes_chinese(path: str) -> bool:
    from matplotlib.ft2font import FT2Font

    try:
        characters = FT2Font(path).get_charmap()
    except (OSError, RuntimeError):  # a font that matplotlib cannot read is none for us
        return False
    return all(ord(c) in characters for c in _SAMPLE)


def _discs(axes: Axes, drawing: Drawing) -> None:
    """Draw links and nodes, large nodes last, and set the frame."""
    from matplotlib.collections import LineCollection

    x, y = drawing.x, drawing.y
    ends = zip(drawing.sources, drawing.targets, strict=True)
    lines = [((x[one], y[one]), (x[other], y[other])) for one, other in ends]
    colours = [hexadecimal(edge_colour(e) or PLAIN) for e in drawing.graph.edges]
    axes.add_collection(LineCollection(lines, colors=colours, linewidths=0.6, alpha=0.7, zorder=1))
    _frame(axes, drawing)
    order = sorted(range(len(x)), key=lambda i: drawing.sizes[i])
    points = _points_per_unit(axes)
    axes.scatter(
        [x[i] for i in order],
        [y[i] for i in order],
        s=[max(_SMALLEST, drawing.sizes[i] * points) ** 2 for i in order],
        c=[hexadecimal(drawing.colours[drawing.graph.nodes[i].kind]) for i in order],
        linewidths=0.3,
        edgecolors="white",
        zorder=2,
    )


def _frame(axes: Axes, drawing: Drawing) -> None:
    """Let the axes hold every node with room for names, a unit as wide as high."""
    margin = max(drawing.sizes)
    left, right = min(drawing.x) - margin, max(drawing.x) + 3 * margin
    bottom, top = min(drawing.y) - margin, max(drawing.y) + margin
    wide, high = _INCHES[0] * axes.get_position().width, _INCHES[1] * _HIGH
    per_inch = max((right - left) / wide, (top - bottom) / high)
    for limits, low, above, inches in ((axes.set_xlim, left, right, wide), (axes.set_ylim, bottom, top, high)):
        middle = (low + above) / 2
        limits(middle - per_inch * inches / 2, middle + per_inch * inches / 2)


def _points_per_unit(axes: Axes) -> float:
    left, right = axes.get_xlim()
    return float(_INCHES[0] * axes.get_position().width * 72 / (right - left))


def _names(axes: Axes, drawing: Drawing, font: FontProperties) -> None:
    """Write names at the nodes with most links, none over another and none out of the picture."""
    from matplotlib.patheffects import withStroke

    points, write, (_, edge) = _points_per_unit(axes), _writer(font), axes.get_xlim()
    looks: dict[str, Any] = {
        "va": "center",
        "fontproperties": font,
        "fontsize": _LETTER,
        "zorder": 3,
        "parse_math": False,
    }
    halo = [withStroke(linewidth=1.5, foreground="white", alpha=0.8)]
    taken: list[tuple[float, float, float, float]] = []
    order = sorted(range(len(drawing.degrees)), key=lambda i: (-drawing.degrees[i], i))
    for i in order[:_NAMED]:
        name = write(short(shown(drawing.graph.nodes[i].label)))
        away = max(drawing.sizes[i] / 2, _SMALLEST / points / 2) + 2 / points
        left, width = drawing.x[i] + away, _width(name) / points
        if left + width > edge:
            left = drawing.x[i] - away - width
        half = 0.6 * _LETTER / points
        box = left, drawing.y[i] - half, left + width, drawing.y[i] + half
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            axes.text(left, drawing.y[i], name, path_effects=halo, **looks)


def _width(name: str) -> float:
    """Give about how wide a name is, in points."""
    return sum(_LETTER if ord(c) > 0x2E7F else 0.6 * _LETTER for c in name)


def _overlap(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _legend(figure: Figure, drawing: Drawing, lang: str, font: FontProperties) -> float:
    """Tell what the colours mean, at the right; give the share of the width that this takes."""
    from matplotlib.lines import Line2D

    write = _writer(font)
    dots = [
        Line2D([], [], linestyle="", marker="o", color=hexadecimal(colour), label=write(name))
        for name, colour in kinds(drawing, lang)
    ]
    lines = [
        Line2D([], [], linewidth=1.5, color=hexadecimal(colour), label=write(name))
        for name, colour in links(drawing, lang)
    ]
    legend = figure.legend(handles=[*dots, *lines], loc="upper right", frameon=False, handlelength=1.5, prop=font)
    for words in legend.get_texts():
        words.set_parse_math(False)
        words.set_fontsize(_LEGEND)
    widest = max(_width(words.get_text()) for words in legend.get_texts()) * _LEGEND / _LETTER
    return min((widest + 5 * _LEGEND) / 72 / _INCHES[0], _MOST)


def _writer(font: FontProperties) -> Callable[[str], str]:
    """Give what puts a square in the place of a character that a font does not have, as of a picture of a face."""
    from matplotlib.ft2font import FT2Font

    characters = FT2Font(str(font.get_file())).get_charmap()
    missing = _MISSING if ord(_MISSING) in characters else "?"
    return lambda words: "".join(c if ord(c) in characters else missing for c in words)
