"""What an investigator wants to see for a query over the demo: judged by hand, before looking at the order.

3 is the thing asked for, 2 a document about it, 1 one that only speaks of it. A thing is named by the first letters of
its case's reference and its number; what is not named is worth nothing. Exhibits are judged by title and origin.
"""

from collections.abc import Sequence
from math import log2

LABELS = """
Jadewick Harbor         | PL E06 3, HR E01 3, PL X-14.3 2, PL L08 2, PL L15 2, PL L07 2, PL L17 2, HR L01 2, HR L02 2, HR L03 2, GR E01 1, GR L01 1
jadewick                | PL E06 3, HR E01 3, PL X-14.3 2, PL L08 2, PL L15 2, PL L07 2, PL L17 2, HR L01 2, HR L02 2, HR L03 2, GR E01 2, GR L01 1
Jadewick Harbour Trading| PL E06 3, HR E01 3, PL X-14.3 2, PL L08 2, PL L15 2, PL L07 2, PL L17 2, HR L01 2, HR L02 2, HR L03 2, GR E01 1, GR L01 1
翡烛港                  | PL E06 3
翡烛港贸易              | PL E06 3
鸣垅集团                | PL E09 3
Mingfeld                | PL E09 3, PL L05 2, PL L18 2
Mingfield Group         | PL E09 3, PL L05 2, PL L18 2
Duneholt                | PL E07 3, DH E01 3, DH-2025-014 3, DH X-01 2, PL L09 2, DH L01 2, DH L02 2
Duneholt Electronics    | PL E07 3, DH E01 3, PL L09 2, DH L01 2, DH L02 2, DH X-01 1
Northquill              | PL E02 3, PL L01 2, PL L02 2, PL L08 1, PL L09 1, PL L10 1, PL X-02 2, PL-2025-001 1
Nortquill               | PL E02 3, PL L01 2, PL L02 2, PL L08 1, PL L09 1, PL L10 1, PL X-02 1
Halvardsen              | PL E01 3, PL L01 2, PL L17 2, PL X-06 1, PL X-09 1, PL-2025-001 1
Kestrelwick             | PL E05 3, PL L12 2, PL L13 2
Kestrelwick Bay Logistics | PL E05 3, PL L12 2, PL L13 2
Qinglanwei              | PL E08 3, PL L18 2
Lantanhurst             | PL E10 3, PL X-14.4 2, PL L04 2, PL L05 2, PL L07.2 2, PL P3 1, DH P1 1
Straits Veldrane        | PL E03 3, PL X-14.1 2, PL L02 2, PL L03 2, PL L04 2, PL L06 2, PL L10 2, PL X-10.12 2
Selat Veldrane Data     | PL E04 3, PL X-14.2 2, PL L03 2, PL L06.2 2, PL L12 2, PL L14 2, PL L15 2
Veldrane Ridge          | PL F1 3, PL L14 2
Bozkaya                 | DH E02 3, DH L01 2
Tulpenveld              | GR E02 3, GR L01 2
Lamtin                  | HR E02 3, HR L03 2
Marcus Tay-Lindqvist    | PL P1 3, PL L06 2, PL L06.2 2, PL L11 2, PL L11.2 2, PL L19 2
Lindquist               | PL P1 3, PL L06 2, PL L06.2 2, PL L11 2, PL L11.2 2, PL L19 2
Varga-Chong             | PL P2 3, PL L20 2
Dorian Pak-Whitlock     | PL P3 3, PL L07 2, PL L07.2 2
Ottoline                | PL P4 3, PL L19 2
name:jadewick           | PL E06 3, HR E01 3, GR E01 2
name:veldrane           | PL E03 3, PL E04 3, PL F1 3
Unit 14-C               | PL F2 3, PL L13 2, PL L20 2, PL EV19 2
Port Klang              | PL F2 2, PL EV20 3, PL L15 3
repacking               | PL EV19 3, PL X-11.3 3, PL L20 3
72 packages             | PL EV20 3, PL question-were 3
chassis parts           | PL EV20 3, PL L15 3
end-user certificate    | PL EUC-1 3, PL EUC-2 3, PL X-03.1 3, PL X-03.2 3, PL L11 2, PL L11.2 2
EUC-1                   | PL EUC-1 3, PL EV03 2, PL L11 2, PL X-03.1 2, PL task-compare 2
EUC-2                   | PL EUC-2 3, PL L11.2 2, PL X-03.2 2, PL task-compare 2
acceptance certificate  | PL X-03.3 3, PL EV13 3
air waybill             | PL X-04.1 3, PL X-04.2 3, PL X-04.3 3, PL X-04.4 3, PL X-04.6 3
000-44115363            | PL X-04.3 3
44122046                | PL X-04.4 3
ZZXU1042332             | HR S1 3, HR EV01 3
+852 0000 0177          | PL E06 3, PL E10 3, PL L16 2
AE050000000000000712345 | PL E07 3, DH E01 3
id:FICT00JADEWICKHK0642 | PL E06 3
8473.30                 | PL L15 3
RMA                     | PL L17 3, PL EV24 3
NCI-2025-0008           | PL X-02.7 3
purchase order          | PL X-02.1 3, PL X-02.2 3, PL X-02.3 3, PL X-02.4 3, PL X-02 2, PL task-compare 1
PO-1                    | PL X-02.1 3, PL X-02.5 3, PL EV02 3, PL L02 1
bill of lading          | PL X-05.4 3
sworn translation       | PL X-05.3 3
export entry            | PL X-05.2 3, PL X-05.3 2, PL task-have 2
ship list               | PL task-ask 3, PL X-06 2
check-ins               | PL X-09 3, PL task-ask 2
lease                   | PL X-12.2 3
credit advice 41,000,000| PL X-10.4 3
counsel letter          | PL X-10.12 3
tip received            | PL EV15 3
photograph ledger       | PL X-11.4 3
resale listing          | PL EV22 3
cut flowers             | GR X-01 3, GR EV01 3, GR-2024-030 2
florist                 | GR E01 3, GR-2024-030 3
fourteen modules        | HR-2025-022 3, HR X-01 3, HR question-where 3, HR EV02 3
48 cards                | DH X-01 3, DH EV01 3, DH L01 2, DH question-who 2, DH-2025-014 2
Türkiye                 | DH-2025-014 3
kind:entry after:2025-08-01 before:2025-08-06 | PL EV20 3, PL EV21 3
kind:link tag:paid      | PL L08 3, PL L09 3, PL L10 3
end user servers        | PL question-who 3
case:GR-2024-030 kind:exhibit | GR X-01 3
"""


def labels() -> dict[str, dict[str, int]]:
    """Query to thing to worth."""
    lines = [line.split("|") for line in LABELS.strip().splitlines()]
    judged = {query.strip(): [one.strip().rsplit(" ", 1) for one in things.split(", ")] for query, things in lines}
    return {query: {thing: int(worth) for thing, worth in things} for query, things in judged.items()}


def ndcg(worths: Sequence[int], ideal: Sequence[int], *, at: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002), gain 2^worth - 1."""

    def gain(found: Sequence[int]) -> float:
        return sum((2**worth - 1) / log2(place + 2) for place, worth in enumerate(found[:at]))

    return gain(worths) / gain(sorted(ideal, reverse=True))
