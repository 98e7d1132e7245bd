"""What leaves the server as a file, for people who go on working with it elsewhere."""
