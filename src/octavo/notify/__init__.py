"""Telling readers of what is new, by themselves: what, when, and by which way.

    choosing.py     what came → notices, by what readers follow and muted
    timing.py       notices not sent yet → now, or when: quiet hours, and together instead of one by one
    clocks.py       the reader's own hours
    encryption.py   a push message that only one browser can read (RFC 8291)
    vapid.py        who sends it (RFC 8292)
    signing.py      who sends a call, and that it is whole (Standard Webhooks)
    channels.py     a sending → the push service, the post, the reader's own address

Everything but channels.py is pure. work/messenger.py brings it together.
"""
