"""The `octavo` command."""


def main() -> None:
    """Run the command line."""
