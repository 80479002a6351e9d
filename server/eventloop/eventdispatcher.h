// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <QString>

#include <memory>
#include <variant>

QT_FORWARD_DECLARE_CLASS(QAbstractEventDispatcher)

namespace DigitSum {

/// Returns the event dispatcher for a thread with thousands of sockets, to pass to
/// QThread::setEventDispatcher(); null on platforms where Qt's own is used. Or the system's reason
/// why it cannot be made: too many open files, for example.
[[nodiscard]] std::variant<std::unique_ptr<QAbstractEventDispatcher>, QString>
makeEventDispatcher();

} // namespace DigitSum
