"""Help sessions as lists for the desk."""
