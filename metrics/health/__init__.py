"""The health of the data: what may be wrong with them, and what follows for which KPIs."""
