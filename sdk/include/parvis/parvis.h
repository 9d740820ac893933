/* The C interface of Parvis, and the export list of its WebAssembly module: what is marked PARVIS_API here
 * is exported there, and nothing else.
 *
 * Conventions
 *  1. Handles are positive int32 numbers. 0 is never a handle. A handle that was freed is never used again
 *     within the process; using it is the error PARVIS_INVALID_HANDLE, never undefined behaviour.
 *  2. Text goes in as UTF-8 pointer and length in bytes; it is copied before the call returns. NULL with
 *     length 0 is the empty text. Short names (`kind`, `act`, `arg`) end with a NUL instead; NULL is empty.
 *     What is not UTF-8 is PARVIS_BAD_UTF8.
 *  3. Text comes out as a pointer to bytes owned by the library, NUL-terminated, valid until the next call
 *     that takes the same client or one of its widgets; parvis_text_length() gives its length.
 *  4. Functions that return int32 answer a handle or 0 / a negative error number (-1 is
 *     PARVIS_INVALID_ARGUMENT ...); functions that return text answer NULL on failure. parvis_last_error()
 *     then tells the number (positive, the list of error.hpp).
 *  5. A client and everything made with it belong to the thread that made it; on any other its handles are
 *     PARVIS_INVALID_HANDLE.
 *  6. Host functions are called only from inside calls to this library, on that thread, and must not call
 *     back into it (that is PARVIS_REENTRANT and does nothing).
 *  7. No value whatsoever is undefined behaviour for a caller who keeps to the lengths and lifetimes above.
 *  8. A wrong sort of handle (a widget's for a client's), or an act of another kind of widget, is
 *     PARVIS_WRONG_KIND.
 *  9. Within one major version functions and errors are only added, and parvis_host stays as it is.
 *  10. Times are milliseconds since the Unix epoch, as double, which holds them exactly and crosses into
 *      JavaScript without BigInt.
 */
#ifndef PARVIS_H
#define PARVIS_H

#include <stddef.h>
#include <stdint.h>

#if defined(_WIN32)
#define PARVIS_API __declspec(dllexport)
#else
#define PARVIS_API __attribute__((visibility("default"), used))
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* The numbers of error.hpp. Functions answer them negative, parvis_last_error positive. */
enum parvis_error {
  PARVIS_OK = 0,
  PARVIS_INVALID_ARGUMENT = 1,
  PARVIS_INVALID_HANDLE = 2,
  PARVIS_WRONG_KIND = 3,
  PARVIS_BAD_UTF8 = 4,
  PARVIS_REENTRANT = 5,
  PARVIS_NETWORK = 10,
  PARVIS_TIMEOUT = 11,
  PARVIS_CANCELLED = 12,
  PARVIS_BAD_ANSWER = 13,
  PARVIS_STORAGE = 14,
  PARVIS_MALFORMED = 20,
  PARVIS_INVALID_FIELD = 21,
  PARVIS_TOO_LONG = 22,
  PARVIS_TOO_LARGE = 23,
  PARVIS_UNKNOWN_SITE = 24,
  PARVIS_NOT_FOUND = 25,
  PARVIS_ORIGIN_NOT_ALLOWED = 26,
  PARVIS_NOT_ALLOWED = 27,
  PARVIS_BLOCKED = 28,
  PARVIS_THREAD_CLOSED = 29,
  PARVIS_KEY_REUSED = 30,
  PARVIS_RATE_LIMITED = 31,
  PARVIS_METHOD_NOT_ALLOWED = 32,
  PARVIS_UNAUTHORIZED = 33,
  PARVIS_UNSUPPORTED_MEDIA_TYPE = 34,
  PARVIS_EDIT_WINDOW_OVER = 35,
  PARVIS_INTERNAL = 50,
  PARVIS_UNAVAILABLE = 51
};

/* What the host supplies. All members are required but `event`; `user` is handed back untouched. The struct
 * is copied by parvis_client_new. */
typedef struct parvis_host {
  void* user;
  /* Send one request and return at once; answer later, exactly once, with parvis_http_done. `method` is
   * "GET" or "POST"; a POST body is JSON to be sent as text/plain;charset=UTF-8. */
  void (*http_send)(void* user, int32_t client, int32_t request, const char* method, const char* url,
                    const char* body, size_t body_length);
  /* Copy the value of `key` into `out` (at most `capacity` bytes) and return its length, or -1 when there
   * is none. A length above `capacity` means: ask again with more room. */
  int32_t (*storage_get)(void* user, const char* key, char* out, size_t capacity);
  /* Keep `value` under `key`; a NULL value removes it. Return 0 when it was kept, else anything. */
  int32_t (*storage_set)(void* user, const char* key, const char* value, size_t value_length);
  /* Fill `out` from a cryptographically secure source. */
  void (*random_bytes)(void* user, unsigned char* out, size_t length);
  /* Something to tell the page or app: JSON {"type":"like", ...} as documented for the web's parvis:* events.
   * Called from parvis_poll, parvis_dispatch and parvis_push only. May be NULL. */
  void (*event)(void* user, int32_t widget, const char* json, size_t length);
} parvis_host;

