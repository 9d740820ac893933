/* The C ABI from C: the way it is meant, and every way it is not. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "fake_host.h"

static int checks = 0;
static int failures = 0;

#define CHECK(property)                                              \
  do {                                                               \
    ++checks;                                                        \
    if (!(property)) {                                               \
      ++failures;                                                    \
      fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #property); \
    }                                                                \
  } while (0)

#define TEXT(literal) literal, strlen(literal)

static const char kOptions[] =
    "{\"server\":\"https://community.example\",\"site\":\"shop\",\"language\":\"en\"}";
static const char kPage[] = "{\"page\":{\"key\":\"mug\",\"address\":\"https://shop.example/mug\"}}";
static const char kRead[] =
    "{\"now\":1000,\"build\":\"x\",\"items\":[{\"kind\":\"like\",\"page\":\"mug\",\"count\":12}]}";

static int32_t new_client(struct fake_host* fake) {
  parvis_host host;
  fake_host_init(fake);
  host = fake_host_functions(fake);
  return parvis_client_new(&host, TEXT(kOptions));
}

static struct fake_request* last_request(struct fake_host* fake) {
  return &fake->requests[(fake->request_count - 1) % FAKE_REQUESTS];
}

static int contains(const char* text, const char* part) { return text != NULL && strstr(text, part) != NULL; }

static void a_like_goes_out_and_comes_back(void) {
  struct fake_host fake;
  int32_t client = new_client(&fake);
  int32_t widget = parvis_mount(client, "like", TEXT(kPage));
  double next;
  CHECK(client > 0);
  CHECK(widget > 0);
  CHECK(contains(parvis_state(widget), "\"phase\":\"loading\""));
  CHECK(contains(parvis_paint(widget, 1000), "skeleton"));
  CHECK(parvis_last_error() == PARVIS_OK);

  next = parvis_poll(client, 1000);
  CHECK(next > 0);
  CHECK(fake.request_count == 1);
  CHECK(strcmp(last_request(&fake)->method, "GET") == 0);
  CHECK(contains(last_request(&fake)->url, "https://community.example/v1/read?"));
  CHECK(fake.values_set == 0); /* nothing is kept before the reader acts */
  CHECK(parvis_http_done(client, last_request(&fake)->id, 200, 0, TEXT(kRead)) == 0);
  parvis_poll(client, 1010);
  CHECK(contains(parvis_state(widget), "\"count\":12"));
  CHECK(contains(fake.last_event, "\"type\":\"ready\""));
  CHECK(fake.last_event_widget == widget);
  CHECK(contains(parvis_paint(widget, 1010), "Like, 12 likes"));
  CHECK(strcmp(parvis_paint(widget, 1010), "") == 0);
  CHECK(parvis_text_length() == 0);

  CHECK(parvis_dispatch(widget, "like", "1", NULL, 0) == 0);
  CHECK(contains(parvis_state(widget), "\"count\":13,\"liked\":true"));
  CHECK(contains(parvis_state(widget), "\"confirmed\":{\"count\":12,\"liked\":false}"));
  parvis_poll(client, 1020);
  CHECK(strcmp(last_request(&fake)->url, "https://community.example/v1/like") == 0);
  CHECK(strcmp(last_request(&fake)->method, "POST") == 0);
  CHECK(contains(last_request(&fake)->body, "\"on\":true"));
  CHECK(parvis_http_done(client, last_request(&fake)->id, 200, 0,
                         TEXT("{\"page\":\"mug\",\"count\":13,\"liked\":true}")) == 0);
  parvis_poll(client, 1030);
  CHECK(contains(parvis_state(widget), "\"pending\":false"));
  CHECK(contains(fake.last_event, "\"type\":\"like\""));
  CHECK(parvis_text_length() == strlen(parvis_state(widget)));
  CHECK(parvis_unmount(widget) == 0);
  CHECK(parvis_client_free(client) == 0);
  fake_host_free(&fake);
}

