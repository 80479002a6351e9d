// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <functional>

QT_BEGIN_NAMESPACE
class QMessageBox;
class QWidget;
QT_END_NAMESPACE

namespace DigitSum::ConsoleDialogs {

/// What a question is made of; the button that does nothing is the default.
struct Question
{
    QString name; ///< objectName
    QString title;
    QString text;
    QString consequences;
    QString yes;
    QString no;
};

/// Opens a question over \a parent and returns at once; \a answered is called with whether it was
/// answered with yes. The box deletes itself.
QMessageBox *ask(QWidget *parent, const Question &question,
                 const std::function<void(bool isYes)> &answered);

/// How clients of all kinds connect to \a address; empty: the server is stopped.
void showHowToConnect(QWidget *parent, const QString &address);
void showAbout(QWidget *parent);

} // namespace DigitSum::ConsoleDialogs
