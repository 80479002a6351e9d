// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace DigitSum::Bench {

/// What a client says in one protocol and what it must hear, byte for byte.
///
/// Requests and replies go round in a cycle. Both stand in memory twice in a row, so that any
/// stretch no longer than a cycle can be sent, or compared, in one piece.
class Script final
{
public:
    /// \a size: digits of a request, where the protocol leaves it open. \a depth: how many
    /// requests may be on their way at once.
    /// Throws std::invalid_argument if there is no such \a protocol.
    Script(std::string_view protocol, std::size_t size, std::size_t depth);

    std::string greeting;     ///< heard first; may be empty
    std::string parting;      ///< said last
    std::string partingReply; ///< heard last; may be empty

    [[nodiscard]] std::size_t requestCount() const noexcept { return m_requestStarts.size() / 2; }
    [[nodiscard]] std::size_t requestBytes() const noexcept { return m_requests.size() / 2; }
    [[nodiscard]] std::size_t replyBytes() const noexcept { return m_replies.size() / 2; }

    /// The stretch of the cycle from \a offset on that is \a size bytes long.
    [[nodiscard]] std::string_view requests(std::size_t offset, std::size_t size) const noexcept
    {
        return std::string_view(m_requests).substr(offset, size);
    }
    [[nodiscard]] std::string_view replies(std::size_t offset, std::size_t size) const noexcept
    {
        return std::string_view(m_replies).substr(offset, size);
    }

    /// How many bytes \a count requests from number \a first on are.
    [[nodiscard]] std::size_t sizeOfRequests(std::size_t first, std::size_t count) const noexcept;
    /// How many lines end in the stretch of replies from \a offset on.
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
