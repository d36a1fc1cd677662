/* The processor's instructions for SHA-256, as functions of four words at once: the compiler's own header
   declares them for vectors of a type that Swift cannot turn into words without leave. */
#ifndef PARLEY_CSHA_SHIM_H
#define PARLEY_CSHA_SHIM_H

#if defined(__x86_64__)

#include <cpuid.h>
#include <immintrin.h>

typedef unsigned int csha_words __attribute__((vector_size(16)));

#define CSHA_INSTRUCTION static inline __attribute__((always_inline, target("sha"))) csha_words

CSHA_INSTRUCTION csha_rounds(csha_words cdgh, csha_words abef, csha_words wk) {
  return (csha_words)_mm_sha256rnds2_epu32((__m128i)cdgh, (__m128i)abef, (__m128i)wk);
}

CSHA_INSTRUCTION csha_schedule1(csha_words a, csha_words b) {
  return (csha_words)_mm_sha256msg1_epu32((__m128i)a, (__m128i)b);
}

CSHA_INSTRUCTION csha_schedule2(csha_words a, csha_words b) {
  return (csha_words)_mm_sha256msg2_epu32((__m128i)a, (__m128i)b);
}

/* CPUID leaf 7: one bit says that all three are there. */
static inline int csha_is_there(void) {
  unsigned int a, b, c, d;
  return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & bit_SHA) != 0;
}

#endif

#endif
