"""Objections: sealed words, receipts, the steps and the clocks of the register."""
