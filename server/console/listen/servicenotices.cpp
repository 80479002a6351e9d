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
    connect(&bar, &MessageBar::actionTriggered, this, &ServiceNotices::onAction);
}

void ServiceNotices::onStateChanged(Service::State state)
{
    if (state != Service::State::Stopping)
        m_bar.clear();
}

void ServiceNotices::onBindFailed(const BindError &error, int retriesLeft)
{
    if (retriesLeft == 0)
        m_bar.showMessage(SemanticColor::Bad, tr("The server could not start"),
                          error.explanation());
    else
        m_bar.showMessage(SemanticColor::Warning,
                          tr("Not listening yet; %n more try(s)", nullptr, retriesLeft),
                          error.explanation(), tr("Stop trying"));
}

void ServiceNotices::showStopping(quint64 clients)
{
    if (clients > 0)
        m_bar.showMessage(
            SemanticColor::Warning, tr("Stopping"),
            tr("%n client(s) still get the answers to what they asked.", nullptr, int(clients)),
            tr("Stop now"));
}

void ServiceNotices::showAccepting(bool accepting)
{
    if (accepting)
        m_bar.clear();
    else
        m_bar.showMessage(SemanticColor::Warning, tr("New clients are turned away"),
                          tr("They are told \"%1\" Those who are connected stay.")
                              .arg(QString::fromLatin1(Words::noticeFull)),
                          tr("Accept again"));
}

void ServiceNotices::onAction()
{
    switch (m_service.state()) {
    case Service::State::Stopping:
        m_service.stopNow();
        break;
    case Service::State::Binding:
        m_service.stop();
        break;
    case Service::State::Listening:
        Q_EMIT acceptRequested();
        break;
    case Service::State::Stopped:
        break;
    }
}

} // namespace DigitSum
