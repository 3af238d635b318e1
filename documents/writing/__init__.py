"""Writes official files: a notice in every form, a plan's attachments, a round's briefing.

`files` has a function for each. The functions are pure: the content as published (`<notice>.json`, `plan.json`;
rules.md, Formats) in, bytes out. The same content gives the same bytes, so a file can be made once and stored with
its digest. No Django, no clock, no network; the PDF is set in a bounded process of its own.

Refusals are Chinese sentences for the person at the desk: `UnknownColumn`, `TooLong`, `MissingGlyphs`,
`TypesettingFailed`. A checklist can ask before: `unknown_heads(columns)`, `missing_glyphs(content)`.
"""