static void a_key_handed_over_is_the_key_sent(void) {
  struct fake_host fake;
  int32_t client = new_client(&fake);
  int32_t widget = parvis_mount(client, "like", TEXT(kPage));
  CHECK(parvis_dispatch(widget, "like", "1", TEXT("loader-key_1")) == 0);
  parvis_poll(client, 1000);
  parvis_poll(client, 1001);
  CHECK(contains(last_request(&fake)->body, "\"key\":\"loader-key_1\"") ||
        contains(fake.requests[0].body, "\"key\":\"loader-key_1\""));
  CHECK(parvis_client_free(client) == 0);
  fake_host_free(&fake);
}

static void a_seed_of_another_build_is_painted_anew(void) {
  struct fake_host fake;
  int32_t client = new_client(&fake);
  const char* options =
      "{\"page\":{\"key\":\"mug\"},\"seed\":{\"now\":1000,\"build\":\"other\",\"format\":1,"
      "\"item\":{\"kind\":\"like\",\"page\":\"mug\",\"count\":12}}}";
  int32_t widget = parvis_mount(client, "like", TEXT(options));
  CHECK(widget > 0);
  CHECK(contains(parvis_state(widget), "\"phase\":\"ready\""));
  CHECK(contains(parvis_paint(widget, 1000), "\"c\":["));
  CHECK(parvis_client_free(client) == 0);
  fake_host_free(&fake);
}

static void a_client_takes_its_widgets_along(void) {
  struct fake_host fake;
  int32_t client = new_client(&fake);
  int32_t widget = parvis_mount(client, "comments", TEXT(kPage));
  parvis_poll(client, 1000);
  CHECK(fake.request_count == 1);
  CHECK(parvis_client_free(client) == 0);
  CHECK(parvis_state(widget) == NULL);
  CHECK(parvis_last_error() == PARVIS_INVALID_HANDLE);
  CHECK(parvis_http_done(client, 1, 200, 0, TEXT(kRead)) == -PARVIS_INVALID_HANDLE);
  fake_host_free(&fake);
}

static void stale_and_foreign_handles_are_errors(void) {
  static const int32_t kBad[] = {0, -1, 12345678, INT32_MAX, INT32_MIN};
  struct fake_host fake;
  int32_t client = new_client(&fake);
  int32_t widget = parvis_mount(client, "like", TEXT(kPage));
  size_t i;
  for (i = 0; i < sizeof kBad / sizeof kBad[0]; ++i) {
    CHECK(parvis_client_free(kBad[i]) == -PARVIS_INVALID_HANDLE);
    CHECK(parvis_mount(kBad[i], "like", TEXT(kPage)) == -PARVIS_INVALID_HANDLE);
    CHECK(parvis_unmount(kBad[i]) == -PARVIS_INVALID_HANDLE);
    CHECK(parvis_state(kBad[i]) == NULL && parvis_last_error() == PARVIS_INVALID_HANDLE);
    CHECK(parvis_paint(kBad[i], 0) == NULL && parvis_last_error() == PARVIS_INVALID_HANDLE);
    CHECK(parvis_dispatch(kBad[i], "like", "1", NULL, 0) == -PARVIS_INVALID_HANDLE);
    CHECK(parvis_http_done(kBad[i], 1, 200, 0, NULL, 0) == -PARVIS_INVALID_HANDLE);
    CHECK(parvis_poll(kBad[i], 0) == -PARVIS_INVALID_HANDLE);
    CHECK(parvis_refresh(kBad[i]) == -PARVIS_INVALID_HANDLE);
    CHECK(parvis_busy(kBad[i]) == -PARVIS_INVALID_HANDLE);
    CHECK(parvis_push(kBad[i], TEXT("{}")) == -PARVIS_INVALID_HANDLE);
  }
  CHECK(parvis_mount(widget, "like", TEXT(kPage)) == -PARVIS_WRONG_KIND);
  CHECK(parvis_poll(widget, 0) == -PARVIS_WRONG_KIND);
  CHECK(parvis_busy(widget) == -PARVIS_WRONG_KIND);
  CHECK(parvis_client_free(widget) == -PARVIS_WRONG_KIND);
  CHECK(parvis_unmount(client) == -PARVIS_WRONG_KIND);
  CHECK(parvis_state(client) == NULL && parvis_last_error() == PARVIS_WRONG_KIND);
  CHECK(parvis_unmount(widget) == 0);
  CHECK(parvis_unmount(widget) == -PARVIS_INVALID_HANDLE);
  CHECK(parvis_mount(client, "like", TEXT(kPage)) > widget); /* a handle is never used again */
  CHECK(parvis_client_free(client) == 0);
  CHECK(parvis_client_free(client) == -PARVIS_INVALID_HANDLE);
  CHECK(parvis_last_error() == PARVIS_INVALID_HANDLE);
  fake_host_free(&fake);
}

