// SPDX-License-Identifier: MIT
#include "common/protocol/digitsum_kernels.h"

#if defined(__ARM_NEON)

#include <arm_neon.h>

#include <array>

namespace DigitSum::Kernels {

namespace {

uint8x16_t digitValues(const char *data) noexcept
{
    return vsubq_u8(vld1q_u8(reinterpret_cast<const uint8_t *>(data)), vdupq_n_u8('0'));
}

DigitRun neon(const char *data, qsizetype size) noexcept
{
    uint64x2_t sums = vdupq_n_u64(0);
    qsizetype done = 0;

    for (; size - done >= 64; done += 64) {
        const uint8x16_t a = digitValues(data + done);
        const uint8x16_t b = digitValues(data + done + 16);
        const uint8x16_t c = digitValues(data + done + 32);
        const uint8x16_t d = digitValues(data + done + 48);
        const uint8x16_t largest = vmaxq_u8(vmaxq_u8(a, b), vmaxq_u8(c, d));
        const uint64x2_t tooLarge = vreinterpretq_u64_u8(vcgtq_u8(largest, vdupq_n_u8(9)));
        if ((vgetq_lane_u64(tooLarge, 0) | vgetq_lane_u64(tooLarge, 1)) != 0)
            break;
        const uint8x16_t added = vaddq_u8(vaddq_u8(a, b), vaddq_u8(c, d));
        sums = vpadalq_u32(sums, vpaddlq_u16(vpaddlq_u8(added)));
    }

    const DigitRun rest = scalar(data + done, size - done);
    return {vgetq_lane_u64(sums, 0) + vgetq_lane_u64(sums, 1) + rest.sum, done + rest.length};
}

constexpr std::array kernels{NamedKernel{QLatin1StringView("neon"), neon}};

} // namespace

std::span<const NamedKernel> vectorKernels() noexcept
{
    return kernels;
}

} // namespace DigitSum::Kernels

#endif
