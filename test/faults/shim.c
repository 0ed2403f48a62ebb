/*
 * Loaded before the system's own functions (LD_PRELOAD): the n-th write or sync under a path fails, is cut short, or is the last.
 * FAULT_AFTER: n. FAULT_PATH: part of the paths meant. FAULT_KIND: kill, eio, enospc (from then on), short, torn (half is written, then the
 * process is killed).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum outcome { GO_ON, FAIL, HALF, HALF_THEN_DIE };

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

static int is_ours(int fd, const char *part) {
  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n <= 0) return 0;
  path[n] = 0;
  return strstr(path, part) != NULL;
}

static enum outcome next(int fd, int is_sync) {
  static long count;
  const char *after = getenv("FAULT_AFTER"), *part = getenv("FAULT_PATH"), *kind = getenv("FAULT_KIND");
  if (!after || !part || !kind || !is_ours(fd, part)) return GO_ON;
  long n = __sync_add_and_fetch(&count, 1);
  int is_full = strcmp(kind, "enospc") == 0;
  if (n < atol(after) || (n > atol(after) && !is_full)) return GO_ON;
  if (strcmp(kind, "kill") == 0) die();
  if (strcmp(kind, "eio") == 0) return errno = EIO, FAIL;
  if (is_sync) return GO_ON;
  if (is_full) return errno = ENOSPC, FAIL;
  return strcmp(kind, "torn") == 0 ? HALF_THEN_DIE : HALF;
}

#define REAL(name, ...)                                \
  static ssize_t (*real)(__VA_ARGS__);                 \
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, #name)
#define CUT(size, ...)                                 \
  enum outcome o = next(fd, 0);                        \
  if (o == FAIL) return -1;                            \
  if (o != GO_ON && size > 1) size /= 2;               \
  ssize_t done = real(__VA_ARGS__);                    \
  if (o == HALF_THEN_DIE) die();                       \
  return done

ssize_t write(int fd, const void *bytes, size_t size) {
  REAL(write, int, const void *, size_t);
  CUT(size, fd, bytes, size);
}
ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at) {
  REAL(pwrite, int, const void *, size_t, off_t);
  CUT(size, fd, bytes, size, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
  REAL(pwrite64, int, const void *, size_t, off64_t);
  CUT(size, fd, bytes, size, at);
}
int fsync(int fd) {
  static int (*real)(int);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "fsync");
  return next(fd, 1) == FAIL ? -1 : real(fd);
}
int fdatasync(int fd) {
  static int (*real)(int);
  if (!real) *(void **)&real = dlsym(RTLD_NEXT, "fdatasync");
  return next(fd, 1) == FAIL ? -1 : real(fd);
}
