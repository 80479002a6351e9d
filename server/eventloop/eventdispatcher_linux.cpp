// SPDX-License-Identifier: MIT
#include "server/eventloop/epolleventdispatcher_linux.h"
#include "server/eventloop/eventdispatcher.h"

namespace DigitSum {

std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher()
{
    return std::make_unique<EpollEventDispatcher>();
}

} // namespace DigitSum
