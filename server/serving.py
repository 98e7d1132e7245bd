"""What server/gunicorn_conf.py was called up to version 1.1.0: units that were written then start gunicorn
with `--config python:server.serving`."""

from server.gunicorn_conf import *  # noqa: F403