static void bad_arguments_are_errors(void) {
  struct fake_host fake;
  parvis_host host, incomplete;
  int32_t client = new_client(&fake), widget;
  host = fake_host_functions(&fake);
  CHECK(parvis_client_new(NULL, TEXT(kOptions)) == -PARVIS_INVALID_ARGUMENT); /* no host on this platform */
  incomplete = host;
  incomplete.random_bytes = NULL;
  CHECK(parvis_client_new(&incomplete, TEXT(kOptions)) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_client_new(&host, NULL, 0) == -PARVIS_MALFORMED);
  CHECK(parvis_client_new(&host, NULL, 5) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_client_new(&host, TEXT("{}")) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_client_new(&host, TEXT("{\"server\":\"ftp://x\"}")) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_client_new(&host, TEXT("\xff")) == -PARVIS_BAD_UTF8);
  CHECK(parvis_client_new(&host, TEXT("{\"server\":")) == -PARVIS_MALFORMED);

  CHECK(parvis_mount(client, NULL, TEXT(kPage)) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_mount(client, "poll", TEXT(kPage)) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_mount(client, "\xff", TEXT(kPage)) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_mount(client, "like", NULL, 0) == -PARVIS_MALFORMED);
  CHECK(parvis_mount(client, "like", TEXT("\xc3(")) == -PARVIS_BAD_UTF8);
  CHECK(parvis_mount(client, "like", TEXT("[1")) == -PARVIS_MALFORMED);
  CHECK(parvis_mount(client, "share", TEXT("{\"networks\":[\"myspace\"]}")) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_mount(client, "like", TEXT("{\"seed\":{\"item\":{}}}")) == -PARVIS_BAD_ANSWER);
  CHECK(parvis_mount(client, "like",
                     TEXT("{\"seed\":{\"item\":{\"kind\":\"fans\",\"community\":\"\",\"count\":1}}}")) ==
        -PARVIS_WRONG_KIND);

  widget = parvis_mount(client, "like", TEXT(kPage));
  CHECK(parvis_dispatch(widget, NULL, NULL, NULL, 0) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_dispatch(widget, "jump", "1", NULL, 0) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_dispatch(widget, "like", NULL, NULL, 0) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_dispatch(widget, "like", "1", NULL, 7) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_dispatch(widget, "post", "", NULL, 0) == -PARVIS_WRONG_KIND);
  CHECK(parvis_dispatch(widget, "like", "\xff", NULL, 0) == -PARVIS_BAD_UTF8);
  CHECK(parvis_dispatch(widget, "like", "1", TEXT("\xed\xa0\x80")) == -PARVIS_BAD_UTF8);
  CHECK(parvis_paint(widget, NAN) == NULL && parvis_last_error() == PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_paint(widget, -1) == NULL && parvis_last_error() == PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_poll(client, INFINITY) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_poll(client, NAN) == -PARVIS_INVALID_ARGUMENT);
  CHECK(fake.request_count == 0);
  CHECK(parvis_client_free(client) == 0);
  fake_host_free(&fake);
}

