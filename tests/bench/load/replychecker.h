// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/script.h"

#include <stdexcept>

namespace DigitSum::Bench {

/// The server said something else than it had to.
class WrongReply final : public std::runtime_error
{
public:
    WrongReply(std::string_view expected, std::string_view heard);
};

/// Compares what one server says with the script, every byte of it.
class ReplyChecker final
{
public:
    explicit ReplyChecker(const Script &script) noexcept
        : m_script(&script)
    {
    }

    /// Takes what one read brought, while \a asked requests are unanswered.
    /// \returns how many replies ended in it. Throws WrongReply.
    [[nodiscard]] std::size_t take(std::string_view heard, std::size_t asked);

    /// From now on the reply to the parting words is expected.
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
