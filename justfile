# What one does often here. Each line is also a plain command.

# tests, layers, types and style
test:
    .venv/bin/python -m pytest

# score every stage and rewrite docs/quality.md
quality data="../shared/data":
    .venv/bin/dateline evaluate all --data {{data}} --write docs/quality.md

# read the examples again into tests/golden; review the difference before committing it
golden:
    .venv/bin/python -m tests.golden.refresh

# regenerate what is made from data
docs:
    .venv/bin/dateline types --markdown > docs/ontology.md
    .venv/bin/python -m dateline.write.schema

# whole reading beside the bare parse
speed:
    .venv/bin/python benchmarks/speed.py
