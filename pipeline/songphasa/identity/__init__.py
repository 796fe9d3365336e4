"""Which mentions name the same person, organisation, place or event, and what it is called in Thai and English."""
