// SPDX-License-Identifier: MIT
#include "server/console/listen/servicenotices.h"

#include "common/widgets/messagebar.h"

namespace DigitSum {

ServiceNotices::ServiceNotices(MessageBar &bar, Service &service)
    : QObject(&bar)
    , m_bar(bar)
    , m_service(service)
{
    connect(&service, &Service::stateChanged, this, &ServiceNotices::onStateChanged);
    connect(&service, &Service::bindFailed, this, &ServiceNotices::onBindFailed);
    connect(&service, &Service::startFailed, this, &ServiceNotices::showStartFailure);
}

void ServiceNotices::onStateChanged(Service::State state)
{
    if (state != Service::State::Stopping)
        m_bar.withdraw(&m_service);
}

void ServiceNotices::onBindFailed(const BindError &error, int retriesLeft)
{
    if (retriesLeft == 0)
        showStartFailure(error.explanation());
    else
        m_bar.showMessage(&m_service, SemanticColor::Warning,
                          tr("Not listening yet; %n attempt(s) left", nullptr, retriesLeft),
                          error.explanation(), {tr("Stop trying"), [this] { m_service.stop(); }});
}

void ServiceNotices::showStartFailure(const QString &explanation)
{
    m_bar.showMessage(&m_service, SemanticColor::Bad, tr("The server could not start"),
                      explanation);
}

void ServiceNotices::showStopping(quint64 clients)
{
    if (clients > 0)
        m_bar.showMessage(
            &m_service, SemanticColor::Warning, tr("Stopping"),
            tr("%n client(s) still connected; answering pending requests.", nullptr, int(clients)),
            {tr("Stop now"), [this] { m_service.stopNow(); }});
}

void ServiceNotices::showAccepting(bool accepting)
{
    if (accepting)
        m_bar.withdraw(&m_service);
    else
        m_bar.showMessage(
            &m_service, SemanticColor::Warning, tr("New clients are rejected"),
            tr("New clients get the notice \"%1\" and are disconnected. Connected clients stay.")
                .arg(QString::fromLatin1(Words::noticeFull)),
            {tr("Accept new clients"), [this] { Q_EMIT acceptRequested(); }});
}

} // namespace DigitSum
