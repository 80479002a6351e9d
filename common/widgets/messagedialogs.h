// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

QT_FORWARD_DECLARE_CLASS(QMessageBox)
QT_FORWARD_DECLARE_CLASS(QWidget)

namespace DigitSum {

/// A yes-or-no question. "No" is the default button and changes nothing.
struct Question
{
    QString name; ///< objectName; the buttons' names end with "Yes" and "No"
    QString title;
    QString text;
    QString consequences;
    QString yes;
    QString no;
};

/// Returns a message box over \a parent that deletes itself when closed. Open it
/// with open(), which does not block.
[[nodiscard]] QMessageBox *makeMessageBox(QWidget *parent, const QString &name,
                                          const QString &title, const QString &text,
                                          const QString &details);

/// Opens a question over \a parent and returns at once. Calls \a answered when the box closes.
QMessageBox *ask(QWidget *parent, const Question &question,
                 const std::function<void(bool isYes)> &answered);

} // namespace DigitSum
