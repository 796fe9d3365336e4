"""How the shipped entity model is made: data, teacher, silver labels, student. Not part of the wheel."""
