"""What whoever runs the server needs to see: `/metrics`, alerts and a board for Prometheus and Grafana."""
