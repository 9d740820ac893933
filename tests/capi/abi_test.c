/* What a program that was compiled against an older parvis.h relies on. A number here changes with the major
 * version and not before. */
#include <stddef.h>
#include <stdio.h>

#include "parvis/parvis.h"

#define SAME(name, condition) typedef char abi_##name[(condition) ? 1 : -1]

SAME(handles, sizeof(int32_t) == 4);
SAME(host_begins_with_user, offsetof(parvis_host, user) == 0);
SAME(host_http_send, offsetof(parvis_host, http_send) == 1 * sizeof(void*));
SAME(host_storage_get, offsetof(parvis_host, storage_get) == 2 * sizeof(void*));
SAME(host_storage_set, offsetof(parvis_host, storage_set) == 3 * sizeof(void*));
SAME(host_random_bytes, offsetof(parvis_host, random_bytes) == 4 * sizeof(void*));
SAME(host_event, offsetof(parvis_host, event) == 5 * sizeof(void*));
SAME(host_size, sizeof(parvis_host) == 6 * sizeof(void*));

SAME(no_error, PARVIS_OK == 0 && PARVIS_INVALID_ARGUMENT == 1 && PARVIS_INVALID_HANDLE == 2);
SAME(misuse, PARVIS_WRONG_KIND == 3 && PARVIS_BAD_UTF8 == 4 && PARVIS_REENTRANT == 5);
SAME(way, PARVIS_NETWORK == 10 && PARVIS_TIMEOUT == 11 && PARVIS_CANCELLED == 12 && PARVIS_BAD_ANSWER == 13);
SAME(device, PARVIS_STORAGE == 14);
SAME(refusals, PARVIS_MALFORMED == 20 && PARVIS_INVALID_FIELD == 21 && PARVIS_TOO_LONG == 22);
SAME(sizes, PARVIS_TOO_LARGE == 23 && PARVIS_UNKNOWN_SITE == 24 && PARVIS_NOT_FOUND == 25);
SAME(rights, PARVIS_ORIGIN_NOT_ALLOWED == 26 && PARVIS_NOT_ALLOWED == 27 && PARVIS_BLOCKED == 28);
SAME(states, PARVIS_THREAD_CLOSED == 29 && PARVIS_KEY_REUSED == 30 && PARVIS_RATE_LIMITED == 31);
SAME(ways,
     PARVIS_METHOD_NOT_ALLOWED == 32 && PARVIS_UNAUTHORIZED == 33 && PARVIS_UNSUPPORTED_MEDIA_TYPE == 34);
SAME(window, PARVIS_EDIT_WINDOW_OVER == 35 && PARVIS_INTERNAL == 50 && PARVIS_UNAVAILABLE == 51);

/* The types of all functions: assigning them compiles only as long as they are these. */
static int32_t (*const client_new)(const parvis_host*, const char*, size_t) = parvis_client_new;
static int32_t (*const client_free)(int32_t) = parvis_client_free;
static int32_t (*const mount)(int32_t, const char*, const char*, size_t) = parvis_mount;
static int32_t (*const unmount)(int32_t) = parvis_unmount;
static const char* (*const state)(int32_t) = parvis_state;
static const char* (*const paint)(int32_t, double) = parvis_paint;
static int32_t (*const dispatch)(int32_t, const char*, const char*, const char*, size_t) = parvis_dispatch;
static int32_t (*const http_done)(int32_t, int32_t, int32_t, double, const char*, size_t) = parvis_http_done;
static double (*const poll)(int32_t, double) = parvis_poll;
static int32_t (*const busy)(int32_t) = parvis_busy;
static int32_t (*const refresh)(int32_t) = parvis_refresh;
static int32_t (*const push)(int32_t, const char*, size_t) = parvis_push;
static int32_t (*const error)(void) = parvis_last_error;
static size_t (*const text_length)(void) = parvis_text_length;
static void* (*const room)(size_t) = parvis_alloc;
static void (*const free_room)(void*) = parvis_free;
static const char* (*const version)(void) = parvis_version;

/* None of them minds a caller who has nothing. */
int main(void) {
  int failures = 0;
  failures += client_new(NULL, NULL, 0) >= 0;
  failures += client_free(0) != -PARVIS_INVALID_HANDLE;
  failures += mount(0, NULL, NULL, 0) != -PARVIS_INVALID_HANDLE;
  failures += unmount(-1) != -PARVIS_INVALID_HANDLE;
  failures += state(0) != NULL || error() != PARVIS_INVALID_HANDLE || text_length() != 0;
  failures += paint(0, 0) != NULL;
  failures += dispatch(0, NULL, NULL, NULL, 0) != -PARVIS_INVALID_HANDLE;
  failures += http_done(0, 0, 0, 0, NULL, 0) != -PARVIS_INVALID_HANDLE;
  failures += poll(0, 0) != -PARVIS_INVALID_HANDLE;
  failures += busy(0) != -PARVIS_INVALID_HANDLE;
  failures += refresh(0) != -PARVIS_INVALID_HANDLE;
  failures += push(0, NULL, 0) != -PARVIS_INVALID_HANDLE;
  free_room(room(0));
  free_room(NULL);
  failures += version()[0] == 0;
  if (failures != 0) fprintf(stderr, "%d of the calls answered something else\n", failures);
  return failures;
}
