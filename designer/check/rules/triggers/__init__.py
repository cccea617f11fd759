"""TRG: flows start, deliveries are genuine and carry what is read."""

from designer.check.rules.triggers import backfills, cursors, deliveries, ordering, paging, payloads, proofs, registering, schedules, starts

__all__ = ["backfills", "cursors", "deliveries", "ordering", "paging", "payloads", "proofs", "registering", "schedules", "starts"]
