// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/service.h"

#include <QObject>

namespace DigitSum {

class MessageBar;

/// Shows messages about the service in a message bar and carries out the action of its button.
class ServiceNotices final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceNotices)

public:
    /// Becomes a child of \a bar. \a service must outlive it.
    ServiceNotices(MessageBar &bar, Service &service);

    /// Shows that the service is stopping and how many \a clients are still connected.
    void showStopping(quint64 clients);
    /// Shows that new clients are rejected; hides the bar if \a accepting.
    void showAccepting(bool accepting);

Q_SIGNALS:
    void acceptRequested(); ///< The user wants to accept new clients again.

private:
    void onStateChanged(Service::State state);
    void onBindFailed(const BindError &error, int retriesLeft);
    void showStartFailure(const QString &explanation);

    MessageBar &m_bar;
    Service &m_service;
};

} // namespace DigitSum
