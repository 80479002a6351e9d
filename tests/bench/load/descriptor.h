// SPDX-License-Identifier: MIT
#pragma once

#include <unistd.h>

#include <cerrno>
#include <string>
#include <system_error>
#include <utility>

namespace DigitSum::Bench {

/// A file descriptor that closes itself.
class Descriptor final
{
public:
    Descriptor() = default;
    explicit Descriptor(int number) noexcept
        : m_number(number)
    {
    }
    Descriptor(Descriptor &&other) noexcept
        : m_number(std::exchange(other.m_number, -1))
    {
    }
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_number, other.m_number);
        return *this;
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            ::close(m_number);
    }

    [[nodiscard]] int number() const noexcept { return m_number; }

private:
    int m_number = -1;
};

/// The result of a system call, which must not fail: throws std::system_error if it is -1.
template <typename Result>
Result checked(Result result, const char *call)
{
    if (result == -1)
        throw std::system_error(errno, std::generic_category(), call);
    return result;
}

} // namespace DigitSum::Bench
