"""The same program in a browser: a server for this machine only, and the page that it shows."""
