"""What is watched is cancelled when its time is up, or when everything ends."""

import math
import threading
import time

from pikku.migrate.connections import Deadlines


def test_what_takes_too_long_is_cancelled_once():
    deadlines, cancelled = Deadlines(), []
    with deadlines.watch(time.monotonic() + 0.05, lambda: cancelled.append(1)):
        time.sleep(0.5)
    deadlines.close()
    assert cancelled == [1]


def test_what_begins_after_everything_was_cancelled_is_cancelled_too():
    deadlines, first, second, third = Deadlines(), *(threading.Event() for _ in range(3))
    with deadlines.watch(math.inf, first.set):
        deadlines.cancel_all()
        assert first.wait(5)
    time.sleep(0.3)
    with deadlines.watch(math.inf, second.set):
        assert second.wait(5)
    deadlines.close()
    with deadlines.watch(math.inf, third.set):
        assert third.wait(5)


def test_a_statement_that_began_after_its_cancel_is_cancelled_again():
    deadlines, cancelled = Deadlines(), threading.Semaphore(0)
    deadlines.cancel_all()
    with deadlines.watch(math.inf, cancelled.release):
        assert all(cancelled.acquire(timeout=5) for _ in range(2))
    deadlines.close()
    assert not deadlines._thread
