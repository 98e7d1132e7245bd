"""Heritage sites, at the desk and as anybody reads of them."""
