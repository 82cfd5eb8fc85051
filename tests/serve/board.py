"""How the small newsroom ran: for the pages of whoever runs it."""

from __future__ import annotations

from datetime import datetime, timedelta

from octavo.news.running import Attendance, Fault, FaultCount, LiveSetting, Running, Volume, WorkDone

SETTINGS = (
    LiveSetting("poll_least", "600", "600", "default"),
    LiveSetting("poll_most", "7200", "86400", "machine"),
    LiveSetting("revisit_hours", "1,6,24", "3,24", "house"),
    LiveSetting("log_level", "debug", "info", "house", ("debug", "info", "warning", "error")),
)


def running(now: datetime, days: int) -> Running:
    """A busy week after a quiet time; one publisher that fails, one stage that is slow."""
    dates = tuple((now - timedelta(days=ago)).date() for ago in reversed(range(days)))
    busy = tuple(3 if ago > 7 else 40 - ago for ago in reversed(range(days)))
    hour = now.replace(minute=0, second=0, microsecond=0)
    fault = Fault("poll", "HTTP 404", now - timedelta(hours=2), "https://quai.example/feed", "There is no feed.", 9)
    slow = Fault("fetch", "TooSlow", now - timedelta(days=1), "https://valley.example/a", "It took too long.", 2)
    return Running(
        days=dates,
        articles=busy,
        publishers=(Volume("harbourpost.example", busy), Volume("almarsa.example", tuple(one // 2 for one in busy))),
        languages=(Volume("en", busy), Volume("ar", tuple(one // 2 for one in busy))),
        work=(
            WorkDone("fetch", hour - timedelta(hours=3), 9, 30, 9.0),
            WorkDone("fetch", hour, 7, 10, 0.8),
            WorkDone("enrich", hour, 11, 40, 61.0),
        ),
        faults=(
            FaultCount(fault, tuple(int(day == dates[-1]) * 9 for day in dates)),
            FaultCount(slow, tuple(int(day == dates[-2:][0]) * 2 for day in dates)),
        ),
        bytes=tuple(None if nth == 0 else 5_000_000 + nth * 10_000 for nth in range(days)),
        attendance=Attendance(31, 4, 12, 20, tuple(4 + day.weekday() for day in dates)),
    )
