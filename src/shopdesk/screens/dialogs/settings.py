"""The settings as a small form: a choice where there are words to choose from, else a text."""

from collections.abc import Mapping
from dataclasses import Field, fields
from typing import Any, Final

from shopdesk import settings
from shopdesk.config import Settings, wrong
from shopdesk.locale import N_, _
from shopdesk.screens.dialogs.ask import Answers, Ask, Question
from shopdesk.widgets.paper import QUIET, Paper

WORDS: Final = {
    "id": "Bahasa Indonesia",
    "en": "English",
    "": N_("the system's"),
    "true": N_("yes"),
    "false": N_("no"),
    "kitty": "Kitty",
    "sixel": "Sixel",
    "blocks": N_("coloured blocks"),
    "off": N_("none"),
}
NAMES: Final = {
    "language": N_("Language"),
    "theme": N_("Colours"),
    "ascii": N_("Plain ASCII signs"),
    "start": N_("First desk"),
    "pictures": N_("Pictures"),
    "zone": N_("Time zone"),
    "require_sku": N_("SKU before packing"),
    "fee": N_("Marketplaces keep (%)"),
    "reserve_unpaid_hours": N_("Unpaid orders hold (hours)"),
    "count_blind": N_("Blind counts"),
    "count_alone": N_("Post one's own count"),
}


def settings_form(now: Settings, where: str, desks: Mapping[str, str]) -> Ask:
    """Return the form with the settings as they stand.

    ``where`` is the file that keeps them; ``desks`` tells what each desk is called.
    """
    paper = Paper()
    paper.line(_("Blue-orange colours tell good from bad without green and red."), QUIET)
    later = [_(NAMES[one.name]) for one in _asked() if not one.metadata["now"]]
    said = _("From the next start: {names}.")
    paper.line(said.format(names=", ".join(later)), QUIET)
    if where:
        said = _("Keys of your own go into {path}, under [keys].")
        paper.line(said.format(path=where), QUIET)
    said_so = {name: _(word) for name, word in WORDS.items()} | dict(desks)
    questions = [_question(setting, getattr(now, setting.name), said_so) for setting in _asked()]
    return Ask(_("Settings"), questions, about=paper, button=_("Keep"), test=_test)


def wishes(answers: Answers) -> dict[str, object]:
    """Return what the answers set."""
    return {name: settings.meant(name, text) for name, text in answers.items()}


def _asked() -> list["Field[Any]"]:
    return [setting for setting in fields(Settings) if setting.name in NAMES]


def _question(setting: "Field[Any]", value: object, called: Mapping[str, str]) -> Question:
    words = ("true", "false") if setting.type is bool else setting.metadata["words"]
    text = str(value).lower() if setting.type is bool else str(value)
    choices = {word: called.get(word, word) for word in words} if words else None
    return Question(setting.name, _(NAMES[setting.name]), text, choices=choices)


def _test(answers: Answers) -> str | None:
    found = (wrong(name, value) for name, value in wishes(answers).items())
    return next((sentence for sentence in found if sentence), None)
