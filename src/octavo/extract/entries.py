"""An article from a feed entry alone."""

from __future__ import annotations

from octavo.news.articles import Article, Block, Entry, PageKind, Reading
from octavo.text.addresses import canonical_url


def from_entry(entry: Entry) -> Reading:
    """The article that the entry itself carries; without an address or any text there is none."""
    if entry.url is None:
        return Reading("other", None, "the entry has no address")
    body = entry.body or ((Block("paragraph", entry.summary),) if entry.summary else ())
    if not body and not entry.enclosures:
        return Reading("other", None, "the entry has no text, and its page could not be read")
    types = {enclosure.media_type.split("/")[0] for enclosure in entry.enclosures}
    words = sum(len(block.text) for block in body)
    kind: PageKind = "audio" if "audio" in types else "video" if "video" in types and words < 600 else "article"
    article = Article(
        url=canonical_url(entry.url),
        title=entry.title,
        body=body,
        kind=kind,
        authors=entry.authors,
        published=entry.published,
        published_raw=entry.published_raw,
        updated=entry.updated,
        keywords=entry.tags,
        standfirst=entry.summary if entry.body and entry.summary and not _repeats(entry) else "",
        image=entry.image,
        enclosures=entry.enclosures,
        language=entry.language.split("-")[0].lower(),
        site_name=entry.source_name,
        origin="feed",
    )
    return Reading(kind, article)


def _repeats(entry: Entry) -> bool:
    """Whether the summary is only the beginning of the text."""
    text = " ".join(block.text for block in entry.body)
    return text.startswith(entry.summary.rstrip(" .…")[:150])
