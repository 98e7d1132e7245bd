"""What people do with units, teams and members."""
