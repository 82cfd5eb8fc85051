"""Numbers in words, as each language writes them: what the tests of figures read back."""

from __future__ import annotations


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


EN = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
EN_TENS = words("x x twenty thirty forty fifty sixty seventy eighty ninety")


def english(number: int) -> str:
    """British style, with `and`; below a thousand million million."""
    if number < 20:
        return EN[number]
    if number < 100:
        return EN_TENS[number // 10] + (f"-{EN[number % 10]}" if number % 10 else "")
    if number < 1000:
        return f"{EN[number // 100]} hundred" + (f" and {english(number % 100)}" if number % 100 else "")
    for scale, name in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = number % scale
            joint = " and " if 0 < rest < 100 else " "
            return f"{english(number // scale)} {name}" + (joint + english(rest) if rest else "")
    raise AssertionError(number)


FR = words(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf"
)
FR_TENS = words("x x vingt trente quarante cinquante soixante")


def french(number: int, final: bool = True) -> str:
    """As in France; `final` puts the s of quatre-vingts and deux cents."""
    if number < 20:
        return FR[number]
    if number < 70:
        ten, one = divmod(number, 10)
        return FR_TENS[ten] + ("" if not one else " et un" if one == 1 else f"-{FR[one]}")
    if number < 80:
        return "soixante et onze" if number == 71 else f"soixante-{french(number - 60)}"
    if number < 100:
        return ("quatre-vingts" if final else "quatre-vingt") if number == 80 else f"quatre-vingt-{french(number - 80)}"
    if number < 1000:
        hundred, rest = divmod(number, 100)
        head = "cent" if hundred == 1 else f"{FR[hundred]} cent" + ("s" if not rest and final else "")
        return head + (f" {french(rest)}" if rest else "")
    if number < 10**6:
        thousand, rest = divmod(number, 1000)
        head = "mille" if thousand == 1 else f"{french(thousand, final=False)} mille"
        return head + (f" {french(rest)}" if rest else "")
    million, rest = divmod(number, 10**6)
    return f"{french(million)} million" + ("s" if million > 1 else "") + (f" {french(rest)}" if rest else "")


ES = words(
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete "
    "veintiocho veintinueve"
)
ES_TENS = words("x x x treinta cuarenta cincuenta sesenta setenta ochenta noventa")
ES_HUNDREDS = words(
    "x ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos"
)


def spanish(number: int) -> str:
    """Masculine, as counted alone."""
    if number < 30:
        return ES[number]
    if number < 100:
        return ES_TENS[number // 10] + (f" y {ES[number % 10]}" if number % 10 else "")
    if number == 100:
        return "cien"
    if number < 1000:
        return ES_HUNDREDS[number // 100] + (f" {spanish(number % 100)}" if number % 100 else "")
    if number < 10**6:
        thousand, rest = divmod(number, 1000)
        head = "mil" if thousand == 1 else f"{_apocope(spanish(thousand))} mil"
        return head + (f" {spanish(rest)}" if rest else "")
    million, rest = divmod(number, 10**6)
    head = "un millón" if million == 1 else f"{_apocope(spanish(million))} millones"
    return head + (f" {spanish(rest)}" if rest else "")


def _apocope(number: str) -> str:
    if number.endswith("veintiuno"):
        return number.removesuffix("veintiuno") + "veintiún"
    return number.removesuffix("o") if number.endswith("uno") else number


DE = words(
    "null ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn"
)
DE_TENS = words("x x zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig")


def german(number: int) -> str:
    """One word below a million."""
    if number < 20:
        return DE[number]
    if number < 100:
        return (f"{DE[number % 10]}und" if number % 10 else "") + DE_TENS[number // 10]
    if number < 1000:
        return f"{DE[number // 100]}hundert" + (german(number % 100) if number % 100 else "")
    return f"{german(number // 1000)}tausend" + (german(number % 1000) if number % 1000 else "")


AR = words("صفر واحد اثنان ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة")
AR_TENS = words("x x عشرون ثلاثون أربعون خمسون ستون سبعون ثمانون تسعون")
AR_HUNDREDS = words("x مئة مئتان ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة")


def arabic(number: int) -> str:
    """Masculine counting, units before tens, every part joined by wa-."""
    if number <= 10:
        return AR[number]
    if number < 20:
        return {11: "أحد عشر", 12: "اثنا عشر"}.get(number, f"{AR[number - 10]} عشر")
    if number < 100:
        return (f"{AR[number % 10]} و" if number % 10 else "") + AR_TENS[number // 10]
    if number < 1000:
        return AR_HUNDREDS[number // 100] + (f" و{arabic(number % 100)}" if number % 100 else "")
    thousand, rest = divmod(number, 1000)
    head = (
        "ألف"
        if thousand == 1
        else "ألفان"
        if thousand == 2
        else f"{arabic(thousand)} {'آلاف' if thousand <= 10 else 'ألف'}"
    )
    return head + (f" و{arabic(rest)}" if rest else "")
