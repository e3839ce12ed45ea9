"""The two ways in which a file stops on its way into a table: refused, or waiting for an answer."""

from __future__ import annotations

from data.records import Question


class Refused(Exception):
    """The file can't be used; the message says why and what to do."""


class Unanswered(Exception):
    """The file can't be used before a person answers ``question``."""

    def __init__(self, question: Question) -> None:
        super().__init__(question.text)
        self.question = question
