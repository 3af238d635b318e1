"""Public notices: compiled, checked, reviewed, signed, frozen, chained."""
