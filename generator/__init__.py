"""Turns Markdown profiles, events, stories and careers into a static site. See README.md, 'A map of the house'."""
