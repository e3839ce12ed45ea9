"""The procedure of complaints: which stages each goes through, and how long each step takes."""
