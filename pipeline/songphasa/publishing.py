"""A finished run on the Hugging Face hub: what its manifest names, manifest, card and metadata, in one commit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from songphasa.dataset.card import make_card
from songphasa.dataset.folder import RunFolder, read_json
from songphasa.errors import BadConfig, BadOutput, FailShard
from songphasa.verification import verify

if TYPE_CHECKING:
    from huggingface_hub import CommitOperationAdd, CommitOperationDelete, HfApi

_OURS = ("data/", "rejected/")
"""Folders of the hub's dataset in which nothing may be left that is not the run's: `load_dataset` would read it."""


@dataclass(frozen=True, slots=True)
class Upload:
    """What is going to be sent.

    Attributes:
        repo: the dataset on the hub, `owner/name`.
        card: `README.md` as it will be there.
        files: the other files by their names there.
    """

    repo: str
    card: str
    files: Mapping[str, Path]

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes of every file by its name, the card first."""
        return {
            "README.md": len(self.card.encode()),
            **{name: file.stat().st_size for name, file in self.files.items()},
        }


def prepare(path: str | Path, repo: str) -> Upload:
    """What publishing a run would send; nothing is sent, nor is anybody asked.

    Raises:
        BadConfig: the name of the dataset cannot be one.
        BadOutput: the folder holds no finished run, or `verify` finds something wrong with it.
    """
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", repo, re.ASCII):
        raise BadConfig(f"{repo!r} cannot be the name of a dataset on the hub, which is owner/name")
    folder = RunFolder(Path(path))
    manifest = read_json(folder.manifest)
    for problem in verify(path):
        raise BadOutput(f"{path}: is not whole, see `songphasa verify`: {problem}")
    names = [*manifest["files"], *(folder.name(file) for file in (folder.manifest, folder.croissant) if file.exists())]
    return Upload(repo, make_card(folder, manifest, repo), {name: folder.path / name for name in names})


def publish(upload: Upload, *, private: bool = True) -> str:
    """Send it to the hub that `HF_ENDPOINT` names, with the token of the environment or the login; the address there.

    Args:
        upload: what to send.
        private: whether a new dataset can only be seen by its owner; one that is there stays what it is.

    Raises:
        FailShard: the hub cannot be reached or does not want it; the same command does it again.
    """
    from huggingface_hub import HfApi, get_token

    try:
        api = HfApi()
        url = api.create_repo(upload.repo, repo_type="dataset", private=private, exist_ok=True)
        api.create_commit(
            upload.repo, _operations(api, upload), commit_message="Published by songphasa", repo_type="dataset"
        )
    except Exception as error:  # which ones depends on the HTTP client that huggingface_hub has chosen
        said = str(error).replace(get_token() or "\0", "<token>")  # a server may repeat what it was sent
        raise FailShard(f"{upload.repo}: cannot be published: {said}") from None
    return str(url)


def _operations(api: HfApi, upload: Upload) -> Iterator[CommitOperationAdd | CommitOperationDelete]:
    from huggingface_hub import CommitOperationAdd, CommitOperationDelete

    yield CommitOperationAdd("README.md", upload.card.encode())
    yield from (CommitOperationAdd(name, file) for name, file in upload.files.items())
    for name in api.list_repo_files(upload.repo, repo_type="dataset"):
        if name.startswith(_OURS) and name not in upload.files:
            yield CommitOperationDelete(name)
