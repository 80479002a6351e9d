// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QTimer>

#include <chrono>

QT_FORWARD_DECLARE_CLASS(QWidget)

namespace DigitSum {

/// Alerts screen readers to what a widget has come to show, which is its accessible name. Of the
/// changes that follow each other within \c interval, only the first and the last are announced, so
/// that a fast server does not talk over the user. A child of its widget.
class Announcement final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Announcement)

public:
    static constexpr std::chrono::milliseconds interval{1000};

    explicit Announcement(QWidget *widget);

    /// Announces the widget now, or at the end of the interval.
    void announce();

Q_SIGNALS:
    /// Emitted just before the alert: the last chance to set the accessible name.
    void due();

private:
    void send();

    QWidget *m_widget;
    bool m_isDue = false;
    QTimer m_pause;
};

} // namespace DigitSum
