"""As in tests/find: the rules by themselves."""

from tests.find.conftest import rules_alone  # noqa: F401  (pytest finds the fixture by its name here)
