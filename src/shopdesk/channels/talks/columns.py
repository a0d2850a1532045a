"""Sheets of chats, a message a row: the least that any platform's or tool's download has to say.

No marketplace publishes a layout for its chats, and most offer none for download; the names are
those of exports by chat tools and of sheets that shops keep themselves, in Indonesian and English.
One of a platform is chosen by its name, as in ``--as shopee.chats``.
"""

from typing import Final

from shopdesk.channels.talks.spec import Aliases, Field, TalkSpec

COLUMNS: Final[dict[Field, Aliases]] = {
    "text": (
        "message", "message content", "message text", "isi pesan", "pesan", "isi chat", "chat",
        "text", "teks", "content", "isi", "komentar", "comment", "comment text", "isi komentar",
        "last message", "body",
    ),
    "customer": (
        "buyer", "pembeli", "nama pembeli", "username pembeli", "username (pembeli)",
        "buyer username", "buyer name", "customer", "customer name", "pelanggan", "nama pelanggan",
        "username", "user name", "user", "nama pengguna", "contact", "contact name", "kontak",
        "akun", "account", "profile name",
    ),
    "author": (
        "sender", "pengirim", "nama pengirim", "sender name", "sent by", "dikirim oleh", "dari",
        "from", "from name", "author", "penulis",
    ),
    "side": (
        "sender type", "sender_type", "tipe pengirim", "jenis pengirim", "role", "peran",
        "direction", "arah", "from type", "message type", "tipe pesan", "type", "tipe",
    ),
    "at": (
        "sent at", "sent_at", "waktu kirim", "waktu pesan", "message time", "sent time",
        "created at", "created_at", "created time", "timestamp", "datetime", "date time",
        "date/time", "tanggal & waktu", "tanggal dan waktu", "waktu chat",
    ),
    "day": ("date", "tanggal", "tgl", "message date", "tanggal pesan", "tanggal kirim"),
    "clock": ("time", "jam", "pukul", "waktu"),
    "address": (
        "phone", "phone number", "telepon", "no. telepon", "nomor telepon", "no hp", "no. hp",
        "whatsapp", "no. whatsapp", "email", "e-mail", "surel",
    ),
    "channel": ("channel", "kanal", "platform", "marketplace", "inbox", "sumber", "source"),
    "thread": (
        "conversation id", "conversation_id", "id percakapan", "percakapan", "conversation",
        "chat id", "chat_id", "id chat", "session id", "thread", "thread id", "id tiket",
        "ticket id",
    ),
    "ref": ("message id", "message_id", "id pesan", "comment id", "comment_id", "id komentar"),
    "subject": ("subject", "subjek", "topic", "topik", "perihal", "post", "postingan"),
}  # fmt: skip
"""What columns are called, in any sheet of chats."""
NEEDED: Final = ("text", "customer|author", "at|day")
MEDIA: Final = ("shopee", "tokopedia", "tiktok", "lazada", "instagram", "facebook", "telegram")

CHATS: Final = TalkSpec("chats", COLUMNS, NEEDED)
PLATFORMS: Final = tuple(
    TalkSpec(f"{medium}.chats", COLUMNS, NEEDED, medium=medium) for medium in MEDIA
)
