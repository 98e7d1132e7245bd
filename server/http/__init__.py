"""What every request and answer has in common, whoever it is for."""
