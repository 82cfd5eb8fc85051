"""Accounts: what a password must be, how it is kept, and how often somebody may try.

    passwords.py   hashes (argon2id) and rules
    common.py      the filter of common and breached passwords
    tries.py       how many failed attempts an address or an account has left

Nothing here knows the store or a page: secrets and hashes come in, decisions go out.
"""

from __future__ import annotations

from octavo.accounts.passwords import LEAST, MOST, fault_in, hash_of, matches
from octavo.accounts.tries import Tries

__all__ = ["LEAST", "MOST", "Tries", "fault_in", "hash_of", "matches"]
