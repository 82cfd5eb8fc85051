"""Case endings of Slavonic names, on romanised words: Терезы Мэй is Тереза Мэй."""

from __future__ import annotations

from functools import lru_cache

SLAVONIC = frozenset({"ru", "uk", "be", "bg", "mk", "sr", "hr", "bs", "sl", "cs", "sk", "pl"})

_CASES = """
oveho ovemu ovymi ovych ovoy ovou ovoi ove ova ovi ego ogo oho omu emu ymi imi ami yami iami ach akh yakh iach ich ych
ykh ikh owi owie iem em om am ym im oy oi ey ei yey iey ou yu iu ya ia ye ie ii iy yi yy ij ja je jo ju ji jem jom ta
to te it at ut eto yat iyat ata aya iya uyu yye iye iej ej iego iemu u a e i y o j eh ih in on en
"""
_ENDINGS = tuple(sorted(_CASES.split(), key=lambda ending: -len(ending)))
_KEEP = 3
"""Letters that a stem keeps at least."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A romanised word without its case ending; the word itself where too little would be left."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _KEEP:
            return word[: -len(ending)]
    return word
