// SPDX-License-Identifier: MIT
#include "gui-client/connection/connectionadvice.h"

#include <QFileDialog>

namespace DigitSum::Gui {

namespace {

/// Between two tries of a server that was just started.
constexpr std::chrono::milliseconds pauseBetweenTries{250};

} // namespace

ConnectionAdvice::ConnectionAdvice(Session &session, NoticeBoard &board,
                                   const LocalServer::Setup &localServer, QWidget *window)
    : QObject(window)
    , m_session(session)
    , m_board(board)
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
            m_board.clear();
        }
        break;
    case Session::State::Connected:
        m_localServer.stopWaiting();
        m_board.clear();
        break;
    case Session::State::Lost:
        onLost();
        break;
    case Session::State::Disconnected:
        giveUp();
        break;
    case Session::State::Connecting:
    case Session::State::Closing:
    case Session::State::Reconnecting: // the state says all, and Cancel is beside it
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
    tellError();
}

void ConnectionAdvice::tellError()
{
    const SessionError &error = m_session.error();
    const ErrorText text = explain(error);
    const QString advice =
        m_wasStarted && m_localServer.mayHelp(error)
            ? tr("A server was started on this computer, but it does not listen there. "
                 "Its window says why.")
            : QString(text.why + u' ' + text.nextStep).trimmed();
    m_told = text.what;
    m_board.tell(Tone::Bad, m_told, advice, cureFor(error), riskFor(error));
}

/// What is likely to help.
NoticeBoard::Offer ConnectionAdvice::cureFor(const SessionError &error)
{
    switch (error.kind) {
    case SessionError::Kind::UnknownAuthority:
    case SessionError::Kind::NoAuthorities:
    case SessionError::Kind::AuthoritiesUnreadable:
        return {tr("Choose its &authority…"), [this] { askForAuthority(); }};
    case SessionError::Kind::TlsExpected:
        return {tr("Use TLS"), [this] {
                    Q_EMIT retryWithRequested({TlsOptions::Mode::Verified, {}});
                }};
    default:
        return {tr("Retr&y"), [this] { Q_EMIT retryRequested(); }};
    }
}

/// What people may do instead, if they know what they do.
NoticeBoard::Offer ConnectionAdvice::riskFor(const SessionError &error)
{
    if (m_localServer.mayHelp(error))
        return {tr("Start one here"), [this] { startLocalServer(); }};
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
    auto *dialog = new QFileDialog(m_window, tr("Trust the authority in"));
    dialog->setObjectName(QStringLiteral("authorityDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Certificates (*.pem *.crt *.cer)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        Q_EMIT retryWithRequested({TlsOptions::Mode::Verified, path});
    });
    dialog->open();
}

// ---- a server started here ----

void ConnectionAdvice::startLocalServer()
{
    if (m_localServer.start(m_session.port())) {
        m_wasStarted = true;
        tellStart();
        tryAgain();
        return;
    }
    m_told = tr("The server did not start.");
    m_board.tell(Tone::Bad, m_told,
                 tr("%1 can't be run. Install it again, or start a server yourself.")
                     .arg(m_localServer.program()));
}

void ConnectionAdvice::tellStart()
{
    m_told = tr("Starting a server on this computer…");
    m_board.tell(Tone::Busy, m_told,
                 tr("It opens a window of its own; this one connects as soon as it listens."),
                 {tr("Stop waiting"), [this] { giveUp(); }});
}

void ConnectionAdvice::tryAgain()
{
    if (m_localServer.isStarting())
        m_session.open(m_session.host(), m_session.port(), m_session.tls());
    else
        tellError();
}

void ConnectionAdvice::giveUp()
{
    if (!m_localServer.isStarting())
        return;
    m_localServer.stopWaiting();
    m_nextTry.stop();
    m_session.close();
    m_board.clear();
}

void ConnectionAdvice::retranslate()
{
    if (!m_board.shows(m_told))
        return;
    if (m_localServer.isStarting())
        tellStart();
    else if (m_session.state() == Session::State::Lost)
        tellError();
}

} // namespace DigitSum::Gui
