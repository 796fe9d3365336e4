"""Where shards are annotated; an executor chooses only the place."""
