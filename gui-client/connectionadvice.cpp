// SPDX-License-Identifier: MIT
#include "gui-client/connectionadvice.h"

#include "gui-client/noticeboard.h"

namespace DigitSum {

namespace {

/// Between two tries of a server that was just started.
constexpr std::chrono::milliseconds pauseBetweenTries{250};

} // namespace

ConnectionAdvice::ConnectionAdvice(Session &session, NoticeBoard &board,
                                   const LocalServer::Setup &localServer, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_board(board)
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
    case Session::State::Reconnecting:
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
    NoticeBoard::Offer startOne;
    const bool isNoneHere = m_localServer.mayHelp(error);
    if (isNoneHere)
        startOne = {tr("Start &one here"), [this] { startLocalServer(); }};
    const QString advice =
        m_wasStarted && isNoneHere
            ? tr("A server was started on this computer, but it does not listen there. "
                 "Its window says why.")
            : QString(text.why + u' ' + text.nextStep).trimmed();
    m_told = text.what;
    m_board.tell(Tone::Bad, m_told, advice, {tr("Re&try"), [this] { Q_EMIT retryRequested(); }},
                 startOne);
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
                 {tr("S&top waiting"), [this] { giveUp(); }});
}

void ConnectionAdvice::tryAgain()
{
    if (m_localServer.isStarting())
        m_session.open(m_session.host(), m_session.port());
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

} // namespace DigitSum
