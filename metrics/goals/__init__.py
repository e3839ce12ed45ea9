"""Targets in time: the values to reach, where a KPI stands, and where its trend leads."""
