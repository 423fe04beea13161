"""What changes in notices: wordings, what was read, where mail goes, and what is taken from the outbox."""

from __future__ import annotations

from motcua.records.notices.changing import change_template, restore_template

__all__ = ["change_template", "restore_template"]
