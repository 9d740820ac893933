/* Preloaded: every sync takes PARVIS_SYNC_DELAY_US longer and is counted in the file PARVIS_SYNC_COUNT, so
   that a fast disk can stand for a slow one. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static _Atomic unsigned long long* count;
static useconds_t delay;

__attribute__((constructor)) static void prepare(void) {
  const char* wanted = getenv("PARVIS_SYNC_DELAY_US");
  const char* file = getenv("PARVIS_SYNC_COUNT");
  delay = wanted ? (useconds_t)atoi(wanted) : 0;
  if (!file) return;
  const int fd = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0 || ftruncate(fd, sizeof *count) != 0) return;
  void* mapped = mmap(NULL, sizeof *count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (mapped != MAP_FAILED) count = mapped;
}

static int slow(const char* name, int fd) {
  int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
  if (count) atomic_fetch_add(count, 1);
  if (delay) usleep(delay);
  return real(fd);
}

int fsync(int fd) { return slow("fsync", fd); }
int fdatasync(int fd) { return slow("fdatasync", fd); }
