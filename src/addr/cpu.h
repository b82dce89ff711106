/*
 * What the processor has. The C library has asked it already; __builtin_cpu_supports() brings a
 * constructor of libgcc that asks again at every start, a dozen CPUID instructions, each of which
 * leaves a virtual machine: that is a tenth of the time of a short command.
 */
#ifndef NK_ADDR_CPU_H
#define NK_ADDR_CPU_H

#include <stdbool.h>

#if defined(__x86_64__)

#if defined(__has_include)
#if __has_include(<sys/platform/x86.h>)
#include <sys/platform/x86.h> /* glibc 2.33 */
#endif
#endif

#ifdef CPU_FEATURE_ACTIVE
#define NK_CPU_HAS(glibc, gcc) CPU_FEATURE_ACTIVE(glibc)
#else
#define NK_CPU_HAS(glibc, gcc) __builtin_cpu_supports(gcc)
#endif

/* The population count as an instruction. */
static inline bool nk_cpu_has_popcnt(void)
{
    return NK_CPU_HAS(POPCNT, "popcnt");
}

/* The shuffle of bytes, and the instructions that find single bits. */
static inline bool nk_cpu_has_ssse3(void)
{
    return NK_CPU_HAS(SSSE3, "ssse3") && NK_CPU_HAS(BMI1, "bmi");
}

/* Vectors of 512 bits with it, and what is compiled together with them. */
static inline bool nk_cpu_has_avx512(void)
{
    return NK_CPU_HAS(AVX512F, "avx512f") && NK_CPU_HAS(AVX512_VPOPCNTDQ, "avx512vpopcntdq") &&
           NK_CPU_HAS(BMI1, "bmi") && NK_CPU_HAS(BMI2, "bmi2") && nk_cpu_has_popcnt();
}

#endif
#endif
