"""Dialogs: one question or one sheet in front of a desk."""
