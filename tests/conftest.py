"""What every test may use, and how property tests run everywhere."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

# Never a timed test: a busy machine is no fault of the code. In CI the same examples every time, so that a failure is
# the change's own; at a desk other ones each time, so that they go on searching.
settings.register_profile("desk", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("desk"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")
