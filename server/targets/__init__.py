"""What is aimed at, and what no session counts and somebody enters by hand."""
