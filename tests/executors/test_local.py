"""This process as the place: every shard once, and progress adds up."""

from contextlib import closing

from songphasa.dataset.shards import Job, Shard
from songphasa.dataset.sources import Fields
from songphasa.dataset.watch import Care, Done, Watch
from songphasa.executors.local import InProcess


def count(job: Job, shard: Shard, watch: Watch, care: Care) -> int:
    assert care == Care()
    watch.end(Done(shard.documents, 10 * shard.documents))
    return shard.index + job.shards


def test_every_shard_is_done_once_and_progress_adds_up() -> None:
    told: list[Done] = []
    job, shards = Job("nowhere", 3, "{}", Fields()), [Shard(index, index + 1) for index in range(3)]
    with closing(InProcess()) as executor:
        assert list(executor.run(count, job, shards, told.append)) == [3, 4, 5]
    assert [sum(column) for column in zip(*told, strict=True)] == [6, 60, 0]
    assert executor.memory > 0
