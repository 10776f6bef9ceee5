#define _GNU_SOURCE  // RTLD_DEFAULT

#include "CVectorMath.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

typedef char *(*core_name_function)(void);
typedef void (*dynamic_function)(void);

const char *fundcast_better_blas_core(const char *now, const char *users_choice) {
#if defined(__x86_64__)
  // Only the fallbacks for processors OpenBLAS does not know are overruled.
  if (users_choice || (strcmp(now, "Prescott") && strcmp(now, "Nehalem") && strcmp(now, "Core2"))) return 0;
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
      __builtin_cpu_supports("avx512vl"))
    return "SkylakeX";
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) return "Haswell";
#else
  (void)now;
  (void)users_choice;
#endif
  return 0;
}

const char *fundcast_select_blas_core(void) {
  core_name_function core_name = (core_name_function)dlsym(RTLD_DEFAULT, "openblas_get_corename");
  if (!core_name) return "unknown";
  const char *want = fundcast_better_blas_core(core_name(), getenv("OPENBLAS_CORETYPE"));
  // Exported but undocumented, hence looked up by name: another BLAS, or a build without run-time dispatch, has
  // neither and keeps its own kernels.
  dynamic_function quit = (dynamic_function)dlsym(RTLD_DEFAULT, "gotoblas_dynamic_quit");
  dynamic_function init = (dynamic_function)dlsym(RTLD_DEFAULT, "gotoblas_dynamic_init");
  if (want && quit && init) {
    setenv("OPENBLAS_CORETYPE", want, 1);
    quit();
    init();
    unsetenv("OPENBLAS_CORETYPE");
  }
  return core_name();
}

void fundcast_stop_blas_threads(void) {
  // OpenBLAS starts a thread for every processor when it is loaded; without work they spin for tens of milliseconds and
  // take a processor from ours. Exported but undocumented; a BLAS without it keeps its threads.
  dynamic_function stop = (dynamic_function)dlsym(RTLD_DEFAULT, "blas_thread_shutdown_");
  if (stop) stop();
}
