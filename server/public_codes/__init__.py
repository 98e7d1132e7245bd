"""The register of every code that is printed, and the public pages to which they lead."""
