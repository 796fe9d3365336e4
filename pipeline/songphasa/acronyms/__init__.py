"""Short forms in Thai and English: where they stand, where a document defines them, what they are short for."""
