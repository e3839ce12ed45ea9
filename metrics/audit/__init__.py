"""The audit of service standards: points out of those that were possible, by team and by standard."""
