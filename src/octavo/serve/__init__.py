"""The pages: what a reader sees, server-rendered, working without scripts."""

from octavo.serve.application import application
from octavo.serve.house import Doors

__all__ = ["Doors", "application"]
