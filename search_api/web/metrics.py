"""What is counted for whoever runs the service; every app has a registry of its own.

Where several processes answer at one address, each writes its counts to files of its own (`FILES` says where), and
whichever is asked adds them up.
"""

import os

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

FILES = "PROMETHEUS_MULTIPROC_DIR"
"""The environment variable of the folder; looked at where `prometheus_client` is imported first."""

_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Metrics:
    """Requests, how long they took, uploads, and how far the index is behind the store."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "zhigui_requests", "Requests answered", ["method", "operation", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "zhigui_request_seconds", "Time to answer", ["operation"], buckets=_BUCKETS, registry=self._registry
        )
        self.behind = Gauge(
            "zhigui_index_behind_commits",
            "Commits that the index lacks",
            registry=self._registry,
            multiprocess_mode="mostrecent",
        )
        self.follow_failures = Counter(
            "zhigui_index_failures", "Failed attempts to bring the index up to date", registry=self._registry
        )
        self.uploads = Counter("zhigui_uploaded_files", "Files dealt with", ["state"], registry=self._registry)

    def answered(self, method: str, operation: str, status: int, seconds: float) -> None:
        """Counts one request; `operation` names the endpoint, never the address (which would have no bound)."""
        self._requests.labels(method if method in _METHODS else "other", operation, str(status)).inc()
        self._seconds.labels(operation).observe(seconds)

    def exposition(self) -> bytes:
        """All of it in the Prometheus text format, with what the other processes at this address have counted."""
        if FILES not in os.environ:
            return generate_latest(self._registry)
        every = CollectorRegistry()
        MultiProcessCollector(every)  # type: ignore[no-untyped-call]
        return generate_latest(every)
