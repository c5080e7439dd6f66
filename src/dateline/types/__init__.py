"""What flows through the house: frozen types, standard library only."""

from dateline.types.document import Block, Dateline, Document, Loss, Run
from dateline.types.mention import Entity, Mention, Quotation
from dateline.types.report import Edition, Encoding, Report
from dateline.types.span import Span
from dateline.types.statement import SCHEMA, Statement, Voice
from dateline.types.syntax import Name, Sentence, Syntax, Token
from dateline.types.values import Figure, Place, Quantity, Time

__all__ = [
    "SCHEMA", "Block", "Dateline", "Document", "Edition", "Encoding", "Entity", "Figure", "Loss", "Mention",
    "Name", "Place", "Quantity", "Quotation", "Report", "Run", "Sentence", "Span", "Statement", "Syntax",
    "Time", "Token", "Voice",
]  # fmt: skip
