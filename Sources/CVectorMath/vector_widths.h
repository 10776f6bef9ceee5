// The vector widths of this build: types, instruction sets and the routines of libmvec. For the sources of this target alone.
#ifndef FUNDCAST_VECTOR_WIDTHS_H
#define FUNDCAST_VECTOR_WIDTHS_H

#include <math.h>  // brings __GLIBC__

// Elsewhere, and where FUNDCAST_PORTABLE is defined, libm does the work: libmvec came to other processors late and in parts.
#if defined(__x86_64__) && defined(__GLIBC__) && !defined(FUNDCAST_PORTABLE)
#if __GLIBC_PREREQ(2, 35)  // erf and erfc entered libmvec in 2.35
#define HAS_LIBMVEC 1
#endif
#endif

#ifdef HAS_LIBMVEC
typedef double v2 __attribute__((vector_size(16)));
typedef double v4 __attribute__((vector_size(32)));
typedef double v8 __attribute__((vector_size(64)));

// The prototypes need the target too: without it passing a wide vector is another calling convention.
#define AVX2 __attribute__((target("avx2,fma")))
#define AVX512 __attribute__((target("avx512f")))
#define BASELINE

#define ROUTINES(name)                    \
  BASELINE v2 _ZGVbN2v_##name(v2);        \
  AVX2 v4 _ZGVdN4v_##name(v4);            \
  AVX512 v8 _ZGVeN8v_##name(v8);
ROUTINES(exp)
ROUTINES(log)
ROUTINES(erf)
ROUTINES(erfc)
#undef ROUTINES
#endif

// The widest form this processor has: 0 for libm, 1, 2, 3 for 2, 4, 8 doubles at once. Found on first use.
int fundcast_best_column(void);

#endif
