"""Accounts: what a password must be, how it is kept, and how often somebody may try.

entrance.py    signing in and up, new passwords, single-use links: the rules that pages and commands share
openid.py      signing in with an OpenID Connect provider
passwords.py   hashes (argon2id) and rules
hashing.py     the same beside the event loop, two at once
common.py      the filter of common and breached passwords
tries.py       how many failed attempts an address or an account has left
refusals.py    why somebody is not let in
"""

from __future__ import annotations

from octavo.accounts.entrance import Entrance, read_secret
from octavo.accounts.passwords import LEAST, MOST, fault_in, hash_of, matches
from octavo.accounts.refusals import Refused
from octavo.accounts.tries import Tries

__all__ = ["LEAST", "MOST", "Entrance", "Refused", "Tries", "fault_in", "hash_of", "matches", "read_secret"]
