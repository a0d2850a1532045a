"""Servers on 127.0.0.1 that stand in for the world outside."""

import threading
from contextlib import contextmanager


@contextmanager
def running(server):
    """Run the server for as long as the block lasts."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
