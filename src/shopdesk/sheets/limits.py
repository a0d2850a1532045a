"""The fence round the child process: memory, processor time, no core file, private files.

Limits as in docs/architecture.md, law 10. Where a system does not know a limit (macOS refuses
RLIMIT_AS), the others still hold.
"""

import os
import signal
from contextlib import suppress

MEMORY = 1536 * 2**20  # bytes of address space
SECONDS = 60  # of processor time for one request


def fence() -> None:
    """Put the whole fence up; called once, before anything of the file is read."""
    os.umask(0o077)
    # Without this, Python would answer a parent that died with an exception somewhere in a library.
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C in a terminal is the parent's business
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    allow_seconds()


def allow_seconds(seconds: int = SECONDS) -> None:
    """Let the process use this many seconds of processor time from now on; then SIGXCPU ends it."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        usage = resource.getrusage(resource.RUSAGE_SELF)
        until = int(usage.ru_utime + usage.ru_stime) + seconds
        _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (until, hard))
