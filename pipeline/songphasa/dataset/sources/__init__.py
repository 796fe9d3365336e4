"""Where documents come from: files, folders and Hugging Face datasets, planned as references and read by them."""

from songphasa.dataset.sources.files import InputFile, find_files
from songphasa.dataset.sources.reading import find_references, read_references
from songphasa.dataset.sources.reference import Fields, Reference

__all__ = ["Fields", "InputFile", "Reference", "find_files", "find_references", "read_references"]
