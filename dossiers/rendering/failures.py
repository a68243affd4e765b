"""How rendering can end without a PDF.

RenderFailed               the sentence says what is wrong with the document or its making
├── AddressRefused         something in it asked for an address that was not handed over
├── AssetNotUsable         a picture is missing, too large or not what its hash says
└── RenderOverLimit        it needed more time, memory or room than it may have
RenderCancelled            somebody asked for it to stop
"""


class RenderFailed(Exception):
    """No PDF was made; nothing was written. `detail` is for operators, never for readers."""

    def __init__(self, sentence: str, *, detail: str = "") -> None:
        self.sentence, self.detail = sentence, detail
        super().__init__(sentence)


class AddressRefused(RenderFailed):
    """The document asked for an address outside the table of assets."""


class AssetNotUsable(RenderFailed):
    """A picture cannot be taken into the document."""


class RenderOverLimit(RenderFailed):
    """A ceiling of `Limits` was reached."""


class RenderCancelled(Exception):
    """The caller's `is_cancelled` said yes; the child is dead and nothing was written."""
