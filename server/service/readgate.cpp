// SPDX-License-Identifier: MIT
#include "server/service/readgate.h"

#include <QCoreApplication>
#include <QTcpSocket>

namespace DigitSum {

ReadGate::ReadGate(QTcpSocket &socket, QObject &watcher)
{
    const auto notifiers = socket.findChildren<QSocketNotifier *>();
    for (QSocketNotifier *notifier : notifiers) {
        if (notifier->type() == QSocketNotifier::Read) {
            m_notifier = notifier;
            notifier->installEventFilter(&watcher);
        }
    }
}

void ReadGate::close()
{
    m_isClosed = true;
    if (m_notifier)
        m_notifier->setEnabled(false);
}

void ReadGate::open()
{
    m_isClosed = false;
    if (m_notifier)
        m_notifier->setEnabled(true);
}

void ReadGate::readNow()
{
    if (!m_notifier || m_isClosed)
        return;
    QEvent event(QEvent::SockAct);
    QCoreApplication::sendEvent(m_notifier, &event);
}

} // namespace DigitSum
