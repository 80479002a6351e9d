// SPDX-License-Identifier: MIT
#pragma once

#include "server/service/service.h"

#include <QObject>

namespace DigitSum {

class MessageBar;

/// What the message bar says about the service, and what its button does about it.
class ServiceNotices final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceNotices)

public:
    /// A child of \a bar. \a service outlives it.
    ServiceNotices(MessageBar &bar, Service &service);

    /// While stopping: how many are still there.
    void showStopping(quint64 clients);
    /// That new clients are turned away, or nothing if they aren't.
    void showAccepting(bool accepting);

Q_SIGNALS:
    void acceptRequested();

private:
    void onStateChanged(Service::State state);
    void onBindFailed(const BindError &error, int retriesLeft);
    void onAction();

    MessageBar &m_bar;
    Service &m_service;
};

} // namespace DigitSum
