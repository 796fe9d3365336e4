"""Models of users: found on this machine, never fetched, and loaded without running code of theirs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from songphasa.errors import MissingModel


def find_model(name: str) -> Path:
    """The folder of a model: itself, or what has been fetched from the hub.

    Raises:
        MissingModel: it is neither.
    """
    if Path(name).is_dir():
        return Path(name)
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=True))
    except (HFValidationError, LocalEntryNotFoundError) as error:
        fetch = f"fetch it: hf download {name}" if name.count("/") == 1 else "name a folder or a hub id (owner/name)"
        raise MissingModel(f"the translation model {name!r} is not on this machine; {fetch}") from error


def load_tokenizer(name: str) -> Any:  # noqa: ANN401
    """The tokenizer of a model.

    Raises:
        MissingModel: there is none, or it needs a package that is not installed.
    """
    from transformers import AutoTokenizer

    try:
        return AutoTokenizer.from_pretrained(find_model(name), trust_remote_code=False)
    except (OSError, ValueError, ImportError) as error:
        raise _unusable(name, error) from error


def load_weights(name: str, auto: str) -> Any:  # noqa: ANN401
    """A torch model in evaluation mode, from safetensors.

    Args:
        name: a folder or a hub id.
        auto: the name of the class of transformers that loads it.

    Raises:
        MissingModel: torch is not installed, or the model is not here or has no safetensors.
    """
    try:
        import torch
    except ImportError as error:
        raise MissingModel(f"model {name!r} needs torch: pip install 'songphasa[torch]' (CPU: see README)") from error
    import transformers

    options = {"use_safetensors": True, "trust_remote_code": False, "dtype": torch.float32}
    try:
        model = getattr(transformers, auto).from_pretrained(find_model(name), attn_implementation="eager", **options)
    except (OSError, ValueError, ImportError) as error:
        raise _unusable(name, error) from error
    return model.eval()


def _unusable(name: str, error: Exception) -> MissingModel:
    reason = next(filter(None, map(str.strip, str(error).splitlines())), repr(error))
    packages = "; it may need: pip install sentencepiece sacremoses" if isinstance(error, ImportError) else ""
    return MissingModel(f"the translation model {name!r} cannot be loaded: {reason}{packages}")
