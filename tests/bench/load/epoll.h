// SPDX-License-Identifier: MIT
#pragma once

#include "tests/bench/load/clock.h"
#include "tests/bench/load/descriptor.h"

#include <sys/epoll.h>

#include <array>
#include <limits>
#include <span>

namespace DigitSum::Bench {

/// Level-triggered epoll. Each descriptor is registered with a pointer to its owner.
class Epoll final
{
public:
    /// A deadline that never expires.
    static constexpr Nanoseconds never = std::numeric_limits<Nanoseconds>::max();

    void add(const Descriptor &descriptor, std::uint32_t events, void *owner)
    {
        change(EPOLL_CTL_ADD, descriptor, events, owner);
    }
    void modify(const Descriptor &descriptor, std::uint32_t events, void *owner)
    {
        change(EPOLL_CTL_MOD, descriptor, events, owner);
    }

    /// Waits for events. Returns none if \a deadline expires first.
    [[nodiscard]] std::span<const epoll_event> wait(Nanoseconds deadline)
    {
        const int count = ::epoll_wait(m_epoll.number(), m_events.data(),
                                       static_cast<int>(m_events.size()), milliseconds(deadline));
        if (count == -1 && errno == EINTR)
            return {};
        return {m_events.data(), static_cast<std::size_t>(checked(count, "epoll_wait"))};
    }

private:
    static int milliseconds(Nanoseconds deadline) noexcept
    {
        if (deadline == never)
            return -1;
        const Nanoseconds time = now();
        return time < deadline ? static_cast<int>((deadline - time) / 1'000'000) + 1 : 0;
    }

    void change(int operation, const Descriptor &descriptor, std::uint32_t events, void *owner)
    {
        epoll_event event{};
        event.events = events;
        event.data.ptr = owner;
        checked(::epoll_ctl(m_epoll.number(), operation, descriptor.number(), &event), "epoll_ctl");
    }

    Descriptor m_epoll{checked(::epoll_create1(EPOLL_CLOEXEC), "epoll_create1")};
    std::array<epoll_event, 512> m_events{};
};

} // namespace DigitSum::Bench