static void every_kind_takes_its_own_acts(void) {
  struct fake_host fake;
  int32_t client = new_client(&fake);
  int32_t share = parvis_mount(client, "share", TEXT(kPage));
  int32_t fans = parvis_mount(client, "fans", TEXT(kPage));
  int32_t thread = parvis_mount(client, "comments", TEXT("{\"sort\":\"oldest\",\"limit\":5}"));
  CHECK(parvis_busy(client) == 0);
  CHECK(parvis_dispatch(fans, "fan", "1", NULL, 0) == 0);
  CHECK(parvis_busy(client) == 1);
  CHECK(contains(parvis_state(fans), "\"joined\":true"));
  CHECK(contains(parvis_state(share), "[\"facebook\",0,\"https://www.facebook.com/"));
  CHECK(parvis_dispatch(share, "share", "mastodon", NULL, 0) == 0);
  CHECK(contains(parvis_state(share), "\"asking_instance\":true"));
  CHECK(parvis_dispatch(share, "instance", "", TEXT("not a host")) == -PARVIS_INVALID_FIELD);
  CHECK(parvis_dispatch(share, "instance-cancel", "", NULL, 0) == 0);
  CHECK(parvis_dispatch(share, "instance", "", TEXT("https://Mastodon.Social/@me")) == 0);
  CHECK(contains(parvis_state(share), "\"instance\":\"mastodon.social\""));
  CHECK(parvis_dispatch(share, "share", "myspace", NULL, 0) == -PARVIS_INVALID_ARGUMENT);
  CHECK(contains(parvis_state(thread), "\"sort\":\"oldest\""));
  CHECK(parvis_dispatch(thread, "sort", "", TEXT("sideways")) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_dispatch(thread, "sort", "", TEXT("best")) == 0);
  CHECK(parvis_dispatch(thread, "name", "", TEXT("Ana")) == 0);
  CHECK(parvis_dispatch(thread, "draft", "", TEXT("Hello")) == 0);
  CHECK(contains(parvis_state(thread), "\"draft\":\"Hello\""));
  CHECK(parvis_dispatch(thread, "reply", "none", NULL, 0) == 0);
  CHECK(parvis_dispatch(thread, "reply-draft", "", TEXT("x")) == 0);
  CHECK(parvis_dispatch(thread, "more", "", NULL, 0) == 0);
  CHECK(parvis_dispatch(thread, "delete", "none", NULL, 0) == 0);
  CHECK(parvis_dispatch(thread, "vote", "1", NULL, 0) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_dispatch(thread, "vote", "1 none", NULL, 0) == 0);
  CHECK(parvis_dispatch(thread, "vote", "2 none", NULL, 0) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_dispatch(thread, "react", "1", NULL, 0) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_dispatch(thread, "collapse", "none", NULL, 0) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_dispatch(thread, "preview", "else", NULL, 0) == -PARVIS_INVALID_ARGUMENT);
  CHECK(parvis_dispatch(thread, "next-new", NULL, NULL, 0) == 0);
  CHECK(parvis_dispatch(thread, "show-new", NULL, NULL, 0) == 0);
  CHECK(parvis_dispatch(thread, "retry", "", NULL, 0) == 0);
  CHECK(parvis_client_free(client) == 0);
  fake_host_free(&fake);
}

static void a_host_that_calls_back_is_refused(void) {
  struct fake_host fake;
  int32_t client = new_client(&fake);
  int32_t widget = parvis_mount(client, "like", TEXT(kPage));
  fake.intrude_client = client;
  fake.intrude_widget = widget;
  parvis_poll(client, 1000);
  CHECK(parvis_dispatch(widget, "like", "1", NULL, 0) == 0);
  parvis_poll(client, 1001);
  CHECK(fake.intrusions > 0);
  CHECK(fake.intrusions == fake.intrusions_refused);
  fake.intrude_client = 0;
  CHECK(parvis_state(widget) != NULL);
  CHECK(parvis_client_free(client) == 0);
  fake_host_free(&fake);
}

