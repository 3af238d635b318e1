"""A copy of everything the portal knows, and the way back from it."""
