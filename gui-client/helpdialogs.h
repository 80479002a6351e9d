// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE

namespace DigitSum::Gui {

/// What the client can do and by which keys; beside \a window, which goes on working.
void showGuide(QWidget *window);

/// Versions and licences.
void showAbout(QWidget *window);

} // namespace DigitSum::Gui
