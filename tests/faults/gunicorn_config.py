"""The application is made before the workers fork, so that the next one is there in a moment where
one was killed. Nothing else is unlike the Procfile's."""

preload_app = True
