"""What coordinators keep: units, teams, members, one by one and by spreadsheet."""
