// SPDX-License-Identifier: MIT
#include "server/service/serviceeventdispatcher.h"

#include <QAbstractEventDispatcher>

namespace DigitSum {

std::unique_ptr<QAbstractEventDispatcher> makeServiceEventDispatcher()
{
    return nullptr;
}

} // namespace DigitSum
