"""Formats by language, read through `FORMAT_MODULE_PATH`."""
