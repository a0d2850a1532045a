"""Chats as files and as pasted text: one shape per file, sheets and WhatsApp's own export."""
