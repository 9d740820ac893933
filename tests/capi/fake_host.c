#include "fake_host.h"

#include <stdlib.h>
#include <string.h>

static char* copy_bytes(const char* bytes, size_t length) {
  char* copy = malloc(length + 1);
  if (length > 0) memcpy(copy, bytes, length);
  copy[length] = '\0';
  return copy;
}

static void copy_text(char* out, size_t size, const char* text) {
  size_t length = strlen(text);
  if (length >= size) length = size - 1;
  memcpy(out, text, length);
  out[length] = '\0';
}

static void intrude(struct fake_host* fake) {
  int32_t answers[12];
  parvis_host host = fake_host_functions(fake);
  int i;
  if (fake->intrude_client == 0) return;
  answers[0] = parvis_mount(fake->intrude_client, "like", "{}", 2);
  answers[1] = parvis_client_free(fake->intrude_client);
  answers[2] = parvis_unmount(fake->intrude_widget);
  answers[3] = parvis_dispatch(fake->intrude_widget, "like", "1", NULL, 0);
  answers[4] = parvis_http_done(fake->intrude_client, 1, 200, 0, "{}", 2);
  answers[5] = parvis_refresh(fake->intrude_client);
  answers[6] = (int32_t)parvis_poll(fake->intrude_client, 5.0);
  answers[7] = parvis_state(fake->intrude_widget) == NULL ? -parvis_last_error() : 0;
  answers[8] = parvis_paint(fake->intrude_widget, 5.0) == NULL ? -parvis_last_error() : 0;
  answers[9] = parvis_busy(fake->intrude_client);
  answers[10] = parvis_push(fake->intrude_client, "{\"type\":\"reset\"}", 16);
  answers[11] = parvis_client_new(&host, "{\"server\":\"https://c.example\"}", 30);
  for (i = 0; i < 12; ++i) {
    ++fake->intrusions;
    if (answers[i] == -PARVIS_REENTRANT) ++fake->intrusions_refused;
  }
}

static void on_send(void* user, int32_t client, int32_t request, const char* method, const char* url,
                    const char* body, size_t body_length) {
  struct fake_host* fake = user;
  struct fake_request* kept = &fake->requests[fake->request_count % FAKE_REQUESTS];
  intrude(fake);
  free(kept->body);
  ++fake->request_count;
  kept->client = client;
  kept->id = request;
  copy_text(kept->method, sizeof kept->method, method);
  copy_text(kept->url, sizeof kept->url, url);
  kept->body = copy_bytes(body, body_length);
}

static struct fake_value* find_value(struct fake_host* fake, const char* key) {
  int i;
  for (i = 0; i < FAKE_VALUES; ++i) {
    if (fake->values[i].bytes != NULL && strcmp(fake->values[i].key, key) == 0) return &fake->values[i];
  }
  return NULL;
}

static int32_t on_get(void* user, const char* key, char* out, size_t capacity) {
  struct fake_host* fake = user;
  struct fake_value* value = find_value(fake, key);
  intrude(fake);
  if (value == NULL) return -1;
  if (value->length <= capacity && value->length > 0) memcpy(out, value->bytes, value->length);
  return (int32_t)value->length;
}

static int32_t on_set(void* user, const char* key, const char* bytes, size_t length) {
  struct fake_host* fake = user;
  struct fake_value* value = find_value(fake, key);
  int i;
  intrude(fake);
  if (fake->storage_broken) return 1;
  ++fake->values_set;
  for (i = 0; value == NULL && i < FAKE_VALUES; ++i) {
    if (fake->values[i].bytes == NULL) value = &fake->values[i];
  }
  if (value == NULL) return 1;
  free(value->bytes);
  value->bytes = bytes == NULL ? NULL : copy_bytes(bytes, length);
  value->length = length;
  copy_text(value->key, sizeof value->key, key);
  return 0;
}

static void on_random(void* user, unsigned char* out, size_t length) {
  struct fake_host* fake = user;
  size_t i;
  intrude(fake);
  for (i = 0; i < length; ++i) out[i] = fake->next_random++;
}

static void on_event(void* user, int32_t widget, const char* json, size_t length) {
  struct fake_host* fake = user;
  intrude(fake);
  ++fake->event_count;
  fake->last_event_widget = widget;
  if (length >= sizeof fake->last_event) length = sizeof fake->last_event - 1;
  memcpy(fake->last_event, json, length);
  fake->last_event[length] = '\0';
}

void fake_host_init(struct fake_host* fake) { memset(fake, 0, sizeof *fake); }

void fake_host_free(struct fake_host* fake) {
  int i;
  for (i = 0; i < FAKE_REQUESTS; ++i) free(fake->requests[i].body);
  for (i = 0; i < FAKE_VALUES; ++i) free(fake->values[i].bytes);
}

parvis_host fake_host_functions(struct fake_host* fake) {
  parvis_host host;
  host.user = fake;
  host.http_send = on_send;
  host.storage_get = on_get;
  host.storage_set = on_set;
  host.random_bytes = on_random;
  host.event = on_event;
  return host;
}
