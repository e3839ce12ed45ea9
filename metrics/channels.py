"""Channels by what companies call them."""

from __future__ import annotations

import narwhals.stable.v2 as nw

# E-mail, not voice mail, in the languages that files come in.
_EMAIL = (
    r"(^|[^a-z])e[- ]?mails?($|[^a-z])|^mails?$|почт|пошт|имейл|емейл|мейл|poczt|mejl|mailem|e-?pošt|"
    r"e-?pošta|e-?posta|correo|courriel|^mél$"
)


def is_email(channel: nw.Expr) -> nw.Expr:
    """Whether a channel's name means e-mail; missing where there is none."""
    return channel.str.to_lowercase().str.contains(_EMAIL)
