"""What a worker counts while it serves, for Prometheus (https://prometheus.io/docs/practices/naming/). Labels
are routes, statuses and codes of this program: never a person, a text or an id."""
