"""What the drawn scenes share: size, colours and the few shapes that come again."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from PIL import ImageDraw

Colour = tuple[int, int, int]
Scene = Callable[[ImageDraw.ImageDraw, random.Random, tuple[Colour, ...]], None]
"""Draws over a graded sky: the canvas, what varies, and the palette: sky above, sky below, far, middle, near, light."""

WIDTH, HEIGHT = 1200, 675


def ridge(
    draw: ImageDraw.ImageDraw, rng: random.Random, colour: Colour, base: float, height: float, rough: int
) -> None:
    """A line of hills: a few waves added up."""
    waves = [
        (rng.uniform(0.5, 1.0) / (n + 1), (n + 1) * rng.uniform(0.7, 1.5), rng.uniform(0, 6.3)) for n in range(rough)
    ]
    points = [
        (x, HEIGHT * base - HEIGHT * height * sum(a * math.sin(f * x / WIDTH * 6.3 + p) for a, f, p in waves))
        for x in range(0, WIDTH + 8, 8)
    ]
    draw.polygon([*points, (WIDTH, HEIGHT), (0, HEIGHT)], fill=colour)


def water(draw: ImageDraw.ImageDraw, rng: random.Random, colours: tuple[Colour, ...], top: float) -> None:
    y = int(HEIGHT * top)
    draw.rectangle((0, y, WIDTH, HEIGHT), fill=colours[3])
    for _ in range(90):
        depth = rng.random() ** 1.6
        line, x = y + depth * (HEIGHT - y), rng.uniform(-50, WIDTH)
        length = 20 + depth * 180
        draw.line(
            (x, line, x + length, line), fill=rng.choice((colours[2], colours[2], colours[4])), width=1 + int(depth * 4)
        )


def disc(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, colour: Colour) -> None:
    """A filled circle."""
    draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)


def ship(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, colour: Colour, light: Colour) -> None:
    draw.polygon([(x, y), (x + 9 * size, y), (x + 8 * size, y + 1.6 * size), (x + size, y + 1.6 * size)], fill=colour)
    draw.rectangle((x + 1.5 * size, y - 1.5 * size, x + 6.5 * size, y), fill=colour)
    draw.rectangle((x + 3 * size, y - 2.6 * size, x + 5 * size, y - 1.5 * size), fill=colour)
    for port in range(6):
        draw.rectangle(
            (x + (2 + port * 0.7) * size, y - size, x + (2.25 + port * 0.7) * size, y - 0.7 * size), fill=light
        )
