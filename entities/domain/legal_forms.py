"""Legal forms of organisations as folded words, each with the one token that stands for it."""

import re

_SPELLINGS = {
    "ltd": (
        "ltd|limited|ltda|limitada|pte ltd|pte limited|private limited|pvt ltd|pvt limited|pty ltd|pty limited|co ltd|"
        "co limited|company limited|company ltd|ltd sti|limited sirketi|ltd co"
    ),
    "bhd": "bhd|berhad",
    "sdnbhd": "sdn bhd|sdn berhad|sendirian berhad",
    "gmbh": "gmbh|gesellschaft mit beschrankter haftung|ges m b h|mbh",
    "gmbhcokg": "gmbh co kg|gmbh und co kg|gmbh and co kg",
    "ag": "ag|aktiengesellschaft",
    "kg": "kg|kommanditgesellschaft",
    "fze": "fze|fz e|free zone establishment",
    "fzco": "fzco|fz co|free zone company",
    "fzllc": "fzllc|fz llc",
    "dmcc": "dmcc",
    "as": "as|a s|anonim sirketi|anonim sirket",
    "llc": "llc|l l c|limited liability company|w l l|wll|ооо|тов|тоо|общество с ограниченной ответственностью",
    "ao": "ао|акционерное общество|зао|закрытое акционерное общество|жшс",
    "pao": "пао|оао|публичное акционерное общество|открытое акционерное общество",
    "ip": "ип|индивидуальный предприниматель",
    "llp": "llp|limited liability partnership",
    "lp": "lp|limited partnership",
    "inc": "inc|incorporated|co inc",
    "corp": "corp|corporation",
    "co": "co|company",
    "plc": "plc|public limited company|pcl|public company limited",
    "sa": "sa|sociedad anonima|societe anonyme|α ε|αε|ανωνυμη εταιρεια",
    "sarl": "sarl|societe a responsabilite limitee|s a r l",
    "sas": "sas|societe par actions simplifiee",
    "spa": "spa|societa per azioni",
    "srl": "srl|sociedad de responsabilidad limitada|societa a responsabilita limitata",
    "bv": "bv|besloten vennootschap",
    "nv": "nv|naamloze vennootschap",
    "ab": "ab|aktiebolag",
    "oy": "oy|oyj|osakeyhtio",
    "aps": "aps|anpartsselskab",
    "kft": "kft|korlatolt felelossegu tarsasag",
    "doo": "doo|d o o",
    "spzoo": "sp z o o|sp zoo|spolka z ograniczona odpowiedzialnoscia",
    "sro": "sro|s r o",
    "epe": "επε|ε π ε",
    "kk": "kk|kabushiki kaisha|kabushiki gaisha",
    "pt": "pt|perseroan terbatas",
    "tnhh": "tnhh|cong ty tnhh",
    "sharika": "ش م م|شمم|ذ م م|ذمم",
}

LEGAL_FORMS = {spelling: token for token, spellings in _SPELLINGS.items() for spelling in spellings.split("|")}
"""Folded spelling -> token."""

LEADING_FORMS = {word: LEGAL_FORMS[word] for word in ("ооо", "ао", "зао", "пао", "оао", "ип", "тов", "тоо", "pt")} | {
    "شركه": "sharika",
    "ooo": "llc",
}
"""Forms that stand before the name."""

CJK_FORMS = {
    "股份有限责任公司": "ltd",
    "股份有限公司": "ltd",
    "有限责任公司": "ltd",
    "有限責任公司": "ltd",
    "有限公司": "ltd",
    "株式会社": "kk",
    "株式會社": "kk",
    "有限会社": "ltd",
    "合同会社": "llc",
    "주식회사": "kk",
    "유한회사": "ltd",
    "公司": "co",
}
"""Forms of names written without spaces, longest first."""

LONGEST_FORM = max(len(spelling.split()) for spelling in LEGAL_FORMS)

BRACKETED_PLACE = re.compile(
    r"[(]\s*(?:hk|h\.k\.?|hong\s?kong|香港|s|singapore|新加坡|m|malaysia|马来西亚|macau|澳门|澳門|pvt|private)\s*[)]"
    r"(?=\s*(?:ltd|limited|co|pte|pvt|sdn|有限|股份|公司|$))"
)
"""A place in brackets just before the form, as in (HK) Limited and (香港)有限公司: it belongs to the form."""
