"""A field and a kind that are not there yet, put in and taken the whole way (house rules in README)."""
