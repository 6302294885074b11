"""Builds the files of data/ from published packages; see data/build.py."""
