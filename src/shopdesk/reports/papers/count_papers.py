"""The paper of a count sheet that is in the store."""

from shopdesk.locale import language
from shopdesk.reports.papers import countsheet
from shopdesk.services.stock import counting
from shopdesk.store import Read


def count_sheet(read: Read, name: str) -> bytes:
    """Return a count sheet as a PDF; what was counted already stands in its box."""
    sheet = counting.sheet(read, name)
    clock = read.clock
    rows = [
        countsheet.CountRow(
            code=line.code,
            # A barcode is the same on every lot, so a lot is scanned by its own code.
            scanned=line.code if line.lot else line.barcode or line.sku,
            name=line.name, variation=line.variation,
            expires="" if line.expires is None else clock.show(line.expires, style="date"),
            expected=None if sheet.blind else line.expected, counted=line.counted, note=line.note,
        )
        for line in counting.lines(read, name)
    ]  # fmt: skip
    printed = clock.show(clock.now())
    head = countsheet.CountHead(sheet.name, sheet.location, printed, sheet.blind)
    return countsheet.render(rows, head, language=language())
