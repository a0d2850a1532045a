"""A server on 127.0.0.1 that REPLAYS what Chatwoot's API is documented to answer.

It is no Chatwoot and has never spoken to one. It keeps conversations and their messages and tells
them in the published shapes, page by page, the last active first; and it has bad days: ``fail``
lets the next answers be errors, ``deaf`` takes a reply in and breaks off before it says so.
"""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from tests.serving import running

TOKEN = "rahasia-CHATWOOT-4711"  # noqa: S105 - of nobody
ACCOUNT = 3
PAGE = 25
KINDS = {"in": 0, "out": 1, "activity": 2, "template": 3}


class Chatwoot(ThreadingHTTPServer):
    """One account; ``asked`` holds every question: method, path, fields, body."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Answering)
        self.talks, self.posts, self.asked = {}, {}, []
        self.fail, self.deaf, self.after_page = [], 0, None
        self.lock = threading.Lock()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_address[1]}"

    def talk(self, number, channel="Channel::WebWidget", status="open", name="Budi", **sender):
        """Begin a conversation."""
        self.talks[number] = {
            "meta": {
                "sender": {"additional_attributes": {}, "availability_status": "offline",
                           "email": None, "id": 900 + number, "name": name, "phone_number": None,
                           "identifier": None, "thumbnail": "", "custom_attributes": {}} | sender,
                "channel": channel, "hmac_verified": False,
            },
            "id": number, "account_id": ACCOUNT, "uuid": "x", "additional_attributes": {},
            "agent_last_seen_at": 0, "can_reply": True, "custom_attributes": {}, "inbox_id": 7,
            "labels": [], "muted": False, "snoozed_until": None, "status": status,
            "created_at": 0, "timestamp": 0, "unread_count": 0, "last_activity_at": 0,
            "priority": None, "waiting_since": 0,
        }  # fmt: skip
        self.posts[number] = []

    def post(self, number, at, content, kind="in", private=False, mark="", files=()):
        """Let somebody write in a conversation; return the message."""
        post = {
            "id": 5_000 + sum(map(len, self.posts.values())), "content": content, "inbox_id": 7,
            "conversation_id": number, "message_type": KINDS[kind], "content_type": "text",
            "status": "sent", "content_attributes": {"shopdesk": mark} if mark else {},
            "created_at": at, "private": private, "source_id": None,
        }  # fmt: skip
        if kind in ("in", "out"):
            contact = kind == "in"
            name = self.talks[number]["meta"]["sender"]["name"] if contact else "Rani"
            post["sender"] = {"id": 1, "name": name, "type": "contact" if contact else "user"}
        if files:
            post["attachments"] = [
                {"id": 1, "file_type": "image", "file_size": size,
                 "data_url": f"https://chat.example.com/rails/blobs/abc/{name}?x=1"}
                for name, size in files
            ]  # fmt: skip
        self.posts[number].append(post)
        self.talks[number]["last_activity_at"] = at
        return post


class _Answering(BaseHTTPRequestHandler):
    def do_GET(self):
        self._answer(None)

    def do_POST(self):
        size = int(self.headers.get("Content-Length") or 0)
        self._answer(json.loads(self.rfile.read(size)))

    def log_message(self, *_words):
        pass

    def _answer(self, body):
        parts = urlsplit(self.path)
        fields = {name: values[0] for name, values in parse_qs(parts.query).items()}
        with self.server.lock:
            self.server.asked.append((self.command, parts.path, fields, body))
            if self.server.fail:
                return self._send(self.server.fail.pop(0), {"error": f"no, {TOKEN}"})
            if self.headers.get("api_access_token") != TOKEN:
                return self._send(401, {"errors": ["Invalid Access Token"]})
            start = f"/api/v1/accounts/{ACCOUNT}/conversations"
            rest = parts.path.removeprefix(start).strip("/").split("/")
            if not parts.path.startswith(start) or (rest[0] and int(rest[0]) not in
                                                    self.server.talks):  # fmt: skip
                return self._send(404, {"error": "Resource could not be found"})
            if self.command == "POST":
                return self._obey(int(rest[0]), rest[1], body)
            return self._send(200, self._told(rest, fields))

    def _told(self, rest, fields):
        if rest == [""]:
            assert fields["status"] == "all"
            every = sorted(self.server.talks.values(), key=lambda t: -t["last_activity_at"])
            page = int(fields.get("page", 1))
            told = [dict(one) for one in every[PAGE * (page - 1) : PAGE * page]]
            if self.server.after_page:
                self.server.after_page(page)
            return {"data": {"meta": {"mine_count": 0, "unassigned_count": 0, "assigned_count": 0,
                                      "all_count": len(every)}, "payload": told}}  # fmt: skip
        posts = [p for p in self.server.posts[int(rest[0])] if p["id"] > int(fields["after"])]
        return {"meta": {"labels": [], "contact": {}}, "payload": posts[:100]}

    def _obey(self, number, act, body):
        if act == "toggle_status":
            self.server.talks[number]["status"] = body["status"]
            return self._send(200, {"meta": {}, "payload": {
                "success": True, "current_status": body["status"], "conversation_id": number,
            }})  # fmt: skip
        mark = body["content_attributes"]["shopdesk"]
        said = self.server.post(number, 1_795_424_500, body["content"], "out", mark=mark)
        if self.server.deaf:
            self.server.deaf -= 1
            self.close_connection = True
            return None
        return self._send(200, said)

    def _send(self, status, document):
        body = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def serving():
    """Run the server for as long as the block lasts."""
    return running(Chatwoot())
