/* A client belongs to the thread that made it: what its handles are on another one. */
#include <pthread.h>
#include <stdio.h>

#include "fake_host.h"

#define OPTIONS "{\"server\":\"https://c.example\",\"site\":\"shop\"}"
#define PAGE "{\"page\":{\"key\":\"mug\"}}"
#define TEXT(literal) literal, sizeof(literal) - 1

#define CHECK(condition)                                                    \
  do {                                                                      \
    if (condition) break;                                                   \
    ++*failures;                                                            \
    fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
  } while (0)

struct foreign {
  int32_t client, widget;
  int failures;
};

static void refuses_foreign_handles(const struct foreign* given, int* failures) {
  CHECK(parvis_mount(given->client, "like", TEXT(PAGE)) == -PARVIS_INVALID_HANDLE);
  CHECK(parvis_poll(given->client, 1000) == -PARVIS_INVALID_HANDLE);
  CHECK(parvis_busy(given->client) == -PARVIS_INVALID_HANDLE);
  CHECK(parvis_refresh(given->client) == -PARVIS_INVALID_HANDLE);
  CHECK(parvis_push(given->client, TEXT("{}")) == -PARVIS_INVALID_HANDLE);
  CHECK(parvis_http_done(given->client, 1, 200, 0, TEXT("{}")) == -PARVIS_INVALID_HANDLE);
  CHECK(parvis_client_free(given->client) == -PARVIS_INVALID_HANDLE);
  CHECK(parvis_dispatch(given->widget, "like", "1", NULL, 0) == -PARVIS_INVALID_HANDLE);
  CHECK(parvis_state(given->widget) == NULL && parvis_last_error() == PARVIS_INVALID_HANDLE);
  CHECK(parvis_paint(given->widget, 1000) == NULL && parvis_last_error() == PARVIS_INVALID_HANDLE);
  CHECK(parvis_unmount(given->widget) == -PARVIS_INVALID_HANDLE);
}

static void lives_by_itself(int* failures) {
  struct fake_host fake;
  parvis_host host;
  int32_t client, widget;
  fake_host_init(&fake);
  host = fake_host_functions(&fake);
  client = parvis_client_new(&host, TEXT(OPTIONS));
  widget = parvis_mount(client, "like", TEXT(PAGE));
  CHECK(client > 0 && widget > 0);
  CHECK(parvis_dispatch(widget, "like", "1", NULL, 0) == 0);
  CHECK(parvis_poll(client, 1000) > 0);
  CHECK(parvis_state(widget) != NULL);
  CHECK(parvis_client_free(client) == 0);
  fake_host_free(&fake);
}

static void* elsewhere(void* argument) {
  struct foreign* given = argument;
  refuses_foreign_handles(given, &given->failures);
  lives_by_itself(&given->failures);
  return NULL;
}

int main(void) {
  struct fake_host fake;
  parvis_host host;
  struct foreign given[2] = {{0, 0, 0}, {0, 0, 0}};
  pthread_t threads[2];
  int failed = 0, i;
  int* failures = &failed;
  fake_host_init(&fake);
  host = fake_host_functions(&fake);
  given[0].client = given[1].client = parvis_client_new(&host, TEXT(OPTIONS));
  given[0].widget = given[1].widget = parvis_mount(given[0].client, "like", TEXT(PAGE));
  CHECK(given[0].client > 0 && given[0].widget > 0);
  for (i = 0; i < 2; ++i) CHECK(pthread_create(&threads[i], NULL, elsewhere, &given[i]) == 0);
  for (i = 0; i < 2; ++i) {
    pthread_join(threads[i], NULL);
    failed += given[i].failures;
  }
  CHECK(parvis_dispatch(given[0].widget, "like", "1", NULL, 0) == 0); /* untouched by all that */
  CHECK(parvis_busy(given[0].client) == 1);
  CHECK(parvis_client_free(given[0].client) == 0);
  fake_host_free(&fake);
  return failed == 0 ? 0 : 1;
}
