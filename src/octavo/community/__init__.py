"""Comments and their moderation: rules first, then a scorer; both hold with a reason, and neither deletes.

plain.py       what a reader wrote → plain text, and its links
rules.py       a text and what its author did before → shown, held for reasons, or not to be written now
moderator.py   these, in order, around the store: write, edit, and what the scorer has yet to read
"""

from octavo.community.moderator import Moderator
from octavo.community.plain import Piece, paragraphs
from octavo.community.rules import Rules

__all__ = ["Moderator", "Piece", "Rules", "paragraphs"]
