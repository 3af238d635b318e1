"""Projects told in words: numbered paragraphs, key-value blocks, lists in prose. `documents.prose.projects.read_prose` is the door."""
