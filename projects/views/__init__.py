"""The desk's pages of plans and of the register."""
