"""Models trained on annotated documents, which annotate documents again."""

from songphasa.training.encoding import Encoded, encode, tags_of

__all__ = ["Encoded", "encode", "tags_of"]
