"""The written policy: goals with their status, promises, review, checklist, versions beside each other."""
