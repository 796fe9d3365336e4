"""`songphasa push`: a finished run to the Hugging Face hub."""

from __future__ import annotations

from typing import Annotated

import typer

from songphasa.cli.arguments import Run


def push(
    run: Run,
    repo: Annotated[str, typer.Argument(metavar="REPO", help="Dataset on the hub: owner/name. Made if it is new.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the card and the files; send nothing.")] = False,
    public: Annotated[bool, typer.Option("--public", help="A new dataset can be seen by everybody.")] = False,
) -> None:
    """Publish a whole run as a dataset of the Hugging Face hub: its data, run.json, card and Croissant metadata.

    The token is that of `hf auth login` or of the environment variable HF_TOKEN. A dataset that is there keeps who may
    see it; its data files that are not of the run are removed, in the same commit. run.json and the column `source`
    name the inputs as they were given to `songphasa annotate`.
    """
    from songphasa.publishing import prepare, publish

    upload = prepare(run, repo)
    if dry_run:
        typer.echo(upload.card)
        for name, size in upload.sizes.items():
            typer.echo(f"{size:>14,}  {name}")
        return
    typer.echo(publish(upload, private=not public))
