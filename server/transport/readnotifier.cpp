// SPDX-License-Identifier: MIT
#include "server/transport/readnotifier.h"

#include <QCoreApplication>
#include <QTcpSocket>

namespace DigitSum {

ReadNotifier::ReadNotifier(QTcpSocket &socket, QObject &watcher)
{
    const auto notifiers = socket.findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() == QSocketNotifier::Read) {
            m_notifier = notifier;
            notifier->installEventFilter(&watcher);
        }
    }
}

void ReadNotifier::close()
{
    m_isClosed = true;
    if (m_notifier)
        m_notifier->setEnabled(false);
}

void ReadNotifier::open()
{
    m_isClosed = false;
    if (m_notifier)
        m_notifier->setEnabled(true);
}

void ReadNotifier::readNow()
{
    if (!m_notifier || m_isClosed)
        return;
    QEvent event(QEvent::SockAct);
    QCoreApplication::sendEvent(m_notifier, &event);
}

} // namespace DigitSum
