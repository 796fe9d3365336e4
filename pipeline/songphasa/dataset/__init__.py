"""Documents on disk: how they are read, planned into shards, written as a Hugging Face dataset and read back."""
