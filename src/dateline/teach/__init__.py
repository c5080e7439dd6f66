"""Teaching: a user's corrected statements -> a pack of their own that goes on from the one they have."""
