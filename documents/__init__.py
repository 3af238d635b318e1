"""Reads official tables of public-welfare projects and writes official files.

A pure package: bytes in, values out. No Django, database, clock or network.
"""
