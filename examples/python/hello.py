#!/usr/bin/env python3
"""Shows what readers think of a page, likes it and says something, by parvis.h alone.

    hello.py LIBPARVIS.so http://127.0.0.1:8080 mug

Only Python's standard library is used. An app with a loop of its own would carry the requests by asyncio
instead of one after the other, and keep the values in a file.
"""
import ctypes
import json
import os
import sys
import time
import urllib.error
import urllib.request
from ctypes import CFUNCTYPE, POINTER, c_char, c_char_p, c_double, c_int32, c_size_t, c_void_p


class Host(ctypes.Structure):
    """parvis_host: what the library asks of us."""
    HttpSend = CFUNCTYPE(None, c_void_p, c_int32, c_int32, c_char_p, c_char_p, POINTER(c_char), c_size_t)
    StorageGet = CFUNCTYPE(c_int32, c_void_p, c_char_p, POINTER(c_char), c_size_t)
    StorageSet = CFUNCTYPE(c_int32, c_void_p, c_char_p, POINTER(c_char), c_size_t)
    RandomBytes = CFUNCTYPE(None, c_void_p, POINTER(c_char), c_size_t)
    Event = CFUNCTYPE(None, c_void_p, c_int32, POINTER(c_char), c_size_t)
    _fields_ = [("user", c_void_p), ("http_send", HttpSend), ("storage_get", StorageGet),
                ("storage_set", StorageSet), ("random_bytes", RandomBytes), ("event", Event)]


class Parvis:
    """One client of one server."""

    def __init__(self, library, server, **options):
        self.lib = ctypes.CDLL(library)
        for name in ("parvis_state", "parvis_version"):
            getattr(self.lib, name).restype = c_char_p
        self.lib.parvis_poll.restype = c_double
        self.lib.parvis_poll.argtypes = [c_int32, c_double]
        self.lib.parvis_http_done.argtypes = [c_int32, c_int32, c_int32, c_double, c_char_p, c_size_t]
        self.waiting, self.values, self.events = [], {}, []
        # Kept as a member: the library calls these as long as the client lives.
        self.host = Host(None, Host.HttpSend(self._note_request), Host.StorageGet(self._get),
                         Host.StorageSet(self._set), Host.RandomBytes(self._random), Host.Event(self._event))
        text = json.dumps({"server": server, **options}).encode()
        self.client = self._checked(self.lib.parvis_client_new(ctypes.byref(self.host), text, len(text)))

    def mount(self, kind, **options):
        text = json.dumps(options).encode()
        return self._checked(self.lib.parvis_mount(self.client, kind.encode(), text, len(text)))

    def state(self, widget):
        return json.loads(self.lib.parvis_state(widget))

    def dispatch(self, widget, act, arg="", value=""):
        text = value.encode()
        self._checked(self.lib.parvis_dispatch(widget, act.encode(), arg.encode(), text, len(text)))

    def settle(self):
        """Polls until nothing is on its way any more."""
        while True:
            self.lib.parvis_poll(self.client, time.time() * 1000)
            if not self.waiting:
                return
            for request in self.waiting[:]:
                self.waiting.remove(request)
                self._carry(*request)

    def close(self):
        self._checked(self.lib.parvis_client_free(self.client))

    def _checked(self, answer):
        if answer < 0:
            raise RuntimeError(f"parvis refused with error {-answer}")
        return answer

    # The library calls these from inside its own functions, so they only take note.
    def _note_request(self, _user, _client, request, method, url, body, length):
        self.waiting.append((request, method.decode(), url.decode(), ctypes.string_at(body, length)))

    def _get(self, _user, key, out, capacity):
        value = self.values.get(key)
        if value is None:
            return -1
        ctypes.memmove(out, value, min(len(value), capacity))
        return len(value)

    def _set(self, _user, key, value, length):
        if value:
            self.values[key] = ctypes.string_at(value, length)
        else:
            self.values.pop(key, None)
        return 0

    def _random(self, _user, out, length):
        ctypes.memmove(out, os.urandom(length), length)

    def _event(self, _user, _widget, text, length):
        self.events.append(json.loads(ctypes.string_at(text, length)))

    def _carry(self, number, method, url, body):
        request = urllib.request.Request(url, method=method, data=body if method == "POST" else None,
                                         headers={"Content-Type": "text/plain;charset=UTF-8"})
        status, wait, answer = 0, 0.0, b""
        try:
            with urllib.request.urlopen(request, timeout=15) as response:
                status, answer = response.status, response.read()
        except urllib.error.HTTPError as refusal:
            status, answer = refusal.code, refusal.read()
            wait = float(refusal.headers.get("Retry-After", 0)) * 1000
        except OSError:
            pass
        self.lib.parvis_http_done(self.client, number, status, wait, answer, len(answer))


def main(library, server, page):
    parvis = Parvis(library, server, site="demo")
    like = parvis.mount("like", page={"key": page})
    thread = parvis.mount("comments", page={"key": page})
    parvis.settle()
    print("likes:", parvis.state(like)["count"])
    print("comments:", parvis.state(thread)["total"])

    parvis.dispatch(like, "like", "1")
    parvis.dispatch(thread, "name", value="Zoë")
    parvis.dispatch(thread, "draft", value="Written in *Python*.")
    parvis.dispatch(thread, "post")
    parvis.settle()
    print("likes after ours:", parvis.state(like)["count"])
    newest = parvis.state(thread)["comments"][0]
    print("newest:", newest["name"], json.dumps(newest["body"]))
    print("events:", " ".join(event["type"] for event in parvis.events))
    parvis.close()


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit("hello.py LIBPARVIS.so SERVER PAGE")
    main(*sys.argv[1:])
