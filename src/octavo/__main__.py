"""`python -m octavo` is `octavo`."""

from octavo.cli import main

if __name__ == "__main__":  # imported again by the processes of the pool
    main()
