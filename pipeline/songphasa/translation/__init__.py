"""Sentences in the other language, with names, terms and acronyms kept."""
