"""Over a real SSH line of 200 ms: what one sees, how it goes, and how many bytes a key costs."""

import os
import select
import shlex
import shutil

import pytest
from tests.journeys.machine import SHOPDESK
from tests.journeys.ssh import SSHD, Server, SlowLine
from tests.journeys.terminal import Terminal

ONE_WAY = 0.1
"""Seconds that a byte takes to the other end; a key and its answer take twice that."""
STEP, HELD = 1_024, 2_048
"""Bytes that a cursor step may cost, and a key that is held."""
SEALED = 1.25
"""What SSH may add to them: headers, padding and the check of each packet."""
REST = 0.6
"""Seconds without a byte that tell that a far answer is complete."""
SOON = 3.0
"""Seconds within which the far program must be gone."""

pytestmark = pytest.mark.skipif(
    not (SSHD and shutil.which("ssh")) and not os.environ.get("CI"),
    reason="no sshd here: install Debian's openssh-server and openssh-client",
)


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    made = Server(tmp_path_factory.mktemp("ssh") / "server")
    yield made
    made.close()


@pytest.fixture
def far(machine, server):
    """Open the workstation from far away, on a terminal of this size: (it, line)."""
    lines = []

    def opened(size):
        lines.append(SlowLine(server.port, ONE_WAY))
        kept = machine.folder / "pid"
        program = shlex.join([*SHOPDESK, "--lang", "en"])
        command = ["sh", "-c", f"echo $$ > {kept}; exec {program}"]
        client = server.client(lines[-1].port, command, machine.env)
        it = Terminal(client, os.environ, machine.folder, size)
        machine.terminals.append(it)
        return it, lines[-1]

    yield opened
    for line in lines:
        line.cut()


def cost(it, line, press, keys):
    """Return the bytes of a key on the terminal and on the line, all that follows it included."""
    it.quiet(REST)
    painted, sealed = len(it.raw), line.down
    press()
    it.quiet(REST)
    return (len(it.raw) - painted) / keys, (line.down - sealed) / keys


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
def test_work_goes_on_over_a_slow_line(machine, far, size):
    """Two hundred milliseconds from a key to its answer, and few bytes for each."""
    machine.keeps(*({"number": f"SO-{n:04}"} for n in range(1000, 1300)))
    it, line = far(size)
    it.row("▌", "SO-1000")

    def steps():
        for step in range(2, 8):
            it.presses("j")
            it.sees(f"{step} / 300")

    def holds():
        for _key in range(60):
            it.presses("j")
            it.answers(patience=1 / 30)
        it.sees("67 / 300")

    painted, sealed = cost(it, line, steps, 6)
    assert painted <= STEP
    assert sealed <= STEP * SEALED
    painted, sealed = cost(it, line, holds, 60)
    assert painted <= HELD
    assert sealed <= HELD * SEALED

    it.presses("b")
    it.row("▌", "SO-1066", "to ship")
    it.presses("/", "ctrl+u")
    it.types("SO-12x\x7f99")
    it.presses("enter")
    it.row("▌", "SO-1299", "to pack")
    it.presses("?")
    it.sees("esc", "This desk")
    it.presses("escape")
    it.sees_no("esc")
    it.presses("u")
    it.sees("Undid")
    assert machine.status("SO-1066") == "to_pack"
    it.presses("ctrl+q")
    assert it.is_gone()[1] == 0


def test_a_lost_connection_ends_the_far_program_too(machine, far):
    machine.keeps({"number": "SO-77"})
    it, line = far((80, 24))
    it.row("▌", "SO-77")
    it.presses("n")
    it.sees("Note SO-77")
    it.types("calls back at no")
    far_end = os.pidfd_open(int((machine.folder / "pid").read_text()))
    line.cut()
    assert select.select([far_end], [], [], SOON)[0]
    os.close(far_end)
    assert it.is_gone()[1] != 0
    machine.is_whole()
    assert machine.status("SO-77") == "to_pack"
