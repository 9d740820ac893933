// The host that WebAssembly hands to the core: five functions imported from JavaScript (wasm/src/host.ts).
// The only file of the project that knows Emscripten.
#include "parvis/parvis.h"

#define PARVIS_IMPORT(name) __attribute__((import_module("parvis"), import_name(name)))

extern "C" {

PARVIS_IMPORT("http_send")
void js_http_send(int32_t client, int32_t request, const char* method, const char* url, const char* body,
                  size_t body_length);
PARVIS_IMPORT("storage_get")
int32_t js_storage_get(const char* key, char* out, size_t capacity);
PARVIS_IMPORT("storage_set")
int32_t js_storage_set(const char* key, const char* value, size_t value_length);
PARVIS_IMPORT("random_bytes")
void js_random_bytes(unsigned char* out, size_t length);
PARVIS_IMPORT("event")
void js_event(int32_t widget, const char* json, size_t length);

const parvis_host* parvis_platform_host(void);
}

namespace {

const parvis_host kBrowser = {
    nullptr,
    [](void*, int32_t client, int32_t request, const char* method, const char* url, const char* body,
       size_t body_length) { js_http_send(client, request, method, url, body, body_length); },
    [](void*, const char* key, char* out, size_t capacity) { return js_storage_get(key, out, capacity); },
    [](void*, const char* key, const char* value, size_t value_length) {
      return js_storage_set(key, value, value_length);
    },
    [](void*, unsigned char* out, size_t length) { js_random_bytes(out, length); },
    [](void*, int32_t widget, const char* json, size_t length) { js_event(widget, json, length); },
};

}  // namespace

// The core asks for it when parvis_client_new is given no host.
const parvis_host* parvis_platform_host(void) { return &kBrowser; }
