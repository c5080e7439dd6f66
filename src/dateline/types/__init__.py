"""What flows through the house: frozen types, standard library only."""

from dateline.types.document import Block, Dateline, Document, Loss, Run
from dateline.types.episode import Actor, Coverage, Episode, Family, Member
from dateline.types.hint import EventHint, Hints, NameHint, VoiceHint
from dateline.types.judgement import JUDGEMENTS, SUBJECTS, Change, Judgement, Link
from dateline.types.mention import Entity, Mention, Quotation
from dateline.types.reading import Candidate, EntityUse, Group, Reading, Sketched
from dateline.types.report import Edition, Encoding, Report
from dateline.types.span import Span
from dateline.types.statement import SCHEMA, Statement, Voice
from dateline.types.syntax import Name, Sentence, Syntax, Token
from dateline.types.values import Figure, Place, Quantity, Time
from dateline.types.view import EVERYTHING, Query, View

__all__ = [
    "EVERYTHING",
    "JUDGEMENTS",
    "SCHEMA",
    "SUBJECTS",
    "Actor",
    "Block",
    "Candidate",
    "Change",
    "Coverage",
    "Dateline",
    "Document",
    "Edition",
    "Encoding",
    "Entity",
    "EntityUse",
    "Episode",
    "EventHint",
    "Family",
    "Figure",
    "Group",
    "Hints",
    "Judgement",
    "Link",
    "Loss",
    "Member",
    "Mention",
    "Name",
    "NameHint",
    "Place",
    "Quantity",
    "Query",
    "Quotation",
    "Reading",
    "Report",
    "Run",
    "Sentence",
    "Sketched",
    "Span",
    "Statement",
    "Syntax",
    "Time",
    "Token",
    "View",
    "Voice",
    "VoiceHint",
]  # fmt: skip
