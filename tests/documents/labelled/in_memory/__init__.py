"""A third set: documents made in memory, in layouts neither of the other two has."""
