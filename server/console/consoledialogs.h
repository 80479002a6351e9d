// SPDX-License-Identifier: MIT
#pragma once

QT_BEGIN_NAMESPACE
class QString;
class QWidget;
QT_END_NAMESPACE

/// The server window's Help dialogs.
namespace DigitSum::ConsoleDialogs {

/// Shows how to connect each kind of client to \a address; empty while the server is stopped.
void showHowToConnect(QWidget *parent, const QString &address);
void showAbout(QWidget *parent);

} // namespace DigitSum::ConsoleDialogs
