"""The record: append statements and judgements, assemble what is seen on read."""
