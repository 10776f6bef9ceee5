// Goals, in this order: the same bits for an element wherever it stands; speed with 64 columns.
//
// A product with few columns is over before the packing of a general dgemm pays: OpenBLAS 0.3.21 reaches half
// of its own large-matrix rate on 124×384·384×64. Here nothing is packed. R rows times W vectors of C stay in
// registers (6 × 4 of AVX-512, 6 × 2 of AVX2) while k runs; B's W vectors are loaded once for R rows, A's elements are
// broadcast. Operands fit in the first two cache levels, which is the caller's part.

#include "CTileProduct.h"

#include <string.h>

#if defined(__x86_64__) && !defined(FUNDCAST_PORTABLE)

typedef double v4 __attribute__((vector_size(32)));
typedef double v8 __attribute__((vector_size(64)));

#define AVX2 __attribute__((target("avx2,fma")))
#define AVX512 __attribute__((target("avx512f,avx512dq,avx512vl")))

// Clang fuses acc + x * y under its default -ffp-contract=on; said here because the bits depend on it.
#pragma STDC FP_CONTRACT ON

// R rows of `W` vectors.
#define KERNEL(name, isa, vector, R, W) \
  isa static inline __attribute__((always_inline)) void name(ptrdiff_t inner, const double *restrict a, ptrdiff_t lda, \
                                                             const double *restrict b, ptrdiff_t ldb, \
                                                             double *restrict c, ptrdiff_t ldc, int accumulate) { \
    vector sum[R][W]; \
    const ptrdiff_t lanes = sizeof(vector) / sizeof(double); \
    _Pragma("unroll") for (int r = 0; r < R; r++) \
      _Pragma("unroll") for (int w = 0; w < W; w++) { \
        if (accumulate) memcpy(&sum[r][w], c + r * ldc + w * lanes, sizeof(vector)); \
        else sum[r][w] = (vector){0}; \
      } \
    for (ptrdiff_t k = 0; k < inner; k++) { \
      vector x[W]; \
      _Pragma("unroll") for (int w = 0; w < W; w++) memcpy(&x[w], b + k * ldb + w * lanes, sizeof(vector)); \
      _Pragma("unroll") for (int r = 0; r < R; r++) { \
        double y = a[r * lda + k]; \
        _Pragma("unroll") for (int w = 0; w < W; w++) sum[r][w] = sum[r][w] + x[w] * y; \
      } \
    } \
    _Pragma("unroll") for (int r = 0; r < R; r++) \
      _Pragma("unroll") for (int w = 0; w < W; w++) memcpy(c + r * ldc + w * lanes, &sum[r][w], sizeof(vector)); \
  }

// All rows of a panel of W vectors.
#define PANEL(name, isa, vector, W) \
  KERNEL(name##_6, isa, vector, 6, W) \
  KERNEL(name##_5, isa, vector, 5, W) \
  KERNEL(name##_4, isa, vector, 4, W) \
  KERNEL(name##_3, isa, vector, 3, W) \
  KERNEL(name##_2, isa, vector, 2, W) \
  KERNEL(name##_1, isa, vector, 1, W) \
  isa static void name(ptrdiff_t rows, ptrdiff_t inner, const double *a, ptrdiff_t lda, const double *b, \
                       ptrdiff_t ldb, \
                       double *c, ptrdiff_t ldc, int accumulate) { \
    while (rows > 0) { \
      /* 7 = 4 + 3 and 8 = 4 + 4: one or two rows alone leave the multipliers idle. */ \
      ptrdiff_t now = rows == 7 || rows == 8 ? 4 : rows > 6 ? 6 : rows; \
      switch (now) { \
        case 6: name##_6(inner, a, lda, b, ldb, c, ldc, accumulate); break; \
        case 5: name##_5(inner, a, lda, b, ldb, c, ldc, accumulate); break; \
        case 4: name##_4(inner, a, lda, b, ldb, c, ldc, accumulate); break; \
        case 3: name##_3(inner, a, lda, b, ldb, c, ldc, accumulate); break; \
        case 2: name##_2(inner, a, lda, b, ldb, c, ldc, accumulate); break; \
        default: name##_1(inner, a, lda, b, ldb, c, ldc, accumulate); break; \
      } \
      rows -= now; \
      a += now * lda; \
      c += now * ldc; \
    } \
  }

PANEL(panel_512x4, AVX512, v8, 4)
PANEL(panel_512x1, AVX512, v8, 1)
// One vector a row needs more rows at a time to hide the latency of the additions.
KERNEL(panel_512x1_12, AVX512, v8, 12, 1)
PANEL(panel_256x2, AVX2, v4, 2)

AVX512 static void product_512(ptrdiff_t rows, ptrdiff_t inner, ptrdiff_t columns, const double *a, ptrdiff_t lda,
                               const double *b, ptrdiff_t ldb, double *c, ptrdiff_t ldc, int accumulate) {
  ptrdiff_t j = 0;
  for (; j + 32 <= columns; j += 32) panel_512x4(rows, inner, a, lda, b + j, ldb, c + j, ldc, accumulate);
  for (; j < columns; j += 8) {
    ptrdiff_t i = 0;
    for (; i + 12 <= rows; i += 12)
      panel_512x1_12(inner, a + i * lda, lda, b + j, ldb, c + i * ldc + j, ldc, accumulate);
    panel_512x1(rows - i, inner, a + i * lda, lda, b + j, ldb, c + i * ldc + j, ldc, accumulate);
  }
}

AVX2 static void product_256(ptrdiff_t rows, ptrdiff_t inner, ptrdiff_t columns, const double *a, ptrdiff_t lda,
                             const double *b, ptrdiff_t ldb, double *c, ptrdiff_t ldc, int accumulate) {
  for (ptrdiff_t j = 0; j < columns; j += 8) panel_256x2(rows, inner, a, lda, b + j, ldb, c + j, ldc, accumulate);
}

// Found on first use; a race between threads writes the same number twice.
int fundcast_tile_product_width(void) {
  static _Atomic int known = -1;
  int width = known;
  if (width >= 0) return width;
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    width = 8;
  else width = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? 4 : 0;
  known = width;
  return width;
}

int fundcast_tile_product(ptrdiff_t rows, ptrdiff_t inner, ptrdiff_t columns, const double *a, ptrdiff_t lda,
                          const double *b, ptrdiff_t ldb, double *c, ptrdiff_t ldc, int accumulate) {
  int width = fundcast_tile_product_width();
  if (width == 0 || columns % 8) return 0;
  if (width == 8) product_512(rows, inner, columns, a, lda, b, ldb, c, ldc, accumulate);
  else product_256(rows, inner, columns, a, lda, b, ldb, c, ldc, accumulate);
  return 1;
}

#else

int fundcast_tile_product_width(void) { return 0; }
int fundcast_tile_product(ptrdiff_t rows, ptrdiff_t inner, ptrdiff_t columns, const double *a, ptrdiff_t lda,
                          const double *b, ptrdiff_t ldb, double *c, ptrdiff_t ldc, int accumulate) {
  (void)rows, (void)inner, (void)columns, (void)a, (void)lda, (void)b, (void)ldb, (void)c, (void)ldc, (void)accumulate;
  return 0;
}

#endif
