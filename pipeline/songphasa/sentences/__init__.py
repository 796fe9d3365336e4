"""Where sentences begin and end: line breaks, English rules, and a small model for the white space of Thai lines."""
