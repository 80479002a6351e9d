// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

QT_FORWARD_DECLARE_CLASS(QMimeData)
QT_FORWARD_DECLARE_CLASS(QWidget)

namespace DigitSum {
class MessageBar;
} // namespace DigitSum

namespace DigitSum::Gui {

class BulkPanel;
class RequestBar;

/// Handles text and files that the user pastes, drops or opens. Inserts one short line into the
/// digit field; for anything else, asks how to send it. A child of its window.
class ExternalInput final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ExternalInput)

public:
    ExternalInput(RequestBar &request, BulkPanel &bulk, MessageBar &messages, QWidget *window);

    void takeText(const QString &text);
    void takeDrop(const QMimeData &data);
    void askForFile();

private:
    void sendLines(const QByteArray &lines);

    RequestBar &m_request;
    BulkPanel &m_bulk;
    MessageBar &m_messages;
    QWidget *m_window;
};

} // namespace DigitSum::Gui
