"""What the sources of one story say, side by side.

    reports → material: sentences, terms, names, figures, whose words they are
            → counts: what each figure counts
            → alike: which sentences say the same, and what forbids it
            → statements → summary
            → quantities, utterances, timeline, apart
    members of a story and the publishers of the archive → coverage

Everything shown is a span of an article's text, word for word; nothing is written.
"""

from __future__ import annotations

from octavo.news.comparison import Comparison, Reports
from octavo.ports import Embedder
from octavo.stories.comparing.alike import Alike
from octavo.stories.comparing.apart import apart_of
from octavo.stories.comparing.counts import counts_of
from octavo.stories.comparing.coverage import coverage_of
from octavo.stories.comparing.material import Material, material_of
from octavo.stories.comparing.quantities import outdated, tables_of
from octavo.stories.comparing.statements import stars_of
from octavo.stories.comparing.summary import summary_of
from octavo.stories.comparing.timeline import timeline_of
from octavo.stories.comparing.utterances import utterances_of

__all__ = ["MOST_REPORTS", "compare", "coverage_of"]

MOST_REPORTS = 40
"""Reports that are compared; of more, the first forty as they come (news.comparison.Reports)."""


def compare(reports: Reports, embedder: Embedder | None) -> Comparison:
    """Set the articles of a story side by side. The same every time for the same reports.

    Without an embedder sentences and quotes of different languages are not matched, which `degraded` says. Forty
    articles of thirty sentences take under two seconds on one core.
    """
    taken = reports.reports[:MOST_REPORTS]
    material = material_of(taken)
    counts = [counts_of(source) for source in material.sources]
    alike = Alike(material, counts, embedder)
    tables = tables_of(material, counts, alike)
    quantities = tuple(table.quantity for table in tables)
    old = outdated(material, tables)
    stars = stars_of(material, alike, old)
    return Comparison(
        story=reports.story,
        articles=tuple(source.article for source in material.sources),
        statements=tuple(star.statement for star in stars),
        summary=summary_of(material, stars, alike, old),
        quantities=quantities,
        utterances=utterances_of(material, embedder),
        timeline=timeline_of(material, stars, tables),
        apart=apart_of(material, stars, alike),
        left_out=reports.left_out + len(reports.reports) - len(taken),
        degraded=_degraded(material, embedder),
    )


def _degraded(material: Material, embedder: Embedder | None) -> tuple[tuple[str, str], ...]:
    lacks = []
    if embedder is None and len({source.language for source in material.sources}) > 1:
        lacks.append(("statements", "no model for vectors: sentences of different languages were not matched"))
    unread = [str(source.article) for source in material.sources if source.marks is None]
    if unread:
        lacks.append(("marks", f"not yet enriched: {', '.join(sorted(unread))}"))
    return tuple(lacks)
