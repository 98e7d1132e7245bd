"""Loading the guides that come with the server, and writing them by hand."""
