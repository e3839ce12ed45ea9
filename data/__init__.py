"""Files in, tables out: specs, reading, matching, cleaning, the store."""
