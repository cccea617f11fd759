"""The planner of the warehouse style: extracts, tables, identities, access, marts, roadmap, cost."""

from designer.plan.offline.warehouse.plan import plan_warehouse

__all__ = ["plan_warehouse"]
