"""Ways to look at annotated documents."""
