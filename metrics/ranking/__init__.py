"""Members beside each other, so that noise is neither praised nor blamed."""
