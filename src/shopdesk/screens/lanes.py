"""Threads that take jobs in turn. They die with the program: a job never keeps it from leaving."""

import threading
from collections.abc import Callable
from queue import SimpleQueue

Job = Callable[[], None]


class Lane:
    """A queue of jobs and the few threads that serve it, started with the first job."""

    def __init__(self, name: str, threads: int = 1) -> None:
        self._name, self._wanted = name, threads
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []

    def put(self, job: Job) -> None:
        """Add a job; it must not raise."""
        if len(self._threads) < self._wanted:
            thread = threading.Thread(target=self._serve, name=self._name, daemon=True)
            self._threads.append(thread)
            thread.start()
        self._jobs.put(job)

    def stop(self, patience: float) -> None:
        """Take no more jobs, and wait so many seconds for the one being done."""
        while not self._jobs.empty():
            self._jobs.get()
        for _thread in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join(patience)

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
