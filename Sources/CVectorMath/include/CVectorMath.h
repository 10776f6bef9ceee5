#ifndef FUNDCAST_CVECTORMATH_H
#define FUNDCAST_CVECTORMATH_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// Elementary functions over arrays: y[i] = f(x[i]) for 0 <= i < n; y == x is allowed, other overlaps are not.
//
// On x86-64 with glibc 2.35 or later these call libmvec by its vector names, in the widest form the processor
// has. Its documented error is below 4 ulp; special values (NaN, infinities, log of zero and below) follow libm.
// A value does not depend on its place in the array nor on n: the tail goes through the same vector routine on
// a padded block. Elsewhere, and in a build with FUNDCAST_PORTABLE, libm is called element by element.
void fundcast_exp(const double *x, double *y, ptrdiff_t n);
void fundcast_log(const double *x, double *y, ptrdiff_t n);
void fundcast_erf(const double *x, double *y, ptrdiff_t n);
void fundcast_erfc(const double *x, double *y, ptrdiff_t n);

// The functions above by number, for fundcast_apply.
enum { FUNDCAST_EXP = 0, FUNDCAST_LOG = 1, FUNDCAST_ERF = 2, FUNDCAST_ERFC = 3 };

// The number of doubles one vector call takes on this processor: 8, 4, 2, or 1 where libm is called.
int fundcast_vector_width(void);

// 1 where this build holds the vector forms, 0 where libm does all the work.
int fundcast_has_vector_forms(void);

// The same functions at a chosen width (1, 2, 4, 8), so that every form can be tested on one machine.
// Returns 1, or 0 (y untouched) when this build or processor has no such width or the function is unknown.
int fundcast_apply(int function, int width, const double *x, double *y, ptrdiff_t n);

// Expected excesses of lognormal amounts: y[i] = E[(Y - x[i])+] for Y with mean mean[i], standard deviation of the logarithm
// sigma[i], per_sigma[i] = 1/sigma[i] and centre[i] = ln mean[i] - sigma[i]^2/2, by the tail form (article Benefits). Where
// the mean, sigma or x is not above zero, or x is infinite, the limit: max(mean - max(x, 0), 0), or 0. y may be x.
void fundcast_lognormal_excess(
    const double *mean, const double *sigma, const double *per_sigma, const double *centre, const double *x,
    double *y, ptrdiff_t n);

// The same at a chosen width, as fundcast_apply.
int fundcast_lognormal_excess_at_width(
    int width, const double *mean, const double *sigma, const double *per_sigma, const double *centre,
    const double *x, double *y, ptrdiff_t n);

// Makes OpenBLAS use the kernels of this processor and returns the name of the core it now uses, "unknown" when
// the BLAS is not OpenBLAS. Releases that do not know a newer processor silently fall back to SSE3 kernels, five
// times slower. OPENBLAS_CORETYPE set by the user stands. Call once, before any BLAS call and any BLAS thread.
const char *fundcast_select_blas_core(void);

/// Ends the threads OpenBLAS holds ready; products run on the calling thread from then on. Call it when one thread a
/// product has been set.
void fundcast_stop_blas_threads(void);

// The core fundcast_select_blas_core would switch to from core `now`, or null where it would leave things alone:
// `users_choice` (OPENBLAS_CORETYPE, or null) is set, `now` is no fallback, or the processor has nothing better.
const char *fundcast_better_blas_core(const char *now, const char *users_choice);

// The instruction sets of this processor that matter here, names separated by blanks; empty off x86-64.
const char *fundcast_cpu_features(void);

#ifdef __cplusplus
}
#endif

#endif
