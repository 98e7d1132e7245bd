"""What running the server needs: health, audit, logs, the words of welcome in the terminal."""
