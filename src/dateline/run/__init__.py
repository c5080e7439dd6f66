"""The same pipeline over one report or over many: `one.read_one`, `local.read_many`."""
