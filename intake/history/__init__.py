"""The ledger of past years (历年台账): long tables in and out, checked whole, stored in bulk."""
