"""Placeholder until the stylesheets stand: finds nothing."""

from django.contrib.staticfiles.finders import BaseFinder


class JoinedFinder(BaseFinder):
    def find(self, path, find_all=False):
        return []

    def list(self, ignore_patterns):
        return iter(())
