"""What is done with heritage sites."""
