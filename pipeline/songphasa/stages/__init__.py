"""The stages that songphasa ships, one a file; the entry points in pyproject.toml name them."""
