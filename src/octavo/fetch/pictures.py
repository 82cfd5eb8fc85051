"""A publisher's picture made small and harmless: decoded, checked, scaled down, written anew. Pure; runs in the pool.

Only raster formats are opened. What is kept is pixels alone: no EXIF (where it was taken), no XMP, no profile (colours
are converted to sRGB first), no second frame, nothing appended.
"""

from __future__ import annotations

import functools
import io
import struct
import warnings

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from octavo.news.errors import FetchError

VERSION = 1
"""Raise it when pictures come out otherwise than before: kept ones are made anew."""

MEDIA_TYPE = "image/webp"

MOST_PIXELS = 50_000_000
"""Press photographs have up to 45 megapixels; decoded, this is 200 MB at the most."""

LEAST_SIDE = 8
"""Smaller ones count readers, they show nothing."""

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
_QUALITY = 78
"""Chosen by eye on press photographs: at 320 to 640 pixels no difference to 90 is seen, at half its bytes."""


class NotAPicture(FetchError):
    """What came is no picture that Octavo shows."""

    transient = False


def shrink(data: bytes, width: int) -> bytes:
    """The picture in `data` as WebP, no wider than `width` pixels; smaller ones keep their size.

    Raises NotAPicture where it is no JPEG, PNG, WebP, GIF or AVIF, damaged, too large when decoded, or a tracking dot.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # damaged metadata, and Pillow's own size warning: the size is checked below
            with Image.open(io.BytesIO(data), formats=_readable()) as opened:
                _check(opened)
                return _written(_scaled(opened, width))
    except UnidentifiedImageError as error:
        raise NotAPicture("this is no picture of a kind that is shown (JPEG, PNG, WebP, GIF, AVIF)") from error
    except Image.DecompressionBombError as error:
        raise NotAPicture("the picture is far too large when unpacked") from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, struct.error) as error:
        raise NotAPicture("the picture is damaged") from error


@functools.cache
def _readable() -> tuple[str, ...]:
    """Those of _FORMATS that this build of Pillow reads: not every platform's has AVIF."""
    Image.init()
    return tuple(form for form in _FORMATS if form in Image.OPEN)


def _check(picture: Image.Image) -> None:
    across, down = picture.size
    if across * down > MOST_PIXELS:
        raise NotAPicture(f"the picture is far too large when unpacked ({across:,} by {down:,} pixels)")
    if min(across, down) < LEAST_SIDE:
        raise NotAPicture("the picture is a dot that counts readers")


def _scaled(picture: Image.Image, width: int) -> Image.Image:
    if picture.format == "JPEG":  # decode at a half, quarter or eighth where that is enough: many times faster
        picture.draft("RGB", (width, max(1, width * picture.height // picture.width)))
    picture.load()
    shown = _srgb(ImageOps.exif_transpose(picture))
    if shown.width <= width:
        return shown
    return shown.resize(
        (width, max(1, round(shown.height * width / shown.width))), Image.Resampling.LANCZOS, reducing_gap=2
    )


def _srgb(picture: Image.Image) -> Image.Image:
    """RGB, or RGBA where something is transparent."""
    mode = "RGBA" if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info else "RGB"
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            made = ImageCms.profileToProfile(
                picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
        except (ImageCms.PyCMSError, OSError):
            made = None  # a damaged profile: the plain conversion below is what every browser does then
        if made is not None:
            return made
    if picture.mode.startswith("I;16"):  # 16-bit grey: convert() would clip it to white
        picture = picture.point(lambda value: value / 256).convert("L")
    return picture if picture.mode == mode else picture.convert(mode)


def _written(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    bare.save(out, "WEBP", quality=_QUALITY, method=4)
    return out.getvalue()
