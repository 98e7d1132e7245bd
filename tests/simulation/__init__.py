"""The phone's real core and the real server, driven by one seed through all that goes wrong."""