/* Make a client. `options` is JSON:
 * {"server":"https://...","site":"","language":"en","reread_every_ms":60000,"messages":{},"words":{}}; all
 * but the server may be left out. "messages" are the texts of the language by their keys, as in
 * sdk/messages/en.json; they are used where the library does not have the language itself, and the
 * WebAssembly build has none. "words" are texts of your own for some of these keys; one that lacks a
 * {placeholder} is not used. `host` NULL: the platform's own, which exists in the WebAssembly build only. */
PARVIS_API int32_t parvis_client_new(const parvis_host* host, const char* options, size_t length);
/* Free a client and unmount its widgets. Requests under way are forgotten. */
PARVIS_API int32_t parvis_client_free(int32_t client);

/* Mount a widget. `kind`: "like", "share", "comments", "fans". `options` is JSON with the page
 * ({"key","canonical","address"}) and the widget's own options; `seed`, when present, is one item of a paint
 * or read answer with its "now" and "build", from which the widget starts without a request. */
PARVIS_API int32_t parvis_mount(int32_t client, const char* kind, const char* options, size_t length);
PARVIS_API int32_t parvis_unmount(int32_t widget);

/* The widget's state as JSON. */
PARVIS_API const char* parvis_state(int32_t widget);
/* What to do to the last paint to make it show the state at `now_ms`: a patch stream (JSON, see
 * sdk/src/view/patch.hpp); empty when there is nothing to do. The first call answers the whole tree, or,
 * after a mount with a seed drawn by this very build, the difference to that paint. */
PARVIS_API const char* parvis_paint(int32_t widget, double now_ms);
/* The reader did something: the verb of a node's data-act, its data-arg, and for fields their value. For an
 * act that writes, the value is empty or the idempotency key under which the host sent it already.
 *
 *   verb of widgets.hpp             act              arg                  value
 *   LikeButton::set_liked           like             1|0                  [key]
 *   LikeButton::toggle              like             1|0, the other one   [key]
 *   FanCounter::set_joined          fan              1|0                  [key]
 *   FanCounter::toggle              fan              1|0, the other one   [key]
 *   ShareBar::share                 share            network              [key]
 *   ShareBar::link                  (third member of "networks" in the state)
 *   ShareBar::set_mastodon_instance instance                              host, which is then shared to
 *   ShareBar::cancel_instance       instance-cancel
 *   CommentThread::set_sort         sort                                  newest, oldest, best, discussed...
 *   CommentThread::load_more        more
 *   CommentThread::load_previous    prev
 *   CommentThread::open_at          open             id
 *   CommentThread::open_under       under            id or nothing
 *   CommentThread::set_collapsed    collapse         1|0 id
 *   CommentThread::show_waiting     show-new
 *   CommentThread::next_unread      next-new
 *   CommentThread::set_author_name  name                                  text
 *   CommentThread::set_draft        draft                                 text
 *   CommentThread::set_reply_to     reply            id or nothing
 *   CommentThread::set_reply_draft  reply-draft                           text
 *   CommentThread::post             post                                  [key]
 *   CommentThread::post_reply       post-reply                            [key]
 *   CommentThread::withdraw         withdraw         id
 *   CommentThread::edit             edit             id (cancel-edit closes)
 *   CommentThread::set_edit_draft   edit-draft                            text
 *   CommentThread::post_edit        post-edit                             [key]
 *   CommentThread::preview          preview          post|reply|edit or nothing
 *   CommentThread::remove           delete           id                   [key]
 *   CommentThread::undo_remove      undo             id                   [key]
 *   CommentThread::vote             vote             1|0|-1 id            [key]
 *   CommentThread::react            react            1|0 emoji id         [key]; no id: to the page
 *   CommentThread::choose_reaction  reactions        id
 *   CommentThread::report           report           id or nothing
 *   CommentThread::set_report       report-reason                         spam|abuse|illegal|other
 *                                   report-note                           text
 *   CommentThread::post_report      post-report                           [key]
 *   Client::refresh                 retry            (or parvis_refresh)
 */
PARVIS_API int32_t parvis_dispatch(int32_t widget, const char* act, const char* arg, const char* value,
                                   size_t value_length);

/* The answer to http_send. `status` 0: no answer came (`body` ignored). */
PARVIS_API int32_t parvis_http_done(int32_t client, int32_t request, int32_t status, double retry_after_ms,
                                    const char* body, size_t length);
/* Deliver answers and run timers. Answers the time of the next wanted call, or +infinity; on failure the
 * negative error number. */
PARVIS_API double parvis_poll(int32_t client, double now_ms);
/* 1 while an accepted action has not been answered yet, else 0. */
PARVIS_API int32_t parvis_busy(int32_t client);
/* Ask the server again for everything mounted. */
PARVIS_API int32_t parvis_refresh(int32_t client);

/* Something changed on a page: the data of one event of the server's stream (GET /v1/events), or
 * {"type":"reset"} where the stream lost its place. What is known already changes nothing, so an event may
 * come twice. */
PARVIS_API int32_t parvis_push(int32_t client, const char* json, size_t length);

/* Number of the last error on this thread's calls, 0 when the last call succeeded. */
PARVIS_API int32_t parvis_last_error(void);
/* Length in bytes of the text that the last call answered. */
PARVIS_API size_t parvis_text_length(void);
/* Room for a host that cannot pass pointers of its own (JavaScript). Free with parvis_free. */
PARVIS_API void* parvis_alloc(size_t size);
PARVIS_API void parvis_free(void* memory);
PARVIS_API const char* parvis_version(void);

#ifdef __cplusplus
}
#endif
#endif
