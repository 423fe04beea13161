"""Tables: files kept by their content: papers handed in, results, and whatever belongs to a dossier."""

from __future__ import annotations

from django.db import models


class StoredFile(models.Model):
    """A file that passed inspection; its bytes lie in the data folder under their hash, however often they came.

    `media` as in `media.Media`; `size` in bytes; `pages` of a PDF, `width` and `height` in pixels of a picture.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    media = models.CharField(max_length=8)
    pages = models.PositiveIntegerField(null=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    stored_at = models.DateTimeField()
