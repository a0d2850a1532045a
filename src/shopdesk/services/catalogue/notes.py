"""What a person should know of a product sheet that was placed, in sentences."""

from collections.abc import Mapping

from shopdesk.locale import _, ngettext


def told(counts: Mapping[str, int], *, add: bool) -> list[str]:
    """Return a sentence for everything that was counted."""
    said = []
    if n := counts.get("unknown", 0):
        sentence = ngettext(
            "{n} SKU is not in the catalogue and was left out; import with new products to add it.",
            "{n} SKUs are not in the catalogue and were left out; import with new products to add "
            "them.", n,
        )  # fmt: skip
        said.append(sentence.format(n=n))
    if (n := counts.get("nameless", 0)) and add:
        sentence = ngettext(
            "{n} row has no seller SKU, so that no product can be made of it.",
            "{n} rows have no seller SKU, so that no product can be made of them.", n,
        )  # fmt: skip
        said.append(sentence.format(n=n))
    if n := counts.get("strange", 0):
        sentence = ngettext(
            "{n} product is not known here; import the sheet that names its SKUs first.",
            "{n} products are not known here; import the sheet that names their SKUs first.", n,
        )  # fmt: skip
        said.append(sentence.format(n=n))
    for what, sentence in (
        ("repeated", _("The same SKU stands in several rows ({n}); the first one counts.")),
        ("archived", _("Rows of archived SKUs: {n}; the catalogue was left as it is.")),
        ("split", _("Products in several places of the sheet: {n}; the first one counts.")),
        ("stale", _("Offers that are older here than in the store: {n}; price and stock stay.")),
    ):
        if n := counts.get(what, 0):
            said.append(sentence.format(n=n))
    return said


def differing(n: int) -> str:
    """Return how many facts a shop shows otherwise than we say."""
    sentence = ngettext(
        "{n} fact differs between the shop and ShopDesk; nothing of ours was changed.",
        "{n} facts differ between the shop and ShopDesk; nothing of ours was changed.", n,
    )  # fmt: skip
    return sentence.format(n=n)
