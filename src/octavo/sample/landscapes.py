"""Drawn scenes of land, sea and town."""

from __future__ import annotations

import math
import random

from PIL import ImageDraw

from octavo.sample.brush import HEIGHT, WIDTH, Colour, disc, ridge, ship, water


def sea(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """Ships on open water."""
    top = rng.uniform(0.48, 0.6)
    disc(draw, rng.uniform(200, 1000), HEIGHT * (top - 0.12), rng.uniform(34, 60), c[5])
    ridge(draw, rng, c[2], top, 0.03, 4)
    water(draw, rng, c, top)
    for _ in range(rng.randint(1, 3)):
        ship(draw, rng.uniform(80, 900), HEIGHT * top + rng.uniform(6, 120), rng.uniform(8, 26), c[4], c[5])


def harbour(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """Cranes, containers and a ship."""
    ridge(draw, rng, c[2], 0.62, 0.06, 3)
    water(draw, rng, c, 0.66)
    for x in sorted(rng.sample(range(60, 1050, 110), 5)):
        h = rng.uniform(190, 300)
        y = HEIGHT * 0.66
        for leg in (0, 46):
            draw.line((x + leg, y, x + leg, y - h), fill=c[4], width=8)
        draw.line((x - 70, y - h * 0.82, x + 190, y - h * 0.82), fill=c[4], width=10)
        draw.line((x + 20, y - h - 40, x + 180, y - h * 0.82), fill=c[4], width=4)
        draw.line((x + 20, y - h - 40, x - 60, y - h * 0.82), fill=c[4], width=4)
    for stack in range(16):
        x = 40 + stack * 70
        for level in range(rng.randint(1, 3)):
            box = (x, HEIGHT * 0.66 - 24 * (level + 1), x + 64, HEIGHT * 0.66 - 24 * level - 3)
            draw.rectangle(box, fill=rng.choice((c[3], c[4], c[2], (150, 72, 54), (66, 92, 104))))
    ship(draw, rng.uniform(100, 600), HEIGHT * 0.74, 34, c[4], c[5])


def skyline(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """Towers in three rows, windows lit."""
    for layer, (base, tall) in enumerate(((0.7, 330), (0.8, 260), (0.95, 210))):
        x = -20.0
        while x < WIDTH:
            w, h = rng.uniform(38, 96), tall * rng.uniform(0.25, 1)
            draw.rectangle((x, HEIGHT * base - h, x + w, HEIGHT), fill=c[2 + layer])
            if layer and rng.random() < 0.8:
                for wy in range(int(HEIGHT * base - h) + 12, int(HEIGHT * base), 22):
                    for wx in range(int(x) + 8, int(x + w) - 8, 16):
                        if rng.random() < 0.3:
                            draw.rectangle((wx, wy, wx + 6, wy + 9), fill=c[5])
            x += w + rng.uniform(-4, 14)


def mountains(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """Three ranges and the sun."""
    disc(draw, rng.uniform(150, 1050), rng.uniform(90, 190), 46, c[5])
    for colour, base, height in ((c[2], 0.58, 0.2), (c[3], 0.74, 0.15), (c[4], 0.9, 0.1)):
        points, x = [(0.0, HEIGHT * base)], 0.0
        while x < WIDTH:
            x += rng.uniform(50, 150)
            points.append((x, HEIGHT * (base - rng.uniform(0, height))))
        draw.polygon([*points, (WIDTH, HEIGHT), (0, HEIGHT)], fill=colour)


def fields(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """Furrows running to hills."""
    disc(draw, rng.uniform(200, 1000), 150, 54, c[5])
    ridge(draw, rng, c[2], 0.5, 0.06, 3)
    ridge(draw, rng, c[3], 0.6, 0.05, 3)
    vanish = rng.uniform(350, 850)
    draw.rectangle((0, 430, WIDTH, HEIGHT), fill=c[3])
    for row in range(-14, 30):
        draw.line((vanish, 425, vanish + (row - 8) * 120, HEIGHT), fill=c[4], width=9)


def fire(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """Smoke over a burning ridge."""
    for _ in range(60):
        x, y = rng.gauss(600, 320), rng.uniform(80, 380)
        disc(draw, x, y, rng.uniform(20, 90), tuple(int(v * rng.uniform(0.8, 1.15)) for v in c[2]))  # type: ignore[arg-type]
    ridge(draw, rng, c[3], 0.72, 0.1, 4)
    for _ in range(70):
        x, h = rng.uniform(0, WIDTH), rng.uniform(20, 90)
        y = HEIGHT * 0.76 + rng.uniform(-30, 30)
        draw.polygon(
            [(x - h / 4, y), (x + rng.uniform(-8, 8), y - h), (x + h / 4, y)], fill=rng.choice((c[5], (240, 128, 48)))
        )
    ridge(draw, rng, c[4], 0.88, 0.06, 5)


def rubble(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """Leaning houses and broken stone."""
    ridge(draw, rng, c[2], 0.5, 0.14, 3)
    for x in range(40, 1160, 150):
        h = rng.uniform(80, 250)
        lean = rng.uniform(-40, 40)
        foot = 500
        sag = foot - h * rng.uniform(0.6, 1)
        draw.polygon([(x, foot), (x + lean, foot - h), (x + 95 + lean, sag), (x + 100, foot)], fill=c[3])
        for _ in range(4):
            wx, wy = x + rng.uniform(20, 70), foot - rng.uniform(0.2, 0.7) * h
            draw.rectangle((wx, wy, wx + 14, wy + 20), fill=c[4])
    for _ in range(420):
        cx, cy, s = rng.uniform(0, WIDTH), rng.uniform(470, HEIGHT), rng.uniform(6, 34)
        turn = rng.uniform(0, 1.6)
        corners = [(cx + s * math.cos(turn + q * 1.57), cy + s * 0.6 * math.sin(turn + q * 1.57)) for q in range(4)]
        draw.polygon(corners, fill=rng.choice((c[2], c[3], c[4])))


def street(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """Two rows of houses and people between them."""
    for side in (0, 1):
        x = 0 if side == 0 else WIDTH
        for house in range(5):
            w = 210 - house * 34
            left, right = (x, x + w) if side == 0 else (x - w, x)
            h = 430 - house * 62
            fill = (c[2], c[3])[house % 2]
            draw.rectangle((left, 500 - h + house * 14, right, 560 - house * 16), fill=fill)
            for wy in range(520 - h + house * 14, 440, 64):
                for wx in range(int(left) + 18, int(right) - 20, 52):
                    draw.rectangle((wx, wy, wx + 22, wy + 34), fill=c[5] if rng.random() < 0.35 else c[4])
            x = right if side == 0 else left
    draw.polygon([(470, 500), (730, 500), (WIDTH, HEIGHT), (0, HEIGHT)], fill=c[4])
    for _ in range(rng.randint(5, 9)):
        px = rng.uniform(420, 780)
        draw.rounded_rectangle((px, 470, px + 13, 524), 6, fill=c[4])
        disc(draw, px + 6, 462, 8, c[4])


def birds(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """A flock over water."""
    ridge(draw, rng, c[2], 0.72, 0.06, 4)
    water(draw, rng, c, 0.78)
    for _ in range(26):
        x, y, s = rng.gauss(600, 240), rng.gauss(260, 90), rng.uniform(10, 30)
        draw.arc((x - s * 2, y - s, x, y + s), 200, 340, fill=c[4], width=5)
        draw.arc((x, y - s, x + s * 2, y + s), 200, 340, fill=c[4], width=5)


def parliament(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """A columned house with a dome and a flag."""
    ridge(draw, rng, c[2], 0.62, 0.03, 4)
    draw.rectangle((170, 300, 1030, 560), fill=c[3])
    draw.polygon([(330, 300), (600, 190), (870, 300)], fill=c[3])
    draw.pieslice((480, 70, 720, 310), 180, 360, fill=c[4])
    draw.line((600, 30, 600, 80), fill=c[4], width=6)
    draw.polygon([(600, 30), (600 + rng.uniform(46, 66), 44), (600, 58)], fill=(170, 54, 48))
    for x in range(210, 1020, 62):
        draw.rectangle((x, 330, x + 22, 545), fill=c[2])
    for step in range(4):
        draw.rectangle((150 - step * 40, 560 + step * 22, 1050 + step * 40, 584 + step * 22), fill=c[4])
