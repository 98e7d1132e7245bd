"""What a coordinator sees of teams at a glance."""
