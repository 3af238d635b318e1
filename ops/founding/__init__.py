"""From an empty database to an office that can sign in: what is wished for, and carrying it out."""
