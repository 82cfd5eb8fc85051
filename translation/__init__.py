"""Tools of those who translate the interface: `make catalogues`, docs/translating.md. They are not installed."""
