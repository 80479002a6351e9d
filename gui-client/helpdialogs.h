// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

QT_FORWARD_DECLARE_CLASS(QWidget)

namespace DigitSum::Gui {

/// Opens the user guide as a non-modal dialog.
void showGuide(QWidget *window);

/// Opens the About dialog with version and licences.
void showAbout(QWidget *window);

} // namespace DigitSum::Gui
