"""Lines that only say when an article came out or was changed: `Published: 20:05 GMT, 4 May 2026 | Updated: …`."""

from __future__ import annotations

import re

_LONGEST = 200
_LABEL = re.compile(
    r"^\W*(?:first |last |originally )?(?:published|posted|updated|created|modified|date|time|veröffentlicht|"
    r"aktualisiert|stand|erstellt|publié|mis à jour|modifié|publicado|actualizado|atualizado|pubblicato|aggiornato|"
    r"gepubliceerd|bijgewerkt|publicerad|uppdaterad|publisert|oppdatert|udgivet|opdateret|opublikowano|aktualizacja|"
    r"опубликовано|обновлено|نُ?شر|تاريخ النشر|آخر تحديث|تحديث|发布|發布|更新|公開|配信)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_MOST_WORDS = 16
"""Of a line with two dates, their labels, zones and weekdays."""
_DIGITS = 0.16
"""The least share of digits in a line of dates; sentences that begin with a label and name a date stay far below."""


def is_stamp(text: str) -> bool:
    """Whether a text is no more than dates and times with their labels."""
    if len(text) > _LONGEST or not _LABEL.match(text):
        return False
    digits = sum(letter.isdigit() for letter in text)
    return digits >= 4 and digits >= _DIGITS * len(text) and len(_WORD.findall(text)) <= _MOST_WORDS
