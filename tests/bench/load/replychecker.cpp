// SPDX-License-Identifier: MIT
#include "tests/bench/load/replychecker.h"

#include <algorithm>
#include <cctype>

namespace DigitSum::Bench {

namespace {

std::string quoted(std::string_view text)
{
    std::string shown = "'";
    for (const char byte : text.substr(0, 60))
        shown += std::isprint(static_cast<unsigned char>(byte)) ? byte : '.';
    return shown + "'";
}

} // namespace

WrongReply::WrongReply(std::string_view expected, std::string_view heard)
    : std::runtime_error("wrong reply: " + quoted(heard) + " in place of " + quoted(expected))
{
}

std::size_t ReplyChecker::take(std::string_view heard, std::size_t asked)
{
    heard = takeExact(m_script->greeting, m_greetingDone, heard);
    std::size_t lines = 0;
    while (!heard.empty() && !m_parting) {
        const std::size_t size = std::min(heard.size(), m_script->replyBytes());
        compare(m_script->replies(m_cycleOffset, size), heard.substr(0, size));
        lines += m_script->linesIn(m_cycleOffset, size);
        m_cycleOffset = (m_cycleOffset + size) % m_script->replyBytes();
        heard.remove_prefix(size);
    }
    if (m_parting)
        heard = takeExact(m_script->partingReply, m_partingDone, heard);
    if (lines > asked || !heard.empty())
        throw WrongReply("", "more than was asked for");
    return lines;
}

bool ReplyChecker::heardAll() const noexcept
{
    return m_parting && m_partingDone == m_script->partingReply.size();
}

void ReplyChecker::compare(std::string_view expected, std::string_view heard) const
{
    if (expected == heard)
        return;
    const auto [place, other] = std::mismatch(expected.begin(), expected.end(), heard.begin());
    const auto lineStart = expected.rfind('\n', static_cast<std::size_t>(place - expected.begin()));
    const std::size_t from = lineStart == std::string_view::npos ? 0 : lineStart + 1;
    throw WrongReply(expected.substr(from), heard.substr(from));
}

std::string_view ReplyChecker::takeExact(std::string_view expected, std::size_t &done,
                                         std::string_view heard) const
{
    const std::size_t size = std::min(heard.size(), expected.size() - done);
    compare(expected.substr(done, size), heard.substr(0, size));
    done += size;
    return heard.substr(size);
}

} // namespace DigitSum::Bench
