"""Data files of the matcher: what words mean, and the fitted weights."""
