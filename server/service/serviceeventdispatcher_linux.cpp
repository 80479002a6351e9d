// SPDX-License-Identifier: MIT
#include "server/service/epolleventdispatcher_linux.h"
#include "server/service/serviceeventdispatcher.h"

namespace DigitSum {

std::unique_ptr<QAbstractEventDispatcher> makeServiceEventDispatcher()
{
    return std::make_unique<EpollEventDispatcher>();
}

} // namespace DigitSum
