"""The newsroom's pictures, drawn by code: quiet landscapes and still lifes, the same for the same article.

A scene is a function that draws layers over a graded sky; what varies (horizon, ships, peaks, time of day) comes from a
generator seeded with the article's number, so that no two pictures of one scene are the same and each is always itself.
"""

from __future__ import annotations

import random
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

from octavo.sample import interiors, landscapes
from octavo.sample.brush import HEIGHT, WIDTH, Colour, Scene

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

SCENES: dict[str, tuple[Scene, tuple[str, ...]]] = {
    "sea": (landscapes.sea, ("dawn", "dusk", "night", "day")),
    "harbour": (landscapes.harbour, ("dawn", "day", "dusk")),
    "stadium": (interiors.stadium, ("night", "dusk", "day")),
    "skyline": (landscapes.skyline, ("dusk", "night", "day")),
    "mountains": (landscapes.mountains, ("dawn", "day", "dusk")),
    "fields": (landscapes.fields, ("field", "sand", "dusk")),
    "desert": (landscapes.mountains, ("sand",)),
    "fire": (landscapes.fire, ("ember",)),
    "rubble": (landscapes.rubble, ("sand", "dawn")),
    "asteroid": (interiors.asteroid, ("night",)),
    "laboratory": (interiors.laboratory, ("day", "paper")),
    "chart": (interiors.chart, ("paper",)),
    "map": (interiors.map, ("day", "field", "paper")),
    "parliament": (landscapes.parliament, ("day", "dawn", "dusk")),
    "street": (landscapes.street, ("dawn", "day", "dusk", "night")),
    "stage": (interiors.stage, ("dusk", "night")),
    "table": (interiors.table, ("paper",)),
    "coins": (interiors.coins, ("paper",)),
    "birds": (landscapes.birds, ("dawn", "day", "dusk")),
}
"""Every scene with the palettes that suit it."""


def draw_scene(scene: str, seed: int) -> Image.Image:
    """A scene of 1200 by 675 pixels. Raises KeyError for a scene that is none."""
    paint, palettes = SCENES[scene]
    rng = random.Random(f"{scene}{seed}")  # noqa: S311 - a picture, not a secret
    colours = _PALETTES[rng.choice(palettes)]
    image = Image.new("RGB", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(image)
    above, below = colours[0], colours[1]
    for y in range(HEIGHT):
        share = min(1.0, y / HEIGHT * 1.4)
        draw.line((0, y, WIDTH, y), fill=tuple(round(a + (b - a) * share) for a, b in zip(above, below, strict=True)))
    paint(draw, rng, colours)
    return image.filter(ImageFilter.SMOOTH)


@lru_cache(maxsize=128)
def picture(scene: str, seed: int, width: int = WIDTH) -> bytes:
    """A scene as JPEG, `width` pixels wide (16:9). Raises KeyError for a scene that is none."""
    image = draw_scene(scene, seed)
    if width < WIDTH:
        image = image.resize((width, round(width * HEIGHT / WIDTH)), Image.Resampling.LANCZOS)
    out = BytesIO()
    image.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
