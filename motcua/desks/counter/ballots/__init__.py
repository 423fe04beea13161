"""Typing the ballots that citizens filled in on paper."""
