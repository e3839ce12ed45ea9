"""The link by which members of a team come to a round: its token, their team and their language."""

from __future__ import annotations

import io
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno
import streamlit as st

PAGE = "self_assessment"
_LOCAL = {"127.0.0.1", "localhost", "::1"}


def token() -> str:
    """The token of the round that the link leads to; "" where a page was opened without."""
    here = urlsplit(st.context.url or f"/{PAGE}").path
    return st.query_params.get("round", "") if here.rstrip("/").endswith(f"/{PAGE}") else ""


def team() -> str:
    """The team that the link is for; "" where it names none."""
    return st.query_params.get("team", "")


def remember(**choices: str) -> None:
    """Put what was chosen into the link of a person who came by one, so that a reload keeps it."""
    told = {key: value for key, value in choices.items() if value and st.query_params.get(key) != value}
    if told and token():
        st.query_params.update(told)


def address(of_round: str, of_team: str, language: str) -> str:
    """The link to a round for a team, at the address under which this page was opened."""
    here = urlsplit(st.context.url or "")
    folder = here.path.rsplit("/", 1)[0]
    asked = urlencode({"round": of_round, "team": of_team, "lang": language})
    return urlunsplit((here.scheme, here.netloc, f"{folder}/{PAGE}", asked, ""))


def is_for_this_computer_alone() -> bool:
    """Whether the page was opened at an address that other computers can't reach."""
    return (urlsplit(st.context.url or "").hostname or "localhost") in _LOCAL


def picture(link: str) -> bytes:
    """The link as a QR code, as the bytes of a PNG file."""
    written = io.BytesIO()
    segno.make(link, error="m", micro=False).save(written, kind="png", scale=8, border=4)
    return written.getvalue()
