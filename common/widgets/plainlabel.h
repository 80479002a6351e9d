// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace DigitSum {

// In the programs with windows, every label shows its text as it is, even if it looks like HTML:
// this includes the labels that Qt creates for tooltips and message boxes. Only labels with
// Qt::RichText interpret it, which must not be used for texts from outside.

/// Returns a new label.
[[nodiscard]] QLabel *plainLabel(const QString &objectName, QWidget *parent);

} // namespace DigitSum
