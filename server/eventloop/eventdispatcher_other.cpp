// SPDX-License-Identifier: MIT
#include "server/eventloop/eventdispatcher.h"

#include <QAbstractEventDispatcher>

namespace DigitSum {

std::variant<std::unique_ptr<QAbstractEventDispatcher>, QString> makeEventDispatcher()
{
    return std::unique_ptr<QAbstractEventDispatcher>();
}

} // namespace DigitSum
