/*
 * Shifts the wall clock of one process by as many milliseconds as the file RINGLET_CLOCK_OFFSET holds (a 64-bit
 * integer in the machine's order, which may change at any time). The monotonic clock is left alone.
 *
 *     cc -shared -fPIC -O2 -o clock-shim.so clock-shim.c
 *     LD_PRELOAD=./clock-shim.so RINGLET_CLOCK_OFFSET=./offset workerd serve …
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static const volatile int64_t *offset_ms;

__attribute__((constructor)) static void map_offset(void) {
  const char *path = getenv("RINGLET_CLOCK_OFFSET");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *page = mmap(NULL, sizeof *offset_ms, PROT_READ, MAP_SHARED, file, 0);
  if (page != MAP_FAILED) offset_ms = page;
  close(file);
}

int clock_gettime(clockid_t id, struct timespec *time) {
  int failed = (int)syscall(SYS_clock_gettime, id, time);
  if (failed || !offset_ms || (id != CLOCK_REALTIME && id != CLOCK_REALTIME_COARSE)) return failed;
  int64_t ns = time->tv_nsec + *offset_ms % 1000 * 1000000;
  time->tv_sec += *offset_ms / 1000;
  if (ns < 0) {
    ns += 1000000000;
    time->tv_sec -= 1;
  } else if (ns >= 1000000000) {
    ns -= 1000000000;
    time->tv_sec += 1;
  }
  time->tv_nsec = ns;
  return 0;
}
