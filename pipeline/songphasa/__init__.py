"""songphasa: a bilingual Thai/English annotation pipeline that writes Hugging Face datasets."""

from songphasa.config import Config
from songphasa.default import annotate, spacy_pipeline
from songphasa.document import Acronym, Document, Entity, Layer, Sentence, Span, Translation
from songphasa.loading import load_run
from songphasa.pipeline import Pipeline

__version__ = "0.1.0"
__all__ = [
    "Acronym",
    "Config",
    "Document",
    "Entity",
    "Layer",
    "Pipeline",
    "Sentence",
    "Span",
    "Translation",
    "__version__",
    "annotate",
    "load_run",
    "spacy_pipeline",
]
