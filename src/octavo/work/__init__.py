"""Jobs from the queue, through the stages, back into the store."""

from octavo.work.pool import ProcessPool
from octavo.work.stages import KEYS, STAGES
from octavo.work.worker import Worker

__all__ = ["KEYS", "STAGES", "ProcessPool", "Worker"]
