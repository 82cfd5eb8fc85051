"""What an administrator sets while Octavo runs: settings, and the editions that the house offers."""

from __future__ import annotations

from collections.abc import Mapping

from octavo.news.errors import NotFound
from octavo.news.running import Offered
from octavo.news.sources import Category
from octavo.store.codec import dumps, loads
from octavo.store.connection import Part
from octavo.store.statements import statements

_sql = statements("choices")


class SqliteChoices(Part):
    """ports.Choices on SQLite."""

    def live_settings(self) -> Mapping[str, str]:
        """See ports.Choices."""
        with self.connections.read() as connection:
            return dict(_sql.settings(connection))

    def set_live(self, name: str, value: str | None) -> None:
        """See ports.Choices."""
        with self.connections.write(durable=True) as connection:
            if value is None:
                _sql.unset(connection, name=name)
            else:
                _sql.set(connection, name=name, value=value)

    def offered(self) -> list[Offered]:
        """See ports.Choices."""
        with self.connections.read() as connection:
            return [
                Offered(
                    number,
                    name,
                    loads(tuple[str, ...], languages),
                    loads(tuple[str, ...], countries),
                    loads(tuple[Category, ...], categories),
                    bool(newcomers),
                )
                for number, name, languages, countries, categories, newcomers in _sql.editions(connection)
            ]

    def offer(self, edition: Offered) -> None:
        """See ports.Choices."""
        with self.connections.write(durable=True) as connection:
            if edition.newcomers:
                _sql.no_newcomers(connection)
            _sql.offer(
                connection,
                id=edition.id,
                name=edition.name,
                languages=dumps(edition.languages),
                countries=dumps(edition.countries),
                categories=dumps(edition.categories),
                newcomers=int(edition.newcomers),
            )

    def withdraw(self, edition: str) -> None:
        """See ports.Choices."""
        with self.connections.write(durable=True) as connection:
            if _sql.withdraw(connection, id=edition) is None:
                raise NotFound(f"there is no edition {edition}", subject=edition)
