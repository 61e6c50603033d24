/* Preloaded into a process, answers "no space left on device" to every write below WATCHED_FOLDER for as long as the
   file FULL_MARKER exists, as a full disk does. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int is_refused(int descriptor) {
  const char *watched = getenv("WATCHED_FOLDER");
  const char *marker = getenv("FULL_MARKER");
  if (watched == NULL || marker == NULL || access(marker, F_OK) != 0) return 0;

  char link[64], path[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strncmp(path, watched, strlen(watched)) == 0;
}

#define REFUSING(result_type, name, parameters, arguments)                   \
  result_type name parameters {                                              \
    static result_type(*original) parameters;                                \
    if (original == NULL) original = (result_type(*) parameters)dlsym(RTLD_NEXT, #name); \
    if (is_refused(descriptor)) {                                            \
      errno = ENOSPC;                                                        \
      return -1;                                                             \
    }                                                                        \
    return original arguments;                                               \
  }

REFUSING(ssize_t, write, (int descriptor, const void *bytes, size_t count), (descriptor, bytes, count))
REFUSING(ssize_t, pwrite, (int descriptor, const void *bytes, size_t count, off_t offset), (descriptor, bytes, count, offset))
REFUSING(ssize_t, pwrite64, (int descriptor, const void *bytes, size_t count, off64_t offset), (descriptor, bytes, count, offset))
REFUSING(int, fallocate, (int descriptor, int mode, off_t offset, off_t length), (descriptor, mode, offset, length))
REFUSING(int, fallocate64, (int descriptor, int mode, off64_t offset, off64_t length), (descriptor, mode, offset, length))
