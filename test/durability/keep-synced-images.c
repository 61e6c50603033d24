/* Preloaded into a process, keeps for each file below WATCHED_FOLDER a copy in IMAGE_FOLDER as it was at its last sync.
   Putting the copies in the files' place after a kill shows what a power loss would have left: a kill alone loses nothing
   that was written, since the operating system keeps it. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static void keep_image(int descriptor) {
  const char *watched = getenv("WATCHED_FOLDER");
  const char *images = getenv("IMAGE_FOLDER");
  if (watched == NULL || images == NULL) return;

  char link[64], path[PATH_MAX], image[PATH_MAX], unfinished[PATH_MAX + 16];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return;
  path[length] = 0;
  if (strncmp(path, watched, strlen(watched)) != 0) return;
  const char *name = strrchr(path, '/');
  if (name == NULL || snprintf(image, sizeof image, "%s%s", images, name) >= (int)sizeof image) return;
  snprintf(unfinished, sizeof unfinished, "%s.unfinished", image);

  int source = open(path, O_RDONLY | O_CLOEXEC);
  int target = open(unfinished, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (source >= 0 && target >= 0) {
    char buffer[1 << 16];
    ssize_t count;
    while ((count = read(source, buffer, sizeof buffer)) > 0) {
      if (write(target, buffer, (size_t)count) != count) _exit(97);
    }
    rename(unfinished, image);
  }
  if (source >= 0) close(source);
  if (target >= 0) close(target);
}

typedef int (*sync_function)(int);

int fsync(int descriptor) {
  static sync_function original;
  if (original == NULL) original = (sync_function)dlsym(RTLD_NEXT, "fsync");
  int result = original(descriptor);
  if (result == 0) keep_image(descriptor);
  return result;
}

int fdatasync(int descriptor) {
  static sync_function original;
  if (original == NULL) original = (sync_function)dlsym(RTLD_NEXT, "fdatasync");
  int result = original(descriptor);
  if (result == 0) keep_image(descriptor);
  return result;
}
