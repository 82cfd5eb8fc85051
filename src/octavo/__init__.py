"""Octavo: an open, self-hosted news aggregator."""

from importlib.metadata import version

__version__ = version("octavo")
