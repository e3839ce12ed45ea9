"""Self-assessment: what teams think of their own service, and what to work on first."""
