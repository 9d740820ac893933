/* A C99 program on parvis.h alone: shows what readers think of a page, and likes it. libcurl carries the
 * requests, one at a time; a program with a loop of its own would use curl_multi and never wait.
 *
 *   c-hello http://127.0.0.1:8080 mug
 */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "parvis/parvis.h"

enum { kRequestsAtOnce = 16, kStoredValues = 16 };

typedef struct Request {
  int32_t client, id;
  int is_post;
  char* url;
  char* body;
  size_t body_length;
} Request;

typedef struct Host {
  Request requests[kRequestsAtOnce];
  int request_count;
  char* keys[kStoredValues]; /* forgotten when the program ends; an app keeps them in a file */
  char* values[kStoredValues];
  int value_count;
} Host;

static char* copy_text(const char* text, size_t length) {
  char* copy = malloc(length + 1);
  if (copy == NULL) abort();
  if (length > 0) memcpy(copy, text, length);
  copy[length] = 0;
  return copy;
}

/* Parvis calls this from inside its own functions, so it only takes note; carry_requests() does the work. */
static void note_request(void* user, int32_t client, int32_t request, const char* method, const char* url,
                         const char* body, size_t body_length) {
  Host* host = user;
  if (host->request_count == kRequestsAtOnce) abort();
  Request* note = &host->requests[host->request_count++];
  note->client = client;
  note->id = request;
  note->is_post = strcmp(method, "POST") == 0;
  note->url = copy_text(url, strlen(url));
  note->body = copy_text(body, body_length);
  note->body_length = body_length;
}

static int find_value(const Host* host, const char* key) {
  for (int i = 0; i < host->value_count; ++i) {
    if (strcmp(host->keys[i], key) == 0) return i;
  }
  return -1;
}

static int32_t get_value(void* user, const char* key, char* out, size_t capacity) {
  Host* host = user;
  int i = find_value(host, key);
  if (i < 0) return -1;
  size_t length = strlen(host->values[i]);
  memcpy(out, host->values[i], length < capacity ? length : capacity);
  return (int32_t)length;
}

static int32_t set_value(void* user, const char* key, const char* value, size_t length) {
  Host* host = user;
  int i = find_value(host, key);
  if (i < 0 && value == NULL) return 0;
  if (i < 0) {
    if (host->value_count == kStoredValues) return 1;
    i = host->value_count++;
    host->keys[i] = copy_text(key, strlen(key));
    host->values[i] = NULL;
  }
  free(host->values[i]);
  host->values[i] = NULL;
  if (value != NULL) {
    host->values[i] = copy_text(value, length);
    return 0;
  }
  free(host->keys[i]);
  --host->value_count;
  host->keys[i] = host->keys[host->value_count];
  host->values[i] = host->values[host->value_count];
  return 0;
}

static void random_bytes(void* user, unsigned char* out, size_t length) {
  (void)user;
  FILE* source = fopen("/dev/urandom", "rb");
  if (source == NULL || fread(out, 1, length, source) != length) abort();
  fclose(source);
}

typedef struct Text {
  char* bytes;
  size_t length;
} Text;

static size_t append(char* bytes, size_t size, size_t count, void* user) {
  Text* text = user;
  char* longer = realloc(text->bytes, text->length + size * count + 1);
  if (longer == NULL) return 0;
  memcpy(longer + text->length, bytes, size * count);
  text->bytes = longer;
  text->length += size * count;
  return size * count;
}

static void carry(CURL* curl, const Request* request) {
  Text answer = {NULL, 0};
  struct curl_slist* headers = curl_slist_append(NULL, "Content-Type: text/plain;charset=UTF-8");
  curl_easy_reset(curl);
  curl_easy_setopt(curl, CURLOPT_URL, request->url);
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, 15L);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &answer);
  if (request->is_post) {
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request->body);
    curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_length);
  }
  long status = 0;
  curl_off_t retry_after = 0;
  if (curl_easy_perform(curl) == CURLE_OK) {
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &retry_after);
  }
  parvis_http_done(request->client, request->id, (int32_t)status, (double)retry_after * 1000, answer.bytes,
                   answer.length);
  curl_slist_free_all(headers);
  free(answer.bytes);
}

static void carry_requests(CURL* curl, Host* host) {
  while (host->request_count > 0) {
    Request request = host->requests[0];
    --host->request_count;
    memmove(host->requests, host->requests + 1, (size_t)host->request_count * sizeof(Request));
    carry(curl, &request);
    free(request.url);
    free(request.body);
  }
}

/* Polls until nothing is on its way any more. */
static void settle(CURL* curl, Host* host, int32_t client) {
  do {
    carry_requests(curl, host);
    parvis_poll(client, (double)time(NULL) * 1000);
  } while (host->request_count > 0);
}

static int fail(const char* what) {
  fprintf(stderr, "c-hello: %s failed with error %d\n", what, (int)parvis_last_error());
  return 1;
}

static int show(const char* title, int32_t widget) {
  const char* state = parvis_state(widget);
  if (state == NULL) return fail("parvis_state");
  printf("%s: %s\n", title, state);
  return 0;
}

static int run(CURL* curl, Host* host, const char* server, const char* page) {
  char options[512];
  parvis_host seams = {host, note_request, get_value, set_value, random_bytes, NULL};
  snprintf(options, sizeof options, "{\"server\":\"%s\",\"site\":\"demo\",\"language\":\"en\"}", server);
  int32_t client = parvis_client_new(&seams, options, strlen(options));
  if (client <= 0) return fail("parvis_client_new");

  snprintf(options, sizeof options, "{\"page\":{\"key\":\"%s\"}}", page);
  int32_t like = parvis_mount(client, "like", options, strlen(options));
  int32_t fans = parvis_mount(client, "fans", options, strlen(options));
  if (like <= 0 || fans <= 0) return fail("parvis_mount");
  settle(curl, host, client);
  if (show("likes", like) != 0 || show("fans", fans) != 0) return 1;

  if (parvis_dispatch(like, "like", "1", NULL, 0) < 0) return fail("parvis_dispatch");
  settle(curl, host, client);
  int result = show("after ours", like);
  parvis_client_free(client);
  return result;
}

int main(int count, char** values) {
  if (count != 3) {
    fprintf(stderr, "c-hello SERVER PAGE\n");
    return 2;
  }
  curl_global_init(CURL_GLOBAL_DEFAULT);
  CURL* curl = curl_easy_init();
  if (curl == NULL) return 1;
  Host host = {0};
  int result = run(curl, &host, values[1], values[2]);
  for (int i = 0; i < host.value_count; ++i) {
    free(host.keys[i]);
    free(host.values[i]);
  }
  curl_easy_cleanup(curl);
  curl_global_cleanup();
  return result;
}
