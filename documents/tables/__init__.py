"""Tables of a document to lists of projects: `outline.read_tables`; a ledger of past years: `ledger.read_ledger`."""
