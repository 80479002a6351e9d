// SPDX-License-Identifier: MIT
#pragma once

#include <QEvent>

#include <functional>

QT_FORWARD_DECLARE_CLASS(QWidget)

namespace DigitSum {

/// Calls \a run before \a widget handles an event of \a type, such as QEvent::LanguageChange, until
/// the widget is destroyed.
void onEvent(QWidget *widget, QEvent::Type type, std::function<void()> run);

} // namespace DigitSum
