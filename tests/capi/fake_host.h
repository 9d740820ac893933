/* A host for the C tests: keeps values in a small table, records the requests, events and what it was
 * refused. */
#ifndef PARVIS_TESTS_FAKE_HOST_H
#define PARVIS_TESTS_FAKE_HOST_H

#include "parvis/parvis.h"

#define FAKE_REQUESTS 32
#define FAKE_VALUES 16

struct fake_request {
  int32_t client;
  int32_t id;
  char method[8];
  char url[2048];
  char* body;
};

struct fake_value {
  char key[128];
  char* bytes; /* NULL: no entry */
  size_t length;
};

struct fake_host {
  struct fake_request requests[FAKE_REQUESTS];
  int request_count;
  struct fake_value values[FAKE_VALUES];
  int values_set;
  char last_event[1024];
  int32_t last_event_widget;
  int event_count;
  unsigned char next_random;
  int storage_broken;
  /* When set, every host function calls back into the library, and these are the answers. */
  int32_t intrude_client;
  int32_t intrude_widget;
  int intrusions;
  int intrusions_refused;
};

void fake_host_init(struct fake_host* fake);
void fake_host_free(struct fake_host* fake);
parvis_host fake_host_functions(struct fake_host* fake);

#endif
