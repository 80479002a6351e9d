// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <memory>

QT_FORWARD_DECLARE_CLASS(QAbstractEventDispatcher)

namespace DigitSum {

/// Returns the event dispatcher for a thread with thousands of sockets, to pass to
/// QThread::setEventDispatcher(); null on platforms where Qt's own is used.
[[nodiscard]] std::unique_ptr<QAbstractEventDispatcher> makeEventDispatcher();

} // namespace DigitSum
