// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace DigitSum {

/// Returns a new label. Like every label of the program, it shows its text as it is, even if it
/// looks like HTML; see plaintext.cpp.
[[nodiscard]] inline QLabel *plainLabel(const QString &objectName, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    return label;
}

} // namespace DigitSum
