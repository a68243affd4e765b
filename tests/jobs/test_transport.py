"""The cured file-system transport."""

import shutil

import pytest
from kombu import Connection, Exchange, Queue

from jobs.celery_settings import celery_settings
from jobs.transport import set_aside_count


@pytest.fixture
def queue(tmp_path):
    options = {"folder": str(tmp_path / "broker"), "polling_interval": 0.01}
    with Connection(transport="jobs.transport:Transport", transport_options=options) as connection:
        yield connection.SimpleQueue(Queue("fast", Exchange(""), routing_key="fast"))


def test_messages_come_in_the_order_in_which_they_were_sent(queue):
    for number in range(5):
        queue.put({"number": number})

    assert [take(queue)["number"] for _ in range(5)] == [0, 1, 2, 3, 4]


def test_a_message_is_taken_once(queue):
    queue.put({"number": 1})
    take(queue)

    with pytest.raises(queue.Empty):
        queue.get(block=False)


def test_what_is_half_written_is_not_seen(queue, tmp_path):
    queue.put({"number": 1})
    (tmp_path / "broker" / "fast" / "0-half.half").write_bytes(b'{"bo')

    assert take(queue)["number"] == 1
    assert queue.qsize() == 0


@pytest.mark.parametrize("junk", [b"", b"[]", b"{", b"\xff\xfe", b"{}", b"null"])
def test_what_nobody_can_read_is_set_aside_and_counted(queue, tmp_path, junk):
    folder = tmp_path / "broker" / "fast"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "0-junk.msg").write_bytes(junk)
    queue.put({"number": 1})

    assert take(queue)["number"] == 1
    assert set_aside_count(tmp_path / "broker") == 1


def test_a_deleted_folder_is_made_again(queue, tmp_path):
    queue.put({"number": 1})
    shutil.rmtree(tmp_path / "broker")

    with pytest.raises(queue.Empty):
        queue.get(block=False)
    queue.put({"number": 2})
    assert take(queue)["number"] == 2


def test_a_queue_can_be_emptied(queue):
    queue.put({"number": 1})
    queue.put({"number": 2})

    assert queue.clear() == 2
    assert queue.qsize() == 0


def test_the_broker_is_chosen_by_its_address(tmp_path):
    files = celery_settings(f"filesystem://{tmp_path}")
    redis = celery_settings("redis://127.0.0.1:6379/0")

    assert files["broker_transport_options"]["folder"] == str(tmp_path)
    assert redis["broker_url"] == "redis://127.0.0.1:6379/0"
    assert redis["broker_transport_options"]["visibility_timeout"] == 3600
    assert celery_settings("")["broker_url"] == "memory://"


def take(queue):
    message = queue.get(timeout=1)
    message.ack()
    return message.payload
