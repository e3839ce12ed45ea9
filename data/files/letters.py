"""How the words of a text file look in each encoding that it may be stored in, for a person to choose by."""

from __future__ import annotations

from itertools import islice

from data.files.encodings import CHOICES, SAMPLE_BYTES, STRANGE_WORD

WORDS = 4


def previews(content: bytes) -> dict[str, str]:
    """Encoding -> some words of a text file as it reads them, those with letters beyond the English ones.

    Encodings that can't read them aren't among them, nor those that read them as an earlier one does.
    """
    found = dict.fromkeys(STRANGE_WORD.findall(content[:SAMPLE_BYTES]))
    words = b", ".join(islice(sorted(found, key=len, reverse=True), WORDS))
    read: dict[str, str] = {}
    for encoding in CHOICES:
        try:
            text = words.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.isprintable() and text not in read.values():
            read[encoding] = text
    return read
