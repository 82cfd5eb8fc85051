"""Octavo's mark in the sizes that devices ask for, drawn from the one SVG in `static`: `python -m octavo.serve.icons`.

The mark is an O of a broad pen, its inner curve leaning as in old type. It lies in the middle three fifths, so that a
device may cut its icons to any shape (W3C Web Application Manifest, 'maskable': a circle of two fifths of the width).
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from xml.etree import ElementTree

from PIL import Image, ImageDraw

STATIC = Path(__file__).parent / "static"
_SIDE = 32
"""Of the SVG's own square."""
_FINER = 4
"""Drawn so much larger and then made small: smooth edges."""
_STEPS = 360

SIZES = {
    "icon-180.png": (180, "whole"),
    "icon-192.png": (192, "rounded"),
    "icon-512.png": (512, "rounded"),
    "maskable-192.png": (192, "whole"),
    "maskable-512.png": (512, "whole"),
    "badge-96.png": (96, "mark"),
}
"""Name → pixels, and shape: `rounded` as in the SVG, `whole` without corners cut, `mark` the letter alone, white on
nothing, as bars of notices want it."""


def draw(side: int, shape: str, source: Path = STATIC / "icon.svg") -> Image.Image:
    """The icon, `side` pixels wide and high. Raises ValueError for a form that the SVG may not have."""
    large = side * _FINER
    scale = large / _SIDE
    canvas = Image.new("RGBA", (large, large), (255, 255, 255, 0))
    pen = ImageDraw.Draw(canvas)
    holed = False
    for form in ElementTree.parse(source).getroot():  # noqa: S314 — a file of our own
        fill = "#ffffff" if shape == "mark" else form.get("fill", "#000000")
        match form.tag.rpartition("}")[2]:
            case "rect" if shape != "mark":
                radius = float(form.get("rx", 0)) * scale if shape == "rounded" else 0
                pen.rounded_rectangle((0, 0, large - 1, large - 1), radius, fill)
            case "ellipse":
                pen.polygon(_around(form, scale), (255, 255, 255, 0) if shape == "mark" and holed else fill)
                holed = True
            case "rect":
                pass
            case other:
                raise ValueError(f"the icon may not have <{other}>")
    return canvas.resize((side, side), Image.Resampling.LANCZOS)


def _around(ellipse: ElementTree.Element, scale: float) -> list[tuple[float, float]]:
    x, y, wide, high = (float(ellipse.get(name, 0)) for name in ("cx", "cy", "rx", "ry"))
    turn = re.match(r"rotate\((-?[\d.]+)", ellipse.get("transform", ""))
    angle = math.radians(float(turn[1])) if turn else 0.0
    points = []
    for step in range(_STEPS):
        along = 2 * math.pi * step / _STEPS
        right, down = wide * math.cos(along), high * math.sin(along)
        points.append((
            (x + right * math.cos(angle) - down * math.sin(angle)) * scale,
            (y + right * math.sin(angle) + down * math.cos(angle)) * scale,
        ))  # fmt: skip
    return points


def main() -> None:
    """Draw all of them into `static/icons`."""
    for name, (side, shape) in SIZES.items():
        draw(side, shape).save(STATIC / "icons" / name, optimize=True)


if __name__ == "__main__":
    main()
