"""The newsroom's pictures, drawn by code: quiet landscapes and still lifes, the same for the same article.

A scene is a function that draws layers over a graded sky; what varies (horizon, ships, peaks, time of day) comes from a
generator seeded with the article's number, so that no two pictures of one scene are the same and each is always itself.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

Colour = tuple[int, int, int]
Scene = Callable[[ImageDraw.ImageDraw, random.Random, tuple[Colour, ...]], None]

_W, _H = 1200, 675
_PALETTES: dict[str, tuple[Colour, ...]] = {
    # sky above, sky below, far, middle, near, light
    "dawn": ((58, 76, 110), (236, 186, 150), (104, 112, 138), (62, 72, 98), (30, 36, 52), (252, 232, 196)),
    "day": ((120, 160, 190), (224, 232, 228), (142, 164, 166), (88, 116, 120), (44, 62, 66), (250, 248, 240)),
    "dusk": ((44, 38, 72), (214, 120, 92), (110, 74, 96), (66, 48, 74), (28, 22, 38), (255, 214, 150)),
    "night": ((10, 16, 32), (34, 50, 78), (30, 42, 64), (20, 28, 46), (8, 12, 22), (232, 226, 196)),
    "sand": ((172, 178, 170), (240, 220, 180), (206, 176, 130), (164, 128, 88), (92, 66, 46), (255, 246, 222)),
    "field": ((150, 178, 186), (238, 234, 206), (150, 168, 120), (100, 128, 84), (48, 70, 48), (252, 248, 224)),
    "ember": ((46, 34, 36), (226, 118, 54), (120, 62, 44), (66, 38, 34), (24, 16, 18), (255, 206, 120)),
    "paper": ((238, 232, 220), (226, 218, 202), (178, 164, 142), (126, 108, 90), (62, 50, 42), (176, 62, 48)),
}


def _ridge(
    draw: ImageDraw.ImageDraw, rng: random.Random, colour: Colour, base: float, height: float, rough: int
) -> None:
    """A line of hills: a few waves added up."""
    waves = [
        (rng.uniform(0.5, 1.0) / (n + 1), (n + 1) * rng.uniform(0.7, 1.5), rng.uniform(0, 6.3)) for n in range(rough)
    ]
    points = [
        (x, _H * base - _H * height * sum(a * math.sin(f * x / _W * 6.3 + p) for a, f, p in waves))
        for x in range(0, _W + 8, 8)
    ]
    draw.polygon([*points, (_W, _H), (0, _H)], fill=colour)


def _water(draw: ImageDraw.ImageDraw, rng: random.Random, colours: tuple[Colour, ...], top: float) -> None:
    y = int(_H * top)
    draw.rectangle((0, y, _W, _H), fill=colours[3])
    for _ in range(90):
        depth = rng.random() ** 1.6
        line, x = y + depth * (_H - y), rng.uniform(-50, _W)
        length = 20 + depth * 180
        draw.line(
            (x, line, x + length, line), fill=rng.choice((colours[2], colours[2], colours[4])), width=1 + int(depth * 4)
        )


def _disc(draw: ImageDraw.ImageDraw, x: float, y: float, r: float, colour: Colour) -> None:
    draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)


def _ship(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, colour: Colour, light: Colour) -> None:
    draw.polygon([(x, y), (x + 9 * size, y), (x + 8 * size, y + 1.6 * size), (x + size, y + 1.6 * size)], fill=colour)
    draw.rectangle((x + 1.5 * size, y - 1.5 * size, x + 6.5 * size, y), fill=colour)
    draw.rectangle((x + 3 * size, y - 2.6 * size, x + 5 * size, y - 1.5 * size), fill=colour)
    for port in range(6):
        draw.rectangle(
            (x + (2 + port * 0.7) * size, y - size, x + (2.25 + port * 0.7) * size, y - 0.7 * size), fill=light
        )


def _sea(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    top = rng.uniform(0.48, 0.6)
    _disc(draw, rng.uniform(200, 1000), _H * (top - 0.12), rng.uniform(34, 60), c[5])
    _ridge(draw, rng, c[2], top, 0.03, 4)
    _water(draw, rng, c, top)
    for _ in range(rng.randint(1, 3)):
        _ship(draw, rng.uniform(80, 900), _H * top + rng.uniform(6, 120), rng.uniform(8, 26), c[4], c[5])


def _harbour(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    _ridge(draw, rng, c[2], 0.62, 0.06, 3)
    _water(draw, rng, c, 0.66)
    for x in sorted(rng.sample(range(60, 1050, 110), 5)):
        h = rng.uniform(190, 300)
        y = _H * 0.66
        for leg in (0, 46):
            draw.line((x + leg, y, x + leg, y - h), fill=c[4], width=8)
        draw.line((x - 70, y - h * 0.82, x + 190, y - h * 0.82), fill=c[4], width=10)
        draw.line((x + 20, y - h - 40, x + 180, y - h * 0.82), fill=c[4], width=4)
        draw.line((x + 20, y - h - 40, x - 60, y - h * 0.82), fill=c[4], width=4)
    for stack in range(16):
        x = 40 + stack * 70
        for level in range(rng.randint(1, 3)):
            box = (x, _H * 0.66 - 24 * (level + 1), x + 64, _H * 0.66 - 24 * level - 3)
            draw.rectangle(box, fill=rng.choice((c[3], c[4], c[2], (150, 72, 54), (66, 92, 104))))
    _ship(draw, rng.uniform(100, 600), _H * 0.74, 34, c[4], c[5])


def _stadium(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    draw.polygon([(0, 260), (_W, 200), (_W, 470), (0, 430)], fill=c[3])
    for _ in range(2600):
        x, y = rng.uniform(0, _W), rng.uniform(250, 440)
        _disc(draw, x, y, 2.4, rng.choice((c[2], c[4], c[5], (178, 52, 48), (222, 214, 196))))
    draw.polygon([(0, 440), (_W, 470), (_W, _H), (0, _H)], fill=(62, 112, 62))
    for stripe in range(0, 10, 2):
        x = stripe * 140 - 60
        draw.polygon([(x + 60, 442), (x + 170, 445), (x + 130, _H), (x - 40, _H)], fill=(72, 124, 70))
    draw.line((0, 520, _W, 560), fill=(230, 232, 224), width=4)
    draw.arc((rng.uniform(300, 500), 500, rng.uniform(820, 980), 640), 0, 360, fill=(230, 232, 224), width=4)
    for x in (90, 1080):
        draw.line((x, 40, x, 270), fill=c[4], width=8)
        for row in range(3):
            for lamp in range(5):
                _disc(draw, x - 40 + lamp * 20, 40 + row * 18, 7, c[5])


def _skyline(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    for layer, (base, tall) in enumerate(((0.7, 330), (0.8, 260), (0.95, 210))):
        x = -20.0
        while x < _W:
            w, h = rng.uniform(38, 96), tall * rng.uniform(0.25, 1)
            draw.rectangle((x, _H * base - h, x + w, _H), fill=c[2 + layer])
            if layer and rng.random() < 0.8:
                for wy in range(int(_H * base - h) + 12, int(_H * base), 22):
                    for wx in range(int(x) + 8, int(x + w) - 8, 16):
                        if rng.random() < 0.3:
                            draw.rectangle((wx, wy, wx + 6, wy + 9), fill=c[5])
            x += w + rng.uniform(-4, 14)


def _mountains(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    _disc(draw, rng.uniform(150, 1050), rng.uniform(90, 190), 46, c[5])
    for colour, base, height in ((c[2], 0.58, 0.2), (c[3], 0.74, 0.15), (c[4], 0.9, 0.1)):
        points, x = [(0.0, _H * base)], 0.0
        while x < _W:
            x += rng.uniform(50, 150)
            points.append((x, _H * (base - rng.uniform(0, height))))
        draw.polygon([*points, (_W, _H), (0, _H)], fill=colour)


def _fields(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    _disc(draw, rng.uniform(200, 1000), 150, 54, c[5])
    _ridge(draw, rng, c[2], 0.5, 0.06, 3)
    _ridge(draw, rng, c[3], 0.6, 0.05, 3)
    vanish = rng.uniform(350, 850)
    draw.rectangle((0, 430, _W, _H), fill=c[3])
    for row in range(-14, 30):
        draw.line((vanish, 425, vanish + (row - 8) * 120, _H), fill=c[4], width=9)


def _fire(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    for _ in range(60):
        x, y = rng.gauss(600, 320), rng.uniform(80, 380)
        _disc(draw, x, y, rng.uniform(20, 90), tuple(int(v * rng.uniform(0.8, 1.15)) for v in c[2]))  # type: ignore[arg-type]
    _ridge(draw, rng, c[3], 0.72, 0.1, 4)
    for _ in range(70):
        x, h = rng.uniform(0, _W), rng.uniform(20, 90)
        y = _H * 0.76 + rng.uniform(-30, 30)
        draw.polygon(
            [(x - h / 4, y), (x + rng.uniform(-8, 8), y - h), (x + h / 4, y)], fill=rng.choice((c[5], (240, 128, 48)))
        )
    _ridge(draw, rng, c[4], 0.88, 0.06, 5)


def _rubble(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    _ridge(draw, rng, c[2], 0.5, 0.14, 3)
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
        cx, cy, s = rng.uniform(0, _W), rng.uniform(470, _H), rng.uniform(6, 34)
        turn = rng.uniform(0, 1.6)
        corners = [(cx + s * math.cos(turn + q * 1.57), cy + s * 0.6 * math.sin(turn + q * 1.57)) for q in range(4)]
        draw.polygon(corners, fill=rng.choice((c[2], c[3], c[4])))


def _asteroid(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    for _ in range(260):
        _disc(draw, rng.uniform(0, _W), rng.uniform(0, _H), rng.choice((1, 1, 1.6)), c[5])
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


def _laboratory(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    draw.rectangle((0, 470, _W, _H), fill=c[3])
    for x in range(80, 1120, 130):
        h, w = rng.uniform(120, 260), rng.uniform(28, 44)
        fill = rng.choice(((176, 92, 76), (84, 132, 140), (204, 172, 96), (112, 128, 96)))
        level = h * rng.uniform(0.25, 0.8)
        draw.rounded_rectangle((x, 480 - level, x + w, 490), 14, fill=fill)
        draw.rounded_rectangle((x, 480 - h, x + w, 490), 14, outline=c[4], width=4)
    _ridge(draw, rng, c[4], 0.94, 0.004, 2)


def _chart(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    for line in range(6):
        draw.line((90, 110 + line * 90, 1110, 110 + line * 90), fill=c[2], width=1)
    value, points = rng.uniform(0.3, 0.6), []
    drift = rng.choice((-0.006, 0.007))
    for step in range(103):
        value = min(0.95, max(0.05, value + rng.gauss(drift, 0.025)))
        points.append((90 + step * 10, 560 - value * 450))
    draw.polygon([*points, (1110, 560), (90, 560)], fill=c[1])
    draw.line(points, fill=c[5], width=7, joint="curve")
    _disc(draw, *points[-1], 12, c[5])


def _map(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
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
    _disc(draw, x, y, 10, c[5])


def _parliament(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    _ridge(draw, rng, c[2], 0.62, 0.03, 4)
    draw.rectangle((170, 300, 1030, 560), fill=c[3])
    draw.polygon([(330, 300), (600, 190), (870, 300)], fill=c[3])
    draw.pieslice((480, 70, 720, 310), 180, 360, fill=c[4])
    draw.line((600, 30, 600, 80), fill=c[4], width=6)
    draw.polygon([(600, 30), (600 + rng.uniform(46, 66), 44), (600, 58)], fill=(170, 54, 48))
    for x in range(210, 1020, 62):
        draw.rectangle((x, 330, x + 22, 545), fill=c[2])
    for step in range(4):
        draw.rectangle((150 - step * 40, 560 + step * 22, 1050 + step * 40, 584 + step * 22), fill=c[4])


def _street(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    for side in (0, 1):
        x = 0 if side == 0 else _W
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
    draw.polygon([(470, 500), (730, 500), (_W, _H), (0, _H)], fill=c[4])
    for _ in range(rng.randint(5, 9)):
        px = rng.uniform(420, 780)
        draw.rounded_rectangle((px, 470, px + 13, 524), 6, fill=c[4])
        _disc(draw, px + 6, 462, 8, c[4])


def _stage(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
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


def _table(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    draw.rectangle((0, 380, _W, _H), fill=c[3])
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


def _coins(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    for _ in range(14):
        x, y, r = rng.uniform(180, 1020), rng.uniform(160, 540), rng.uniform(46, 74)
        _disc(draw, x + 8, y + 10, r, c[2])
        _disc(draw, x, y, r, (196, 154, 66))
        draw.ellipse((x - r * 0.82, y - r * 0.82, x + r * 0.82, y + r * 0.82), outline=(142, 104, 40), width=4)
        for ray in range(8):
            a = ray / 8 * 6.283 + rng.random()
            draw.line((x, y, x + r * 0.55 * math.cos(a), y + r * 0.55 * math.sin(a)), fill=(142, 104, 40), width=4)


def _birds(draw: ImageDraw.ImageDraw, rng: random.Random, c: tuple[Colour, ...]) -> None:
    _ridge(draw, rng, c[2], 0.72, 0.06, 4)
    _water(draw, rng, c, 0.78)
    for _ in range(26):
        x, y, s = rng.gauss(600, 240), rng.gauss(260, 90), rng.uniform(10, 30)
        draw.arc((x - s * 2, y - s, x, y + s), 200, 340, fill=c[4], width=5)
        draw.arc((x, y - s, x + s * 2, y + s), 200, 340, fill=c[4], width=5)


SCENES: dict[str, tuple[Scene, tuple[str, ...]]] = {
    "sea": (_sea, ("dawn", "dusk", "night", "day")),
    "harbour": (_harbour, ("dawn", "day", "dusk")),
    "stadium": (_stadium, ("night", "dusk", "day")),
    "skyline": (_skyline, ("dusk", "night", "day")),
    "mountains": (_mountains, ("dawn", "day", "dusk")),
    "fields": (_fields, ("field", "sand", "dusk")),
    "desert": (_mountains, ("sand",)),
    "fire": (_fire, ("ember",)),
    "rubble": (_rubble, ("sand", "dawn")),
    "asteroid": (_asteroid, ("night",)),
    "laboratory": (_laboratory, ("day", "paper")),
    "chart": (_chart, ("paper",)),
    "map": (_map, ("day", "field", "paper")),
    "parliament": (_parliament, ("day", "dawn", "dusk")),
    "street": (_street, ("dawn", "day", "dusk", "night")),
    "stage": (_stage, ("dusk", "night")),
    "table": (_table, ("paper",)),
    "coins": (_coins, ("paper",)),
    "birds": (_birds, ("dawn", "day", "dusk")),
}
"""Every scene with the palettes that suit it."""


def draw_scene(scene: str, seed: int) -> Image.Image:
    """A scene of 1200 by 675 pixels. Raises KeyError for a scene that is none."""
    paint, palettes = SCENES[scene]
    rng = random.Random(f"{scene}{seed}")  # noqa: S311 - a picture, not a secret
    colours = _PALETTES[rng.choice(palettes)]
    image = Image.new("RGB", (_W, _H))
    draw = ImageDraw.Draw(image)
    above, below = colours[0], colours[1]
    for y in range(_H):
        share = min(1.0, y / _H * 1.4)
        draw.line((0, y, _W, y), fill=tuple(round(a + (b - a) * share) for a, b in zip(above, below, strict=True)))
    paint(draw, rng, colours)
    return image.filter(ImageFilter.SMOOTH)


@lru_cache(maxsize=128)
def picture(scene: str, seed: int, width: int = _W) -> bytes:
    """A scene as JPEG, `width` pixels wide (16:9). Raises KeyError for a scene that is none."""
    image = draw_scene(scene, seed)
    if width < _W:
        image = image.resize((width, round(width * _H / _W)), Image.Resampling.LANCZOS)
    out = BytesIO()
    image.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
