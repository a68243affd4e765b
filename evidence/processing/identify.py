"""The identify step: what the file is, what it claims to be, and where the two disagree."""

from evidence.processing import sniffing
from evidence.processing.context import Context
from evidence.processing.media_types import UNKNOWN, steps_for
from evidence.processing.names import safe_name
from evidence.processing.results import Outcome
from evidence.processing.sniffing import Voices


def run(context: Context) -> tuple[Outcome, str]:
    """Judge name and content; a disagreement is a finding."""
    name = safe_name(context.claimed_name)
    context.findings.extend(name.findings)
    context.facts["name"] = {"display": name.display, "file_name": name.file_name}
    if context.size_bytes == 0:
        return Outcome.EMPTY, "The file has no bytes."
    voices = sniffing.sniff(context.source, claimed_name=name.file_name)
    context.tools.update(sniffing.versions())
    context.facts |= {
        "media_type": voices.decided,
        "steps": [step.value for step in steps_for(voices.decided)],
        "voices": {
            "libmagic": voices.libmagic,
            "libmagic_words": voices.libmagic_words,
            "puremagic": voices.puremagic,
            "claimed": voices.claimed,
        },
    }
    _compare(context, voices)
    if voices.decided == UNKNOWN:
        return Outcome.EXTRACTED, "The type of the file is not known."
    return Outcome.EXTRACTED, f"The content is {voices.decided}."


def _compare(context: Context, voices: Voices) -> None:
    if voices.claimed and not _alike(voices.claimed, voices.decided):
        sentence = f"The name claims {voices.claimed}, but the content is {voices.decided}."
        context.find("type_not_as_named", sentence)
    for voice, said in (("libmagic", voices.libmagic), ("puremagic", voices.puremagic)):
        if said and not _alike(said, voices.decided):
            context.find("sniffers_disagree", f"{voice} takes the content for {said}; it is read as {voices.decided}.")
    for kind in voices.also:
        context.find("polyglot", f"The content is {voices.decided}, but can also be opened as {kind}.")


def _alike(said: str, decided: str) -> bool:
    """Texts differ in how finely they are told apart; that alone is no disagreement."""
    if said == decided:
        return True
    texts = {"application/json", "message/rfc822", "application/x-empty"}
    is_plain = decided == "text/plain" and (said.startswith("text/") or said in texts)
    return is_plain or (said == "text/plain" and (decided.startswith("text/") or decided in texts))
