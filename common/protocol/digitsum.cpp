// SPDX-License-Identifier: MIT
#include "common/protocol/digitsum.h"

#include "common/protocol/digitsum_kernels.h"

namespace DigitSum {

namespace Kernels {

DigitRun scalar(const char *data, qsizetype size) noexcept
{
    DigitRun run;
    while (run.length < size) {
        const auto value = static_cast<unsigned char>(data[run.length] - '0');
        if (value > 9)
            break;
        run.sum += value;
        ++run.length;
    }
    return run;
}

#if !defined(__SSE2__) && !defined(__ARM_NEON)
std::span<const NamedKernel> vectorKernels() noexcept
{
    return {};
}
#endif

} // namespace Kernels

namespace {

/// Below this size, the scalar loop is faster than a call of the kernel.
constexpr qsizetype shortRun = 16;

/// From this size on, aligning loads to cache lines is faster.
constexpr qsizetype longRun = 2048;
constexpr quintptr cacheLine = 64;

/// Returns the number of bytes to sum with the scalar loop before the kernel.
qsizetype headSize(QByteArrayView bytes) noexcept
{
    if (bytes.size() < longRun)
        return qMin(bytes.size(), shortRun);
    const auto address = reinterpret_cast<quintptr>(bytes.data());
    return shortRun + static_cast<qsizetype>(-(address + shortRun) % cacheLine);
}

Kernels::NamedKernel choose() noexcept
{
    const auto vector = Kernels::vectorKernels();
    return vector.empty() ? Kernels::NamedKernel{QLatin1StringView("scalar"), Kernels::scalar}
                          : vector.front();
}

const Kernels::NamedKernel chosen = choose();

} // namespace

DigitRun sumLeadingDigits(QByteArrayView bytes) noexcept
{
    const DigitRun head = Kernels::scalar(bytes.data(), headSize(bytes));
    if (head.length < headSize(bytes) || head.length == bytes.size())
        return head;
    const DigitRun rest = chosen.run(bytes.data() + head.length, bytes.size() - head.length);
    return {head.sum + rest.sum, head.length + rest.length};
}

QLatin1StringView digitSumKernelName() noexcept
{
    return chosen.name;
}

} // namespace DigitSum
