"""The pages: what a reader sees, server-rendered, working without scripts."""

from octavo.serve.admission import Admission
from octavo.serve.application import application, readmit
from octavo.serve.house import Doors

__all__ = ["Admission", "Doors", "application", "readmit"]
