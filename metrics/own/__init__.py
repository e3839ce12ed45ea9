"""KPIs of the company's own: from structured choices to KPIs like any other."""
