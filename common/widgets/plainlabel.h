// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace DigitSum {

/// Returns a new label that never interprets its text as HTML.
[[nodiscard]] inline QLabel *plainLabel(const QString &objectName, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    return label;
}

} // namespace DigitSum
