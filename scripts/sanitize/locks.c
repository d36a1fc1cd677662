// Tells the thread sanitizer of the locks of Swift's Synchronization.
//
// A Mutex that is not free at once is taken inside the system's library, by trying again for a while and then by
// having the kernel hand it on (futex(2)). The sanitizer sees neither, and would report each such hand-over as a
// race. Loaded before the library, this does what was asked and says what it meant. It hides nothing: who holds no
// lock is told of as before.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>

// Of the sanitizer's runtime; not there in a program that is not under it.
extern void __tsan_acquire(void *) __attribute__((weak));
extern void __tsan_release(void *) __attribute__((weak));

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self
#define MUTEX "$s15Synchronization12_MutexHandleV"

SWIFT void lock(uint32_t thread, SELF) __asm__(MUTEX "9_lockSlowyys6UInt32VF");
SWIFT bool try_lock(SELF) __asm__(MUTEX "12_tryLockSlowSbyF");
SWIFT void unlock(SELF) __asm__(MUTEX "11_unlockSlowyyF");

SWIFT void lock(uint32_t thread, SELF) {
  static SWIFT void (*next)(uint32_t, SELF);
  if (!next) next = (SWIFT void (*)(uint32_t, SELF))dlsym(RTLD_NEXT, MUTEX "9_lockSlowyys6UInt32VF");
  next(thread, self);
  if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT bool try_lock(SELF) {
  static SWIFT bool (*next)(SELF);
  if (!next) next = (SWIFT bool (*)(SELF))dlsym(RTLD_NEXT, MUTEX "12_tryLockSlowSbyF");
  bool taken = next(self);
  if (taken && __tsan_acquire) __tsan_acquire(self);
  return taken;
}

SWIFT void unlock(SELF) {
  static SWIFT void (*next)(SELF);
  if (!next) next = (SWIFT void (*)(SELF))dlsym(RTLD_NEXT, MUTEX "11_unlockSlowyyF");
  if (__tsan_release) __tsan_release(self);
  next(self);
}
