"""A record in the browser: the API, the door that guards it, and the page."""
