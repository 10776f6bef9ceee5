// Expected excesses of lognormal amounts in one pass, without a trip to memory between its logarithm and its two erfc.

#include "CVectorMath.h"
#include "vector_widths.h"

#include <math.h>
#include <string.h>

// Every width rounds alike: no multiplication is fused with an addition.
#pragma STDC FP_CONTRACT OFF

#define MINUS_ROOT_HALF (-0.70710678118654757)

static double excess_of_one(double mean, double sigma, double per_sigma, double centre, double x) {
  if (mean > 0 && sigma > 0 && x > 0 && x < INFINITY) {
    double d = (centre - log(x)) * per_sigma;
    return (mean * erfc((d + sigma) * MINUS_ROOT_HALF) - x * erfc(d * MINUS_ROOT_HALF)) / 2;
  }
  double over = mean - (x > 0 ? x : 0);
  return x < INFINITY && over > 0 ? over : 0;
}

typedef void (*excess_function)(
    const double *, const double *, const double *, const double *, const double *, double *, ptrdiff_t);

static void excess_1(
    const double *mean, const double *sigma, const double *per_sigma, const double *centre, const double *x,
    double *y, ptrdiff_t n) {
  for (ptrdiff_t i = 0; i < n; i++) y[i] = excess_of_one(mean[i], sigma[i], per_sigma[i], centre[i], x[i]);
}

#ifdef HAS_LIBMVEC

typedef long long i2 __attribute__((vector_size(16)));
typedef long long i4 __attribute__((vector_size(32)));
typedef long long i8 __attribute__((vector_size(64)));

#define WHERE(mask, integers, vector, yes, no) \
  ((vector)(((mask) & (integers)(yes)) | (~(mask) & (integers)(no))))

// Places past the end are loaded as 1 and not stored.
#define EXCESS(width, isa, vector, integers, prefix)                                                              \
  isa static void excess_##width(                                                                                 \
      const double *mean, const double *sigma, const double *per_sigma, const double *centre, const double *x,    \
      double *y, ptrdiff_t n) {                                                                                   \
    vector zero = {0}, one = zero + 1;                                                                            \
    for (ptrdiff_t i = 0; i < n; i += width) {                                                                    \
      size_t bytes = (size_t)(n - i < width ? n - i : width) * sizeof *x;                                         \
      vector m = one, s = one, p = one, c = one, t = one;                                                         \
      if (bytes == sizeof m) {                                                                                    \
        memcpy(&m, mean + i, sizeof m);                                                                           \
        memcpy(&s, sigma + i, sizeof m);                                                                          \
        memcpy(&p, per_sigma + i, sizeof m);                                                                      \
        memcpy(&c, centre + i, sizeof m);                                                                         \
        memcpy(&t, x + i, sizeof m);                                                                              \
      } else {                                                                                                    \
        memcpy(&m, mean + i, bytes);                                                                              \
        memcpy(&s, sigma + i, bytes);                                                                             \
        memcpy(&p, per_sigma + i, bytes);                                                                         \
        memcpy(&c, centre + i, bytes);                                                                            \
        memcpy(&t, x + i, bytes);                                                                                 \
      }                                                                                                           \
      integers finite = (integers)(t < INFINITY), above = (integers)(t > zero);                                   \
      integers plain = finite & above & (integers)(m > zero) & (integers)(s > zero);                              \
      vector over = m - WHERE(above, integers, vector, t, zero);                                                  \
      vector limit = WHERE(finite & (integers)(over > zero), integers, vector, over, zero);                       \
      long long any = 0;                                                                                          \
      for (int lane = 0; lane < width; lane++) any |= plain[lane];                                                \
      if (!any) { /* Thresholds nobody reaches, as those of a plan that pays nothing. */                          \
        memcpy(y + i, &limit, bytes);                                                                             \
        continue;                                                                                                 \
      }                                                                                                           \
      vector at = WHERE(plain, integers, vector, t, one);                                                         \
      vector d = (c - _ZGV##prefix##_log(at)) * p;                                                                \
      vector tail = (m * _ZGV##prefix##_erfc((d + s) * MINUS_ROOT_HALF) -                                         \
                     at * _ZGV##prefix##_erfc(d * MINUS_ROOT_HALF)) / 2;                                          \
      vector result = WHERE(plain, integers, vector, tail, limit);                                                \
      memcpy(y + i, &result, bytes);                                                                              \
    }                                                                                                             \
  }

EXCESS(2, BASELINE, v2, i2, bN2v)
EXCESS(4, AVX2, v4, i4, dN4v)
EXCESS(8, AVX512, v8, i8, eN8v)

static const excess_function forms[] = {excess_1, excess_2, excess_4, excess_8};
#else
static const excess_function forms[] = {excess_1, 0, 0, 0};
#endif

void fundcast_lognormal_excess(
    const double *mean, const double *sigma, const double *per_sigma, const double *centre, const double *x,
    double *y, ptrdiff_t n) {
  forms[fundcast_best_column()](mean, sigma, per_sigma, centre, x, y, n);
}

int fundcast_lognormal_excess_at_width(
    int width, const double *mean, const double *sigma, const double *per_sigma, const double *centre,
    const double *x, double *y, ptrdiff_t n) {
  int column = width == 1 ? 0 : width == 2 ? 1 : width == 4 ? 2 : width == 8 ? 3 : -1;
  if (column < 0 || column > fundcast_best_column()) return 0;
  forms[column](mean, sigma, per_sigma, centre, x, y, n);
  return 1;
}
