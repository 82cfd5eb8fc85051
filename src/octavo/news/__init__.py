"""The nouns of Octavo and its error tree: frozen dataclasses that import the standard library only."""
