"""Quality, measured against gold data that is never committed. `make evaluate DATA=DIR`; floors in floors.toml gate."""
