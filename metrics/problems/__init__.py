"""What to fix first: the problems that customers complain of, how often and at what cost."""
