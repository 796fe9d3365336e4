"""What is known about Thai and English text: scripts, words, abbreviations."""
