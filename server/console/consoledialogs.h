// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

QT_FORWARD_DECLARE_CLASS(QString)
QT_FORWARD_DECLARE_CLASS(QWidget)

/// The dialogs of the server window's Help menu. They are non-blocking and delete themselves.
namespace DigitSum::ConsoleDialogs {

/// Shows how to connect each kind of client to \a address ("HOST:PORT", empty while the server is
/// stopped).
void showHowToConnect(QWidget *parent, const QString &address);
void showAbout(QWidget *parent);

} // namespace DigitSum::ConsoleDialogs
