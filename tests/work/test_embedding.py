"""Which vectors enrichment keeps, and the stage that makes them by another model."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path

from tests.contract.newsroom import article, publish, subscribe
from tests.contract.test_vectors import marked
from tests.site import Reply, Request, Site
from tests.work.fakes import NOW, Clock, FakeStore, tools
from tests.work.test_understanding import stored

from octavo.fetch import OwnServer
from octavo.models.bundled import MODELS
from octavo.models.remote import REST, RemoteEmbedder
from octavo.news.errors import HostBusy
from octavo.news.jobs import Job, SaveMarks, SaveVector, StageKey
from octavo.ports import Encoder, Tools
from octavo.store import open_store
from octavo.work import KEYS, STAGES, Worker
from octavo.work.batches import Batched
from octavo.work.understanding import embed, enrich


class FakeEncoder:
    """Gives every text one vector."""

    def __init__(self, model: str, error: Exception | None = None) -> None:
        self.model, self.error = model, error
        self.asked: list[str] = []

    async def encode(self, text: str) -> tuple[float, ...]:
        self.asked.append(text)
        if self.error:
            raise self.error
        return (0.6, 0.8)


def with_encoder(encoder: Encoder | None) -> Tools:
    return replace(tools(), models=MODELS, encoder=encoder)


def enriched(encoder: Encoder | None) -> SaveMarks:
    (saved,) = asyncio.run(enrich(stored(), with_encoder(encoder), NOW))
    assert isinstance(saved, SaveMarks)
    return saved


def test_enrichments_own_vector_is_kept_where_its_model_is_the_one_in_use() -> None:
    for encoder in (None, FakeEncoder("use-multilingual-3")):
        saved = enriched(encoder)
        assert saved.marks is not None
        assert (len(saved.marks.vector), saved.marks.vector_model, saved.embed) == (512, "use-multilingual-3", None)


def test_with_another_model_in_use_the_vector_is_asked_for_and_nothing_waits_for_it() -> None:
    encoder = FakeEncoder("better", error=HostBusy("down", retry_after=60))
    saved = enriched(encoder)
    assert saved.marks is not None
    assert (saved.marks.vector, saved.embed, saved.then) == ((), KEYS["embed"], KEYS["topics"])
    assert saved.marks.category == "politics"
    assert encoder.asked == []


def test_the_stage_embeds_title_and_lead() -> None:
    encoder = FakeEncoder("better")
    assert asyncio.run(embed(stored(), with_encoder(encoder), NOW)) == (SaveVector(7, "better", (0.6, 0.8)),)
    assert encoder.asked[0].startswith("Ana Vey opens the harbour. Mayor Ana Vey")
    assert asyncio.run(embed(stored(), with_encoder(None), NOW)) == ()


def test_a_worker_asks_at_its_start_for_the_vectors_of_other_models() -> None:
    class Store(FakeStore):
        asked: tuple[StageKey, str] | None = None

        def embed_again(self, stage: StageKey, model: str, now: object) -> int:
            self.asked = (stage, model)
            self.put([Job(stage, 1, NOW)])
            return 1

    async def run() -> Store:
        store = Store()
        worker = Worker(store, with_encoder(FakeEncoder("better")), (), clock=Clock())  # type: ignore[arg-type]
        worker.stop()
        await worker.run_forever()
        return store

    assert asyncio.run(run()).asked is None  # without the stage nothing is asked

    async def run_with_stage() -> Store:
        store = Store()
        worker = Worker(store, with_encoder(FakeEncoder("better")), clock=Clock())  # type: ignore[arg-type]
        worker.stop()
        await worker.run_forever()
        return store

    assert asyncio.run(run_with_stage()).asked == (KEYS["embed"], "better")


def test_articles_wait_unharmed_for_a_server_that_is_away_and_then_travel_together(tmp_path: Path) -> None:
    clock = Clock()
    store = open_store(tmp_path / "octavo.db", clock=clock)
    feed = subscribe(store).id
    numbers = [publish(store, feed, article(f"/{nth}"), now=clock()) for nth in range(5)]
    for number in numbers:
        marked(store, number, (1.0, 0.0), "use-multilingual-3")

    async def work(address: str) -> None:
        async with OwnServer(address, user_agent="Octavo/test") as server:
            encoder = Batched("better", RemoteEmbedder("better", server.post).embed)
            stages = [stage for stage in STAGES if stage.name == "embed"]
            await Worker(store, with_encoder(encoder), stages, clock=clock).run_until_idle()

    with Site() as site:
        address = f"http://127.0.0.1:{site.port}/v1/embeddings"
        assert store.embed_again(KEYS["embed"], "better", clock()) == 5
        site[address] = Reply(b"starting", 503)
        asyncio.run(work(address))
        assert store.vectors() == {"use-multilingual-3": 5}
        assert store.quarantined() == []
        clock.advance(REST + 2)
        site.requests.clear()
        site[address] = _vectors
        asyncio.run(work(address))
        assert len(site.requests) == 1
    assert store.vectors() == {"better": 5}
    store.close()


def _vectors(request: Request) -> Reply:
    texts = json.loads(request.body)["input"]
    rows = [{"index": nth, "embedding": [1.0, float(nth)]} for nth, _ in enumerate(texts)]
    return Reply(json.dumps({"data": rows}).encode(), type="application/json")
