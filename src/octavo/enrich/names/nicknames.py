"""Given names that one person goes by, in sounds."""

from __future__ import annotations

from octavo.enrich.names.sounds import sounds

_NICKNAMES = (
    "william bill billy will|robert bob bobby rob|richard dick rick|james jim jimmy|john johnny|joseph joe|"
    "michael mike mick|thomas tom tommy|edward ed ted eddie|charles charlie chuck|elizabeth liz beth betty|"
    "katherine catherine kate kathy cathy|margaret maggie meg|anthony tony|david dave|daniel dan danny|samuel sam|"
    "benjamin ben benny|alexander alex sasha|nicholas nick|christopher chris|andrew andy|gerald jerry gerry|"
    "patrick pat|stephen steven steve|timothy tim|kenneth ken|ronald ron|donald don|lawrence larry|gregory greg|"
    "jeffrey geoffrey jeff geoff|susan sue|deborah debbie|jennifer jenny|vladimir volodymyr|sergei serhiy|"
    "nikolai mykola|alexei oleksiy|mikhail mykhailo|dmitry dmytro|andrei andriy|pavel pavlo|pyotr petro peter|"
    "yevgeny yevhen"
)

FORMAL = {sounds(name): sounds(group.split()[0]) for group in _NICKNAMES.split("|") for name in group.split()}
"""A given name in sounds → the one that stands for it and its likes: bob is robert."""
