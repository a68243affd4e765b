"""Celery's settings (docs/operations.md); `config/settings.py` keeps them as `CELERY`."""

from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

from kombu.entity import Exchange, Queue
from kombu.transport import TRANSPORT_ALIASES

QUEUES = ("fast", "ingest", "render")
POLL_SECONDS = 0.1
VISIBILITY_SECONDS = 3600  # twice the longest hard limit: a running job is not handed out a second time


def celery_settings(broker_url: str) -> dict[str, Any]:
    """Everything Celery is told; `broker_url` is `filesystem:///folder`, `redis://...` or empty for no broker."""
    TRANSPORT_ALIASES["filesystem"] = "jobs.transport:Transport"
    return {
        "task_queues": [_queue(name) for name in QUEUES],
        "task_default_queue": "fast",
        "task_default_exchange": "",
        "task_default_routing_key": "fast",
        "task_acks_late": True,
        "task_reject_on_worker_lost": True,
        "task_ignore_result": True,
        "task_publish_retry": False,
        "task_serializer": "json",
        "accept_content": ["json"],
        "enable_utc": True,
        "timezone": "UTC",
        "worker_prefetch_multiplier": 1,
        "worker_max_tasks_per_child": 200,
        "worker_max_memory_per_child": 400_000,
        "worker_soft_shutdown_timeout": 30,
        "worker_enable_remote_control": False,
        "worker_hijack_root_logger": False,
        "worker_send_task_events": False,
        "broker_connection_retry_on_startup": True,
        "beat_scheduler": "jobs.beat:SweepingScheduler",
        **_broker(broker_url),
    }


def _queue(name: str) -> Queue:
    """A queue of the nameless exchange: it needs no bindings, which a deleted broker folder would lose."""
    made: Queue = cast("Any", Queue)(name, cast("Any", Exchange)(""), routing_key=name)
    return made


def _broker(broker_url: str) -> dict[str, Any]:
    url = urlsplit(broker_url)
    if url.scheme == "filesystem":
        options = {"folder": str(Path(url.path)), "polling_interval": POLL_SECONDS}
        # a poll hands out what may be fetched ahead: 1 would mean one job a child and poll
        return {
            "broker_url": "filesystem://localhost",
            "broker_transport_options": options,
            "worker_prefetch_multiplier": 4,
        }
    if url.scheme.startswith("redis"):
        options = {
            "visibility_timeout": VISIBILITY_SECONDS,
            "socket_timeout": 30,
            "socket_connect_timeout": 5,
            "socket_keepalive": True,
            "health_check_interval": 25,
        }
        return {"broker_url": broker_url, "broker_transport_options": options}
    return {"broker_url": broker_url or "memory://"}
