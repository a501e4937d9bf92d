"""Uploaded files on their way into the library: the jobs, who works them off, the processes that read."""
