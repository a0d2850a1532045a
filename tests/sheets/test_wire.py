from io import BytesIO

import pytest

from shopdesk.sheets.wire import MAX_FRAME, BrokenFrameError, pack, receive

MESSAGE = ("rows", 0, 0.5, [("a", 1, 2**70, 1.5, True, "\ud800\x1b日本")])


def test_a_message_arrives_as_it_was_sent():
    pipe = BytesIO(pack(MESSAGE) + pack(("end", [])))
    assert receive(pipe) == MESSAGE
    assert receive(pipe) == ("end", [])
    assert receive(pipe) is None


@pytest.mark.parametrize(
    "content",
    [pack(MESSAGE)[:2], pack(MESSAGE)[:-1], b"\xff\xff\xff\xff", b"\x01\0\0\0x", b"\x01\0\0\0N",
     (MAX_FRAME + 1).to_bytes(4, "little")],
)  # fmt: skip
def test_a_broken_frame_is_told(content):
    with pytest.raises(BrokenFrameError):
        receive(BytesIO(content))
