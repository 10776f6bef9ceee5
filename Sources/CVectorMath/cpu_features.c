#include "CVectorMath.h"

#include <string.h>

#if defined(__x86_64__)
// __builtin_cpu_supports takes literals only.
#define ADD(name)                          \
  if (__builtin_cpu_supports(name)) {      \
    if (*names) strcat(names, " ");        \
    strcat(names, name);                   \
  }

// Runs before main, so the text needs no lock.
static char names[128];
__attribute__((constructor)) static void find_features(void) {
  __builtin_cpu_init();
  ADD("sse4.2")
  ADD("avx")
  ADD("avx2")
  ADD("fma")
  ADD("avx512f")
  ADD("avx512dq")
  ADD("avx512bw")
  ADD("avx512vl")
}

const char *fundcast_cpu_features(void) { return names; }
#else
const char *fundcast_cpu_features(void) { return ""; }
#endif
