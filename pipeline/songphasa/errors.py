"""The error tree: each class is named by what the runner does next.

SongphasaError
├── StopRun                 the run ends (exit 2) before or without annotating: the user must change something
│   ├── BadConfig           an option, stage order or configuration file that cannot work
│   ├── BadInput            inputs that cannot be planned: nothing found, duplicate ids, no text field
│   ├── BadOutput           an output folder that is not ours, not writable, or of another configuration
│   ├── Locked              an output folder that another run is writing (exit 75)
│   └── MissingModel        a model, engine or extra that is not installed
├── FailShard               the shard is given up, the run ends with exit 1; the same command does it again
└── RejectDocument          the document goes to `rejected/`, the others go on
    ├── UnreadableDocument  it could not be read as text
    └── BadAnnotation       a stage raised, or broke the contract of the data model
"""

from __future__ import annotations


class SongphasaError(Exception):
    """Base of every error that songphasa raises on purpose; its message is for the user."""


class StopRun(SongphasaError):
    """The run cannot start or go on until the user changes something."""


class BadConfig(StopRun):
    """An option, a stage order or a configuration file that cannot work."""


class BadInput(StopRun):
    """Inputs that cannot be planned."""


class BadOutput(StopRun):
    """An output folder that cannot be written or continued."""


class Locked(StopRun):
    """An output folder that another run is writing at this moment."""


class MissingModel(StopRun):
    """A model, engine or extra that is not installed."""


class FailShard(SongphasaError):
    """A shard that could not be written."""


class RejectDocument(SongphasaError):
    """One document that cannot be annotated."""


class UnreadableDocument(RejectDocument):
    """A document that could not be read as text."""


class BadAnnotation(RejectDocument):
    """A stage raised on a document, or broke the contract of the data model."""
