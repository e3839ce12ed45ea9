"""Numbers: the KPI catalogue, computing, targets, before and after, figures."""
