// SPDX-License-Identifier: MIT
#include "gui-client/connection/connectionadvice.h"

#include <QFileDialog>

namespace DigitSum::Gui {

/// Time between attempts to connect to a server that was just started.
constexpr std::chrono::milliseconds pauseBetweenTries{250};

ConnectionAdvice::ConnectionAdvice(Session &session, MessageBar &messages,
                                   const LocalServer::Setup &localServer, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_messages(messages)
    , m_window(window)
    , m_localServer(localServer)
{
    m_nextTry.setSingleShot(true);
    m_nextTry.setInterval(pauseBetweenTries);
    connect(&m_nextTry, &QTimer::timeout, this, &ConnectionAdvice::tryAgain);
    connect(&m_session, &Session::stateChanged, this, &ConnectionAdvice::onStateChanged);
}

void ConnectionAdvice::onStateChanged(Session::State state)
{
    switch (state) {
    case Session::State::LookingUp:
        if (!m_localServer.isStarting()) {
            m_wasStarted = false;
            m_messages.withdraw(&m_session);
        }
        break;
    case Session::State::Connected:
        m_localServer.stopWaiting();
        m_messages.withdraw(&m_session);
        break;
    case Session::State::Lost:
        onLost();
        break;
    case Session::State::Disconnected:
        giveUp();
        break;
    case Session::State::Connecting:
    case Session::State::Closing:
    case Session::State::Reconnecting: // the connection bar shows it
        break;
    }
}

void ConnectionAdvice::onLost()
{
    if (m_localServer.isStarting() && m_localServer.mayHelp(m_session.error())) {
        m_nextTry.start();
        return;
    }
    m_localServer.stopWaiting();
    showError();
}

void ConnectionAdvice::showError()
{
    const SessionError &error = m_session.error();
    const ErrorText text = explain(error);
    const QString advice =
        m_wasStarted && m_localServer.mayHelp(error)
            ? tr("The server that was started on this computer does not listen. See its window "
                 "for the reason.")
            : QString(text.why + u' ' + text.nextStep).trimmed();
    m_messages.showMessage(&m_session, SemanticColor::Bad, text.what, advice, remedyFor(error),
                           alternativeFor(error));
}

/// Returns the step that most likely solves the problem.
MessageBar::Button ConnectionAdvice::remedyFor(const SessionError &error)
{
    switch (error.kind) {
    case SessionError::Kind::UnknownAuthority:
    case SessionError::Kind::NoAuthorities:
    case SessionError::Kind::AuthoritiesUnreadable:
        return {tr("Choose &authority file…"), [this] { askForAuthority(); }};
    case SessionError::Kind::TlsExpected:
        return {tr("Use TLS"), [this] {
                    Q_EMIT retryWithRequested({TlsOptions::Mode::Verified, {}});
                }};
    default:
        return {tr("Retr&y"), [this] { Q_EMIT retryRequested(); }};
    }
}

/// Returns an alternative step, which may be less secure.
MessageBar::Button ConnectionAdvice::alternativeFor(const SessionError &error)
{
    if (m_localServer.mayHelp(error))
        return {tr("Start a server here"), [this] { startLocalServer(); }};
    switch (error.kind) {
    case SessionError::Kind::UnknownAuthority:
    case SessionError::Kind::WrongName:
    case SessionError::Kind::CertificateExpired:
    case SessionError::Kind::CertificateNotYetValid:
    case SessionError::Kind::CertificateRejected:
        return {tr("Connect &unverified"), [this] {
                    Q_EMIT retryWithRequested({TlsOptions::Mode::Unverified, {}});
                }};
    default:
        return {};
    }
}

void ConnectionAdvice::askForAuthority()
{
    auto *dialog = new QFileDialog(m_window, tr("Choose a certificate authority"));
    dialog->setObjectName(QStringLiteral("authorityDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        Q_EMIT retryWithRequested({TlsOptions::Mode::Verified, path});
    });
    dialog->open();
}

void ConnectionAdvice::startLocalServer()
{
    if (m_localServer.start(m_session.port())) {
        m_wasStarted = true;
        showStarting();
        tryAgain();
        return;
    }
    m_messages.showMessage(&m_session, SemanticColor::Bad, tr("The server did not start."),
                           tr("Could not run %1. Reinstall it, or start a server yourself.")
                               .arg(m_localServer.program()));
}

void ConnectionAdvice::showStarting()
{
    m_messages.showMessage(
        &m_session, SemanticColor::Busy, tr("Starting a server on this computer…"),
        tr("The server has its own window. This client connects as soon as the server "
           "is listening."),
        {tr("Stop waiting"), [this] { giveUp(); }});
}

void ConnectionAdvice::tryAgain()
{
    if (m_localServer.isStarting())
        m_session.open(m_session.host(), m_session.port(), m_session.tls());
    else
        showError();
}

void ConnectionAdvice::giveUp()
{
    if (!m_localServer.isStarting())
        return;
    m_localServer.stopWaiting();
    m_nextTry.stop();
    m_session.close();
    m_messages.withdraw(&m_session);
}

void ConnectionAdvice::retranslate()
{
    if (!m_messages.hasMessage(&m_session))
        return;
    if (m_localServer.isStarting())
        showStarting();
    else if (m_session.state() == Session::State::Lost)
        showError();
}

} // namespace DigitSum::Gui
