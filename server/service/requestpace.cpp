// SPDX-License-Identifier: MIT
#include "server/service/requestpace.h"

namespace DigitSum {

bool RequestPace::isTooSlow(const Sample &sight, int minRate,
                            std::chrono::milliseconds grace) noexcept
{
    if (!m_hasBegun || m_begin.request != sight.request) {
        m_hasBegun = true;
        m_begin = sight;
        return false;
    }
    const auto length = sight.now - m_begin.now;
    if (length < grace)
        return false;
    const auto bytes = static_cast<double>(sight.bytesIn - m_begin.bytesIn);
    const double fewest = std::chrono::duration<double>(length).count() * minRate;
    m_begin = sight;
    return bytes < fewest;
}

} // namespace DigitSum
