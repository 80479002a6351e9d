// SPDX-License-Identifier: MIT
#include "common/protocol/digitsum_kernels.h"

#if defined(__SSE2__)

#include <immintrin.h>

#include <array>

namespace DigitSum::Kernels {

namespace {

__m128i load(const char *data) noexcept
{
    return _mm_loadu_si128(reinterpret_cast<const __m128i *>(data));
}

DigitRun sse2(const char *data, qsizetype size) noexcept
{
    const __m128i zero = _mm_set1_epi8('0');
    const __m128i nine = _mm_set1_epi8(9);
    __m128i sums = _mm_setzero_si128(); // two 64-bit sums
    qsizetype done = 0;

    for (; size - done >= 64; done += 64) {
        const __m128i a = _mm_sub_epi8(load(data + done), zero);
        const __m128i b = _mm_sub_epi8(load(data + done + 16), zero);
        const __m128i c = _mm_sub_epi8(load(data + done + 32), zero);
        const __m128i d = _mm_sub_epi8(load(data + done + 48), zero);
        const __m128i largest = _mm_max_epu8(_mm_max_epu8(a, b), _mm_max_epu8(c, d));
        const __m128i allDigits = _mm_cmpeq_epi8(_mm_max_epu8(largest, nine), nine);
        if (_mm_movemask_epi8(allDigits) != 0xffff)
            break;
        const __m128i added = _mm_add_epi8(_mm_add_epi8(a, b), _mm_add_epi8(c, d));
        sums = _mm_add_epi64(sums, _mm_sad_epu8(added, _mm_setzero_si128()));
    }

    std::array<quint64, 2> parts{};
    _mm_storeu_si128(reinterpret_cast<__m128i *>(parts.data()), sums);
    const DigitRun rest = scalar(data + done, size - done);
    return {parts[0] + parts[1] + rest.sum, done + rest.length};
}

__attribute__((target("avx2"))) inline __m256i digitValues(const char *data, __m256i zero) noexcept
{
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i *>(data));
    return _mm256_sub_epi8(bytes, zero);
}

__attribute__((target("avx2"))) DigitRun avx2(const char *data, qsizetype size) noexcept
{
    const __m256i zero = _mm256_set1_epi8('0');
    const __m256i nine = _mm256_set1_epi8(9);
    __m256i sums = _mm256_setzero_si256(); // four 64-bit sums
    qsizetype done = 0;

    for (; size - done >= 128; done += 128) {
        const __m256i a = digitValues(data + done, zero);
        const __m256i b = digitValues(data + done + 32, zero);
        const __m256i c = digitValues(data + done + 64, zero);
        const __m256i d = digitValues(data + done + 96, zero);
        const __m256i largest = _mm256_max_epu8(_mm256_max_epu8(a, b), _mm256_max_epu8(c, d));
        const __m256i allDigits = _mm256_cmpeq_epi8(_mm256_max_epu8(largest, nine), nine);
        if (_mm256_movemask_epi8(allDigits) != -1)
            break;
        const __m256i added = _mm256_add_epi8(_mm256_add_epi8(a, b), _mm256_add_epi8(c, d));
        sums = _mm256_add_epi64(sums, _mm256_sad_epu8(added, _mm256_setzero_si256()));
    }

    std::array<quint64, 4> parts{};
    _mm256_storeu_si256(reinterpret_cast<__m256i *>(parts.data()), sums);
    const DigitRun rest = scalar(data + done, size - done);
    return {parts[0] + parts[1] + parts[2] + parts[3] + rest.sum, done + rest.length};
}

constexpr std::array kernels{NamedKernel{QLatin1StringView("avx2"), avx2},
                             NamedKernel{QLatin1StringView("sse2"), sse2}};

} // namespace

std::span<const NamedKernel> vectorKernels() noexcept
{
    // SSE2 is part of every x86-64; AVX2 is asked for.
    const std::span all(kernels);
    return __builtin_cpu_supports("avx2") ? all : all.subspan(1);
}

} // namespace DigitSum::Kernels

#endif
