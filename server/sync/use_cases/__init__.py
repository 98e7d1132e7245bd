"""What phones and desks do with records. Only these commit."""
