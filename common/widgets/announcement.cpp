// SPDX-License-Identifier: MIT
#include "common/widgets/announcement.h"

#include <QAccessible>
#include <QWidget>

namespace DigitSum {

Announcement::Announcement(QWidget *widget)
    : QObject(widget)
    , m_widget(widget)
{
    m_pause.setSingleShot(true);
    m_pause.setInterval(interval);
    connect(&m_pause, &QTimer::timeout, this, &Announcement::send);
}

void Announcement::announce()
{
    m_isDue = true;
    if (!m_pause.isActive())
        send();
}

void Announcement::send()
{
    if (!m_isDue)
        return;
    m_isDue = false;
    Q_EMIT due();
    QAccessibleEvent event(m_widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
    m_pause.start();
}

} // namespace DigitSum
