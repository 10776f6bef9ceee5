// Goals, in this order: same bytes for the same value wherever it stands; error below 4 ulp; speed.
//
// The vector routines are called by name because compilers vectorise calls to exp only under -ffast-math, which
// would also allow them to drop NaN checks and to reorder sums elsewhere in the file.

#include "CVectorMath.h"
#include "vector_widths.h"

#include <math.h>
#include <string.h>

typedef void (*array_function)(const double *, double *, ptrdiff_t);

#define SCALAR(name)                                                    \
  static void name##_1(const double *x, double *y, ptrdiff_t n) {       \
    for (ptrdiff_t i = 0; i < n; i++) y[i] = name(x[i]);                \
  }
SCALAR(exp)
SCALAR(log)
SCALAR(erf)
SCALAR(erfc)

#ifdef HAS_LIBMVEC

// One loop for every width. memcpy is an unaligned load. The tail is padded with 1, an ordinary argument of all
// four functions, so the spare lanes raise no floating-point exception and take no slow path.
#define VECTOR(name, width, isa, vector, symbol)                                                  \
  isa static void name##_##width(const double *x, double *y, ptrdiff_t n) {                       \
    ptrdiff_t i = 0;                                                                              \
    for (; i + width <= n; i += width) {                                                          \
      vector v;                                                                                   \
      memcpy(&v, x + i, sizeof v);                                                                \
      v = symbol(v);                                                                              \
      memcpy(y + i, &v, sizeof v);                                                                \
    }                                                                                             \
    if (i < n) {                                                                                  \
      double block[width];                                                                        \
      for (int j = 0; j < width; j++) block[j] = 1;                                               \
      memcpy(block, x + i, (size_t)(n - i) * sizeof *x);                                          \
      vector v;                                                                                   \
      memcpy(&v, block, sizeof v);                                                                \
      v = symbol(v);                                                                              \
      memcpy(block, &v, sizeof v);                                                                \
      memcpy(y + i, block, (size_t)(n - i) * sizeof *y);                                          \
    }                                                                                             \
  }

#define WIDTHS(name)                                  \
  VECTOR(name, 2, BASELINE, v2, _ZGVbN2v_##name)      \
  VECTOR(name, 4, AVX2, v4, _ZGVdN4v_##name)          \
  VECTOR(name, 8, AVX512, v8, _ZGVeN8v_##name)
WIDTHS(exp)
WIDTHS(log)
WIDTHS(erf)
WIDTHS(erfc)

#define ROW(name) {name##_1, name##_2, name##_4, name##_8}
#else
#define ROW(name) {name##_1, 0, 0, 0}
#endif

// Rows in the order of FUNDCAST_EXP..., columns by width 1, 2, 4, 8.
static const array_function table[4][4] = {ROW(exp), ROW(log), ROW(erf), ROW(erfc)};

static int widest_column(void) {
#ifdef HAS_LIBMVEC
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f")) return 3;
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return 2;
  return 1;
#else
  return 0;
#endif
}

// Found on first use; a race between threads writes the same number twice.
int fundcast_best_column(void) {
  static _Atomic int column = -1;
  int known = column;
  if (known < 0) {
    known = widest_column();
    column = known;
  }
  return known;
}

int fundcast_has_vector_forms(void) {
#ifdef HAS_LIBMVEC
  return 1;
#else
  return 0;
#endif
}

int fundcast_vector_width(void) { return 1 << fundcast_best_column(); }

int fundcast_apply(int function, int width, const double *x, double *y, ptrdiff_t n) {
  int column = width == 1 ? 0 : width == 2 ? 1 : width == 4 ? 2 : width == 8 ? 3 : -1;
  if (function < 0 || function > FUNDCAST_ERFC || column < 0 || column > fundcast_best_column()) return 0;
  array_function f = table[function][column];
  if (!f) return 0;
  f(x, y, n);
  return 1;
}

void fundcast_exp(const double *x, double *y, ptrdiff_t n) { table[FUNDCAST_EXP][fundcast_best_column()](x, y, n); }
void fundcast_log(const double *x, double *y, ptrdiff_t n) { table[FUNDCAST_LOG][fundcast_best_column()](x, y, n); }
void fundcast_erf(const double *x, double *y, ptrdiff_t n) { table[FUNDCAST_ERF][fundcast_best_column()](x, y, n); }
void fundcast_erfc(const double *x, double *y, ptrdiff_t n) { table[FUNDCAST_ERFC][fundcast_best_column()](x, y, n); }
