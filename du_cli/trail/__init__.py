"""The audit trail: git's history told as events, where a value comes from, and whether all is as it was recorded."""
