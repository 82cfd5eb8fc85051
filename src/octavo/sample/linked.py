"""What the publishers say of an article to machines: schema.org, in the several ways their systems write it."""

from __future__ import annotations

from typing import Any

from octavo.sample.houses import House
from octavo.sample.pressroom import SCHEME, Story


def authors_ld(story: Story, house: House) -> list[dict[str, Any]]:
    """Persons, or the publisher where nobody is named."""
    if not story.piece.authors:
        return [{"@type": "Organization", "name": house.name}]
    return [{"@type": "Person", "name": name} for name in story.piece.authors]


def graph_ld(story: Story, house: House) -> dict[str, Any]:
    """A graph whose nodes point at one another by @id, as broadcasters and blog systems write it."""
    site = f"{SCHEME}://{house.host}/"
    article: dict[str, Any] = {
        "@type": "ReportageNewsArticle" if house.kind == "broadcaster" else "NewsArticle",
        "@id": f"{story.url}#article",
        "isPartOf": {"@id": story.url},
        "headline": story.title,
        "datePublished": story.published.isoformat(),
        "dateModified": story.updated.isoformat(),
        "author": [{"@id": f"{site}#{author['name']}"} for author in authors_ld(story, house)],
        "publisher": {"@id": f"{site}#organization"},
        "keywords": list(story.piece.tags),
        "articleSection": [story.piece.section],
        "inLanguage": house.language,
        "wordCount": len(story.text.split()),
    }
    nodes: list[dict[str, Any]] = [
        {"@type": "Organization", "@id": f"{site}#organization", "name": house.name, "url": site},
        {"@type": "WebPage", "@id": story.url, "url": story.url, "name": f"{story.title} - {house.name}"},
        article,
        *({**author, "@id": f"{site}#{author['name']}"} for author in authors_ld(story, house)),
    ]
    if story.image:
        article["image"] = {"@id": f"{story.url}#primaryimage"}
        nodes.append(
            {
                "@type": "ImageObject", "@id": f"{story.url}#primaryimage", "url": story.image.absolute,
                "width": story.image.width, "height": story.image.height, "caption": story.image.caption,
                "creditText": story.image.credit,
            }
        )  # fmt: skip
    if story.video:
        seconds = story.video.seconds
        nodes.append(
            {
                "@type": "VideoObject", "name": story.video.title, "contentUrl": story.video.absolute,
                "duration": f"PT{seconds // 60}M{seconds % 60}S", "uploadDate": story.published.isoformat(),
                "thumbnailUrl": story.image.absolute if story.image else "",
            }
        )  # fmt: skip
    return {"@context": "https://schema.org", "@graph": nodes}
