// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace DigitSum::Bench {

/// The bytes that a client sends in one protocol, and the replies that it expects.
///
/// Requests and replies repeat in a cycle. Both are stored twice in a row, so that any range no
/// longer than a cycle is contiguous in memory.
class Script final
{
public:
    /// \a size is the number of digits per request, for protocols that allow any. \a depth is the
    /// number of requests in flight. Throws std::invalid_argument if \a protocol is unknown.
    Script(std::string_view protocol, std::size_t size, std::size_t depth);

    std::string greeting;     ///< expected first; may be empty
    std::string parting;      ///< sent last
    std::string partingReply; ///< expected last; may be empty

    [[nodiscard]] std::size_t requestCount() const noexcept { return m_requestStarts.size() / 2; }
    [[nodiscard]] std::size_t requestBytes() const noexcept { return m_requests.size() / 2; }
    [[nodiscard]] std::size_t replyBytes() const noexcept { return m_replies.size() / 2; }

    /// The \a size bytes of the cycle from \a offset on.
    [[nodiscard]] std::string_view requests(std::size_t offset, std::size_t size) const noexcept
    {
        return std::string_view(m_requests).substr(offset, size);
    }
    [[nodiscard]] std::string_view replies(std::size_t offset, std::size_t size) const noexcept
    {
        return std::string_view(m_replies).substr(offset, size);
    }

    /// The size in bytes of \a count requests from number \a first on.
    [[nodiscard]] std::size_t sizeOfRequests(std::size_t first, std::size_t count) const noexcept;
    /// The number of line ends in the range of replies from \a offset on.
    [[nodiscard]] std::size_t linesIn(std::size_t offset, std::size_t size) const noexcept
    {
        return m_linesBefore[offset + size] - m_linesBefore[offset];
    }

private:
    void append(std::string_view request, std::string_view reply);
    void appendSums(std::size_t size, std::size_t count);
    void closeCycle();

    std::string m_requests;
    std::string m_replies;
    std::vector<std::size_t> m_requestStarts;
    std::vector<std::uint32_t> m_linesBefore;
};

} // namespace DigitSum::Bench
