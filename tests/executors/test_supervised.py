"""Supervised workers: whatever becomes of one, the others go on and only the document that it ended over is lost."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import pytest

from songphasa.dataset.shards import BATCH, Job, Shard
from songphasa.dataset.sources import Fields
from songphasa.dataset.watch import Care, Done, Reason, Watch
from songphasa.errors import FailShard, MissingModel
from songphasa.executors.supervised import Supervised

SHARDS = [Shard(0, 20), Shard(1, 5), Shard(2, 20)]
DEADLY = 7
"""The place, in shard 0, of the document that is bad for workers."""

Answer = tuple[int, list[int], dict[int, Reason]]


def _go_through(shard: Shard, watch: Watch, care: Care, deadly: Callable[[], None]) -> Answer:
    done = []
    watch.end(Done(len(care.given_up), 0, len(care.given_up)))
    for places in care.batches(shard.documents, BATCH):
        watch.begin("names", places)
        if shard.index == 0 and DEADLY in places:
            deadly()
        done += places
        watch.end(Done(len(places), 0, 0))
    watch.begin("write", ())
    return shard.index, done, dict(care.given_up)


def count(job: Job, shard: Shard, watch: Watch, care: Care) -> Answer:  # noqa: ARG001
    return _go_through(shard, watch, care, lambda: None)


def crash(job: Job, shard: Shard, watch: Watch, care: Care) -> Answer:  # noqa: ARG001
    return _go_through(shard, watch, care, lambda: os.kill(os.getpid(), signal.SIGSEGV))


def leave(job: Job, shard: Shard, watch: Watch, care: Care) -> Answer:  # noqa: ARG001
    return _go_through(shard, watch, care, lambda: os._exit(9))


def hang(job: Job, shard: Shard, watch: Watch, care: Care) -> Answer:  # noqa: ARG001
    return _go_through(shard, watch, care, lambda: time.sleep(600))


def crash_once(job: Job, shard: Shard, watch: Watch, care: Care) -> Answer:
    def deadly() -> None:
        flag = Path(job.out) / "crashed"
        if not flag.exists():
            flag.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    return _go_through(shard, watch, care, deadly)


def crash_without_a_document(job: Job, shard: Shard, watch: Watch, care: Care) -> Answer:  # noqa: ARG001
    watch.begin("write", ())
    os.kill(os.getpid(), signal.SIGABRT)
    raise AssertionError


def refuse(job: Job, shard: Shard, watch: Watch, care: Care) -> Answer:  # noqa: ARG001
    raise MissingModel("gone")


def stumble(job: Job, shard: Shard, watch: Watch, care: Care) -> Answer:  # noqa: ARG001
    raise ZeroDivisionError("a mistake of ours")


def run(
    step: Callable[[Job, Shard, Watch, Care], Answer], workers: int = 2, timeout: float = 60, out: str = "nowhere"
) -> tuple[dict[int, Answer], Done]:
    told = Done()

    def report(done: Done) -> None:
        nonlocal told
        told = told.plus(done)

    job = Job(out, 3, "{}", Fields())
    with closing(Supervised(workers, timeout)) as executor:
        answers = list(executor.run(step, job, SHARDS, report))
        assert executor.memory > 0
    assert Counter(answer[0] for answer in answers) == {0: 1, 1: 1, 2: 1}
    return {answer[0]: answer for answer in answers}, told


def others(answers: dict[int, Answer]) -> Sequence[object]:
    """What was done but for the bad document, which must be everything."""
    return [answers[0][1], answers[1], answers[2]]


WITHOUT_DEADLY = [[*range(7), *range(8, 20)], (1, list(range(5)), {}), (2, list(range(20)), {})]


@pytest.mark.parametrize("workers", [1, 2])
def test_every_document_is_done_once_and_progress_adds_up(workers: int) -> None:
    answers, told = run(count, workers)
    assert [answers[shard.index] for shard in SHARDS] == [
        (shard.index, list(range(shard.documents)), {}) for shard in SHARDS
    ]
    assert told == Done(45)


@pytest.mark.parametrize(("step", "how"), [(crash, "SIGSEGV"), (leave, "exit code 9")])
@pytest.mark.parametrize("workers", [1, 2])
def test_a_document_that_workers_die_of_is_given_up_and_no_other(
    step: Callable[[Job, Shard, Watch, Care], Answer], how: str, workers: int
) -> None:
    answers, told = run(step, workers)
    assert others(answers) == WITHOUT_DEADLY
    assert answers[0][2] == {
        DEADLY: Reason("names", "WorkerDied", f"2 worker processes ended over this document alone: {how}")
    }
    assert told == Done(45, 0, 1)


def test_a_document_past_its_time_is_given_up_and_no_other() -> None:
    answers, told = run(hang, timeout=0.5)
    assert others(answers) == WITHOUT_DEADLY
    reason = answers[0][2][DEADLY]
    assert (reason.stage, reason.exception) == ("names", "DocumentTimeout")
    assert "more than 0.5 seconds" in reason.message
    assert "--document-timeout" in reason.message
    assert told == Done(45, 0, 1)


def test_a_worker_that_is_killed_by_chance_costs_no_document(tmp_path: Path) -> None:
    answers, told = run(crash_once, out=str(tmp_path))
    assert (tmp_path / "crashed").exists()
    assert [answers[shard.index][1] for shard in SHARDS] == [list(range(shard.documents)) for shard in SHARDS]
    assert told == Done(45)


def test_workers_that_die_again_and_again_without_a_document_fail_the_run() -> None:
    with pytest.raises(FailShard, match=r"3 worker processes ended at 'write', SIGABRT; the same command continues"):
        run(crash_without_a_document)


@pytest.mark.parametrize(("step", "error", "said"), [(refuse, MissingModel, "gone"), (stumble, FailShard, "of ours")])
def test_an_error_of_a_step_is_the_error_of_the_run(
    step: Callable[[Job, Shard, Watch, Care], Answer], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        run(step)


@pytest.mark.parametrize("kills", [2, 3])
def test_workers_killed_while_they_load_are_replaced_twice(kills: int, monkeypatch: pytest.MonkeyPatch) -> None:
    hire = Supervised._hire
    hired: list[int] = []

    def hire_for_death(executor: Supervised) -> object:
        each = hire(executor)
        hired.append(each.id or 0)
        if len(hired) <= kills:
            os.kill(hired[-1], signal.SIGKILL)
        return each

    monkeypatch.setattr(Supervised, "_hire", hire_for_death)
    with closing(Supervised(1)) as executor:
        loaded = executor.load('{"stages": ["sentences"]}')
        if kills < 3:
            loaded()
        else:
            with pytest.raises(FailShard, match="3 worker processes ended while they loaded the models: SIGKILL"):
                loaded()


def test_a_pipeline_that_cannot_load_is_told_when_it_is_waited_for() -> None:
    with closing(Supervised(2)) as executor:
        loaded = executor.load('{"stages": ["entities"], "options": {"entities": {"model": "no-such-model"}}}')
        with pytest.raises(MissingModel):
            loaded()
