// Tells the thread sanitizer of the locks of Swift's Synchronization.
//
// A Mutex that somebody waits for is handed on by the kernel (futex(2), FUTEX_LOCK_PI), where the sanitizer does not
// look: it would report each such hand-over as a race. Loaded before the system's library, this passes every system
// call on, and says of those two what they mean. It hides nothing: who holds no lock is told of as before.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <linux/futex.h>
#include <stdarg.h>
#include <sys/syscall.h>

// Of the sanitizer's runtime; not there in a program that is not under it.
extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

long syscall(long number, ...) {
  static long (*next)(long, ...);
  if (!next) next = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
  va_list list;
  va_start(list, number);
  long a[6];
  for (int i = 0; i < 6; i++) a[i] = va_arg(list, long);
  va_end(list);
  long command = number == SYS_futex ? a[1] & FUTEX_CMD_MASK : -1;
  if (command == FUTEX_UNLOCK_PI && __tsan_release) __tsan_release((void *)a[0]);
  long result = next(number, a[0], a[1], a[2], a[3], a[4], a[5]);
  if ((command == FUTEX_LOCK_PI || command == FUTEX_LOCK_PI2) && result == 0 && __tsan_acquire)
    __tsan_acquire((void *)a[0]);
  return result;
}
