// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <memory>

QT_BEGIN_NAMESPACE
class QAbstractEventDispatcher;
QT_END_NAMESPACE

namespace DigitSum {

/// The event dispatcher for a thread with thousands of sockets, for QThread::setEventDispatcher();
/// null where Qt's own is the best there is.
[[nodiscard]] std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher();

} // namespace DigitSum
