/*
 * Measures how long a disk takes to keep what is written: 8 KiB, as a database writes them, each
 * followed by fdatasync.
 *
 *     measure-disk FOLDER TIMES
 *
 * Prints the median, the 99th percentile and the longest, in microseconds. Leaves nothing behind.
 * Exit status: 0 measured, 2 it could not be.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define PIECE 8192
#define TIMES_MOST 10000

static int ascending(const void *one, const void *other) {
  long a = *(const long *)one, b = *(const long *)other;
  return a < b ? -1 : a > b;
}

static long microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000L + now.tv_nsec / 1000;
}

int main(int count, char **words) {
  static char piece[PIECE];
  static long took[TIMES_MOST];
  char path[4096];
  int times = count == 3 ? atoi(words[2]) : 0;
  if (times < 1 || times > TIMES_MOST) {
    fputs("usage: measure-disk FOLDER TIMES\n", stderr);
    return 2;
  }
  if (snprintf(path, sizeof path, "%s/.measure-XXXXXX", words[1]) >= (int)sizeof path) return 2;
  int file = mkstemp(path);
  if (file < 0) {
    perror(words[1]);
    return 2;
  }
  unlink(path);
  memset(piece, 'b', sizeof piece);
  for (int round = 0; round < times; round++) {
    long from = microseconds();
    if (write(file, piece, sizeof piece) != sizeof piece || fdatasync(file) != 0) {
      perror(words[1]);
      return 2;
    }
    took[round] = microseconds() - from;
  }
  close(file);
  qsort(took, times, sizeof took[0], ascending);
  printf("%ld %ld %ld\n", took[times / 2], took[(times * 99 - 1) / 100], took[times - 1]);
  return 0;
}
