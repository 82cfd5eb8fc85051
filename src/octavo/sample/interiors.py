"""Drawn scenes of rooms, things, games and diagrams."""

from __future__ import annotations

import math
import random

from PIL import ImageDraw

from octavo.sample.brush import HEIGHT, WIDTH, Colour, disc, ridge


def stadium(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """A full stand, a pitch, floodlights."""
    draw.polygon([(0, 260), (WIDTH, 200), (WIDTH, 470), (0, 430)], fill=c[3])
    for _ in range(2600):
        x, y = rng.uniform(0, WIDTH), rng.uniform(250, 440)
        disc(draw, x, y, 2.4, rng.choice((c[2], c[4], c[5], (178, 52, 48), (222, 214, 196))))
    draw.polygon([(0, 440), (WIDTH, 470), (WIDTH, HEIGHT), (0, HEIGHT)], fill=(62, 112, 62))
    for stripe in range(0, 10, 2):
        x = stripe * 140 - 60
        draw.polygon([(x + 60, 442), (x + 170, 445), (x + 130, HEIGHT), (x - 40, HEIGHT)], fill=(72, 124, 70))
    draw.line((0, 520, WIDTH, 560), fill=(230, 232, 224), width=4)
    draw.arc((rng.uniform(300, 500), 500, rng.uniform(820, 980), 640), 0, 360, fill=(230, 232, 224), width=4)
    for x in (90, 1080):
        draw.line((x, 40, x, 270), fill=c[4], width=8)
        for row in range(3):
            for lamp in range(5):
                disc(draw, x - 40 + lamp * 20, 40 + row * 18, 7, c[5])


def asteroid(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """A cratered rock among stars."""
    for _ in range(260):
        disc(draw, rng.uniform(0, WIDTH), rng.uniform(0, HEIGHT), rng.choice((1, 1, 1.6)), c[5])
    cx, cy, r = rng.uniform(480, 760), 350, rng.uniform(200, 250)
    rim = [
        (
            cx + r * (1 + 0.12 * math.sin(a * 3 + cx) + rng.uniform(-0.03, 0.03)) * math.cos(a),
            cy + r * 0.78 * (1 + rng.uniform(-0.04, 0.04)) * math.sin(a),
        )
        for a in [n / 60 * 6.283 for n in range(60)]
    ]
    draw.polygon(rim, fill=(112, 106, 104))
    draw.polygon([(x + 46, y + 30) for x, y in rim if x < cx + 90], fill=(86, 82, 82))
    for _ in range(40):
        a, d, s = rng.uniform(0, 6.283), rng.uniform(0, 0.75) * r, rng.uniform(4, 26)
        x, y = cx + d * math.cos(a), cy + 0.78 * d * math.sin(a)
        draw.ellipse((x - s, y - s * 0.7, x + s, y + s * 0.7), fill=(78, 74, 76))
        draw.arc((x - s, y - s * 0.7, x + s, y + s * 0.7), 20, 200, fill=(150, 142, 136), width=2)


def laboratory(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """Tubes on a bench."""
    draw.rectangle((0, 470, WIDTH, HEIGHT), fill=c[3])
    for x in range(80, 1120, 130):
        h, w = rng.uniform(120, 260), rng.uniform(28, 44)
        fill = rng.choice(((176, 92, 76), (84, 132, 140), (204, 172, 96), (112, 128, 96)))
        level = h * rng.uniform(0.25, 0.8)
        draw.rounded_rectangle((x, 480 - level, x + w, 490), 14, fill=fill)
        draw.rounded_rectangle((x, 480 - h, x + w, 490), 14, outline=c[4], width=4)
    ridge(draw, rng, c[4], 0.94, 0.004, 2)


def chart(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """A line that rises or falls."""
    for line in range(6):
        draw.line((90, 110 + line * 90, 1110, 110 + line * 90), fill=c[2], width=1)
    value, points = rng.uniform(0.3, 0.6), []
    drift = rng.choice((-0.006, 0.007))
    for step in range(103):
        value = min(0.95, max(0.05, value + rng.gauss(drift, 0.025)))
        points.append((90 + step * 10, 560 - value * 450))
    draw.polygon([*points, (1110, 560), (90, 560)], fill=c[1])
    draw.line(points, fill=c[5], width=7, joint="curve")
    disc(draw, *points[-1], 12, c[5])


def map(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """Islands and a marked place."""
    for island in range(rng.randint(3, 5)):
        cx, cy, r = rng.uniform(200, 1000), rng.uniform(140, 540), rng.uniform(80, 230) / (1 + island * 0.25)
        waves = [(rng.uniform(0.04, 0.16), n, rng.uniform(0, 6.3)) for n in (2, 3, 5, 8)]
        for grow, colour in ((1.08, c[2]), (1.0, c[3])):
            shore = []
            for n in range(120):
                a = n / 120 * 6.283
                d = r * grow * (1 + sum(s * math.sin(f * a + p) for s, f, p in waves))
                shore.append((cx + d * 1.3 * math.cos(a), cy + d * math.sin(a)))
            draw.polygon(shore, fill=colour)
    x, y = rng.uniform(380, 820), rng.uniform(240, 440)
    for r in (64, 44, 24):
        draw.ellipse((x - r, y - r, x + r, y + r), outline=c[5], width=4)
    disc(draw, x, y, 10, c[5])


def stage(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """A screen before rows of seats."""
    for beam in range(5):
        x = rng.uniform(100, 1100)
        draw.polygon(
            [(600 + (x - 600) * 0.3, 0), (x - 120, 520), (x + 120, 520)],
            fill=tuple(min(255, v + 12 + beam * 6) for v in c[2]),
        )
    draw.rectangle((180, 110, 1020, 470), fill=c[5])
    draw.polygon(
        [(230, 440), (rng.uniform(420, 560), 220), (700, 400), (rng.uniform(780, 860), 270), (980, 440)], fill=c[2]
    )
    for row in range(4):
        for seat in range(26):
            x = seat * 50 + (row % 2) * 25 - 30
            draw.rounded_rectangle((x, 520 + row * 44, x + 40, 620 + row * 44), 18, fill=c[3] if row % 2 else c[4])


def table(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """Plates and a jug."""
    draw.rectangle((0, 380, WIDTH, HEIGHT), fill=c[3])
    for x in range(140, 1100, 200):
        r = rng.uniform(52, 92)
        y = rng.uniform(430, 540)
        draw.ellipse((x - r, y - r * 0.42, x + r, y + r * 0.42), fill=c[0])
        draw.ellipse(
            (x - r * 0.7, y - r * 0.28, x + r * 0.7, y + r * 0.28),
            fill=rng.choice(((178, 84, 58), (122, 138, 82), (214, 168, 86))),
        )
    jug = rng.uniform(200, 900)
    draw.polygon([(jug, 400), (jug + 10, 270), (jug + 70, 270), (jug + 80, 400)], fill=c[4])
    draw.ellipse((jug - 6, 390, jug + 86, 414), fill=c[4])


def coins(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    """Fourteen gold coins."""
    for _ in range(14):
        x, y, r = rng.uniform(180, 1020), rng.uniform(160, 540), rng.uniform(46, 74)
        disc(draw, x + 8, y + 10, r, c[2])
        disc(draw, x, y, r, (196, 154, 66))
        draw.ellipse((x - r * 0.82, y - r * 0.82, x + r * 0.82, y + r * 0.82), outline=(142, 104, 40), width=4)
        for ray in range(8):
            a = ray / 8 * 6.283 + rng.random()
            draw.line((x, y, x + r * 0.55 * math.cos(a), y + r * 0.55 * math.sin(a)), fill=(142, 104, 40), width=4)
