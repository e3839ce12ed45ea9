"""The perception gap: how a team sees its own service, beside what its customers said."""
