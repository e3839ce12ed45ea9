"""Who stays, who leaves, for how long, and what goes with it."""
