"""Values that stand where an identifier should be and identify nothing."""

import unicodedata

WORDS = frozenset(
    {
        "na",
        "none",
        "null",
        "nil",
        "unknown",
        "unspecified",
        "notspecified",
        "notavailable",
        "notapplicable",
        "notprovided",
        "tbd",
        "tba",
        "tbc",
        "tobefilledbyoem",
        "defaultstring",
        "systemserialnumber",
        "baseboardserialnumber",
        "chassisserialnumber",
        "serialnumber",
        "oem",
        "invalid",
        "empty",
        "test",
        "xxx",
        "无",
        "無",
        "不详",
        "不詳",
        "未知",
        "暂无",
        "нет",
    }
)
LONGEST_RUNS = ("01234567890123456789", "12345678901234567890", "98765432109876543210")
SHORTEST_RUN = 5


def is_placeholder(text: str) -> bool:
    """True for empty text, words such as `N/A` or `To Be Filled By O.E.M.`, and filler digits."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKC", text).casefold() if sign.isalnum())
    return not bare or bare in WORDS or _is_filler(bare)


def _is_filler(bare: str) -> bool:
    """One sign repeated (`0000000000000`) or digits in order (`123456789`)."""
    is_repeated = len(set(bare)) == 1 and (bare[0] == "0" or len(bare) > 3)
    is_run = len(bare) >= SHORTEST_RUN and any(run.startswith(bare) for run in LONGEST_RUNS)
    return is_repeated or is_run