static void an_answer_comes_once_and_may_be_anything(void) {
  static const char* const kBodies[] = {
      "", "{", "[]", "{\"items\":[]}", "\xff\xfe", "{\"now\":1e99,\"items\":[{}]}"};
  size_t i;
  for (i = 0; i < sizeof kBodies / sizeof kBodies[0]; ++i) {
    struct fake_host fake;
    int32_t client = new_client(&fake);
    int32_t widget = parvis_mount(client, "like", TEXT(kPage));
    int32_t request;
    parvis_poll(client, 1000);
    request = last_request(&fake)->id;
    CHECK(parvis_http_done(client, request + 1, 200, 0, NULL, 0) == -PARVIS_INVALID_ARGUMENT);
    CHECK(parvis_http_done(client, request, 200, 0, NULL, 4) == -PARVIS_INVALID_ARGUMENT);
    CHECK(parvis_http_done(client, request, 200, NAN, TEXT(kBodies[i])) == 0);
    CHECK(parvis_http_done(client, request, 200, 0, TEXT(kRead)) == -PARVIS_INVALID_ARGUMENT);
    parvis_poll(client, 1001);
    CHECK(contains(parvis_state(widget), "\"phase\":\"failed\"") ||
          contains(parvis_state(widget), "\"phase\":\"loading\""));
    CHECK(parvis_client_free(client) == 0);
    fake_host_free(&fake);
  }
}

static void a_failed_request_is_tried_again(void) {
  struct fake_host fake;
  int32_t client = new_client(&fake);
  int32_t widget = parvis_mount(client, "like", TEXT(kPage));
  double next;
  parvis_poll(client, 1000);
  CHECK(parvis_http_done(client, last_request(&fake)->id, 0, 0, NULL, 0) == 0);
  next = parvis_poll(client, 1001);
  CHECK(next > 1001 && !isinf(next));
  parvis_poll(client, next);
  CHECK(fake.request_count == 2);
  CHECK(parvis_dispatch(widget, "retry", "", NULL, 0) == 0);
  CHECK(parvis_client_free(client) == 0);
  fake_host_free(&fake);
}

static void storage_may_refuse_or_hold_long_values(void) {
  struct fake_host fake;
  int32_t client = new_client(&fake);
  int32_t widget = parvis_mount(client, "like", TEXT(kPage));
  fake.storage_broken = 1;
  CHECK(parvis_dispatch(widget, "like", "1", NULL, 0) == 0);
  parvis_poll(client, 1000);
  CHECK(contains(parvis_state(widget), "\"liked\":true"));
  CHECK(parvis_client_free(client) == 0);
  fake_host_free(&fake);
}

static void memory_for_hosts_without_pointers(void) {
  char* room = parvis_alloc(0);
  CHECK(room != NULL);
  parvis_free(room);
  room = parvis_alloc(100);
  memset(room, 1, 100);
  parvis_free(room);
  parvis_free(NULL);
  CHECK(strlen(parvis_version()) > 0);
  CHECK(parvis_text_length() == strlen(parvis_version()));
}

int main(void) {
  a_like_goes_out_and_comes_back();
  a_key_handed_over_is_the_key_sent();
  a_seed_of_another_build_is_painted_anew();
  a_client_takes_its_widgets_along();
  stale_and_foreign_handles_are_errors();
  bad_arguments_are_errors();
  every_kind_takes_its_own_acts();
  a_host_that_calls_back_is_refused();
  an_answer_comes_once_and_may_be_anything();
  a_failed_request_is_tried_again();
  storage_may_refuse_or_hold_long_values();
  memory_for_hosts_without_pointers();
  printf("%d checks, %d failed\n", checks, failures);
  return failures == 0 ? 0 : 1;
}
