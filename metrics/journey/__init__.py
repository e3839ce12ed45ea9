"""The customer's way: at which stage scores fall and complaints arise."""
