// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/script.h"

#include <stdexcept>

namespace DigitSum::Bench {

/// A reply differed from the script.
class WrongReply final : public std::runtime_error
{
public:
    WrongReply(std::string_view expected, std::string_view heard);
};

/// Compares everything that the server sends on one connection with the script.
class ReplyChecker final
{
public:
    explicit ReplyChecker(const Script &script) noexcept
        : m_script(&script)
    {
    }

    /// Checks the data of one read, while \a asked requests are unanswered.
    /// \returns the number of replies completed by it. Throws WrongReply.
    [[nodiscard]] std::size_t take(std::string_view heard, std::size_t asked);

    /// Call before sending the parting words: their reply is expected from now on.
    void expectParting() noexcept { m_parting = true; }
    [[nodiscard]] bool heardAll() const noexcept;

private:
    void compare(std::string_view expected, std::string_view heard) const;
    std::string_view takeExact(std::string_view expected, std::size_t &done,
                               std::string_view heard) const;

    const Script *m_script;
    std::size_t m_greetingDone = 0;
    std::size_t m_cycleOffset = 0;
    std::size_t m_partingDone = 0;
    bool m_parting = false;
};

} // namespace DigitSum::Bench
