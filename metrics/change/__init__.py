"""Why a number changed between two spans of days."""
