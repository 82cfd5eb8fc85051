"""Names in Latin letters, however they are written.

Cyrillic, Greek, Hebrew and Arabic by tables of our own, made for the press's spellings of names (х is kh, ч is ch, خ is
kh); every other script (Chinese as pinyin, kana, Hangul, the scripts of India …) by anyascii. Short vowels that Arabic
and Hebrew leave out stay out: `octavo.enrich.names.spelling` compares such names by their consonants.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from anyascii import anyascii

_CYRILLIC = """
а a|б b|в v|г g|ґ g|д d|е e|ё yo|є ye|ж zh|з z|и i|і i|ї yi|й y|к k|л l|м m|н n|о o|п p|р r|с s|т t|у u|ў u|ф f|х kh
ц ts|ч ch|ш sh|щ shch
ъ a|ы y|ь _|э e|ю yu|я ya|ј y|љ ly|њ ny|ћ ch|ђ j|џ dzh|ѓ g|ќ k|ѕ dz|ө o|ү u|қ k|ң n|ғ g|һ h|ә a|ѣ e
"""
_GREEK = """
α a|β v|γ g|δ d|ε e|ζ z|η i|θ th|ι i|κ k|λ l|μ m|ν n|ξ x|ο o|π p|ρ r|σ s|ς s|τ t|υ i|φ f|χ kh|ψ ps|ω o
"""
_HEBREW = """
א a|ב b|ג g|ד d|ה h|ו v|ז z|ח h|ט t|י i|כ k|ך k|ל l|מ m|ם m|נ n|ן n|ס s|ע a|פ p|ף f|צ ts|ץ ts|ק k|ר r|ש sh|ת t
"""
_ARABIC = """
ا a|ب b|ت t|ث th|ج j|ح h|خ kh|د d|ذ dh|ر r|ز z|س s|ش sh|ص s|ض d|ط t|ظ z|ع a|غ gh|ف f|ق q|ك k|ل l|م m|ن n|ه h|و w|ي y|ى a
ة a|ء _|أ a|إ i|آ a|ؤ u|ئ i|پ p|چ ch|ژ zh|گ g|ک k|ی y|ڤ v|ھ h|ہ h
"""
_DEVANAGARI = """
ं n|ँ n|ः h|् _
"""
_GREEK_PAIRS = (
    ("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("ου", "u"), ("ει", "i"), ("αι", "e"), ("τζ", "j"), ("ευ", "ev"),
)  # fmt: skip
_ARABIC_PAIRS = (("تش", "ch"), ("دج", "j"))
_HEBREW_PAIRS = (("ג׳", "j"), ("ג'", "j"), ("צ׳", "ch"), ("צ'", "ch"), ("ז׳", "zh"), ("ז'", "zh"))
_LATIN = {
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ı": "i", "ə": "a",
    "š": "sh", "ş": "sh", "ś": "sh", "ș": "sh", "ž": "zh", "ż": "zh", "ź": "zh", "č": "ch", "ć": "ch", "ç": "s",
    "ğ": "g", "ř": "r", "ț": "ts", "ţ": "ts", "ä": "a", "ö": "o", "ü": "u", "å": "o", "ą": "a", "ę": "e",
}  # fmt: skip


def _pairs(table: str) -> dict[str, str]:
    return {
        pair.split()[0]: pair.split()[1].strip("_") for line in table.split("\n") for pair in line.split("|") if pair
    }


_TABLE = {
    letter: sound
    for table in (_CYRILLIC, _GREEK, _HEBREW, _ARABIC, _DEVANAGARI)
    for letter, sound in _pairs(table).items()
} | _LATIN


@lru_cache(maxsize=65536)
def undressed(name: str) -> str:
    """The name in lower-case ASCII as those write it who leave diacritics out: Vučić is vucic."""
    plain = unicodedata.normalize("NFKD", name.lower())
    return romanised("".join(letter for letter in plain if not unicodedata.combining(letter)))


CONSONANTAL = frozenset({"ARABIC", "HEBREW", "DEVANAGARI"})
"""Scripts whose romanised names are compared by consonants."""


@lru_cache(maxsize=65536)
def romanised(name: str) -> str:
    """The name in lower-case ASCII letters, digits and spaces."""
    name = unicodedata.normalize("NFC", name).lower()
    for pair, letter in _GREEK_PAIRS + _HEBREW_PAIRS + _ARABIC_PAIRS:
        if pair in name:
            name = name.replace(pair, letter)
    letters = []
    for letter in name:
        known = _TABLE.get(letter)
        if known is None:
            known = letter if letter.isascii() else _other(letter)
        letters.append(known)
    return "".join(letters)


def _other(letter: str) -> str:
    if unicodedata.combining(letter) and unicodedata.category(letter) == "Mn":
        return ""
    plain = unicodedata.normalize("NFKD", letter)[0]
    known = _TABLE.get(plain, plain)
    return known.lower() if known.isascii() else anyascii(letter).lower()


@lru_cache(maxsize=4096)
def script(name: str) -> str:
    """The script of a name's first letter, as Unicode's character names begin: LATIN, CYRILLIC, CJK …"""
    for letter in name:
        if letter.isalpha():
            return unicodedata.name(letter, "UNKNOWN ").split(" ", 1)[0].split("-", 1)[0]
    return ""
