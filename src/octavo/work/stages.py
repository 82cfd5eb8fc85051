"""The one ordered table of what happens to news.

    a feed is due        poll      ask its address, conditionally
                                     failed or unchanged → its next poll, and why
                                     new bytes           → parse
                         parse     bytes → entries; their rhythm decides the next poll
                                     new or edited entry → fetch its page
    a page is due        fetch     ask its address, conditionally, as robots.txt allows
                                     unchanged           → the next look for silent edits
                                     bytes               → extract, and the next look
                                     none to be had      → extract, from the entry alone
                         extract   page and entry → article, or why there is none
                                     new or edited       → enrich
    an article is due    enrich    all that its text says: names, key points, quotes, figures → topics
                         topics    which people, places and things of the archive it is about; one article
                                   after another, since each may be what the next one means  → weave
                                     another process was first → the same again
                         weave     which story it belongs to and whose text it is; one after another  → index,
                                   and soon compare, for every story that changed
                         index     the words by which it is found
    a story is due       compare   what its sources say, side by side
    another model is set embed     its vector, by that model; nothing waits for it
    somebody asks        discover  which feeds lie behind an address

Each stage's `run` decides from what the ports answered and returns intents; the store applies them together with the
job's end and the next jobs, in one transaction. So a job that runs twice, or is cut off anywhere, changes nothing.
Raising a version here makes the worker redo, newest first, what older versions made.
"""

from __future__ import annotations

from collections.abc import Mapping

from octavo.news.jobs import StageKey
from octavo.ports import Stage
from octavo.work import polling, reading, understanding, weaving

STAGES: tuple[Stage, ...] = (
    Stage("poll", 1, "network", polling.poll, polling.poll_given_up),
    Stage("parse", 1, "processor", polling.parse, polling.parse_given_up),
    Stage("fetch", 1, "network", reading.fetch, reading.fetch_given_up),
    Stage("extract", 1, "processor", reading.extract),
    Stage("enrich", 3, "enricher", understanding.enrich, understanding.enrich_given_up),
    Stage("topics", 1, "archive", understanding.topics, understanding.topics_given_up),
    Stage("weave", 1, "loom", weaving.weave, weaving.weave_given_up),
    Stage("index", 2, "processor", understanding.index),
    Stage("compare", 1, "enricher", weaving.compare),
    Stage("embed", 1, "model", understanding.embed),
    Stage("discover", 1, "network", polling.discover, polling.discover_given_up),
)

KEYS: Mapping[str, StageKey] = {stage.name: stage.key for stage in STAGES}
"""For Tools.next."""
