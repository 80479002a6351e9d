// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/session.h"
#include "tests/support/mortalserver.h"
#include "tests/support/scriptedpeer.h"

#include <QTest>

namespace DigitSum::Testing {

/// Records the signals of a session.
struct SessionClient
{
    explicit SessionClient(const Session::Limits &limits = {})
        : session(limits)
    {
        QObject::connect(&session, &Session::answered, &session,
                         [this](const QList<Exchange> &exchanges) { answers += exchanges; });
        QObject::connect(&session, &Session::stateChanged, &session,
                         [this](Session::State state) { states += state; });
        QObject::connect(&session, &Session::saidFarewell, &session,
                         [this](const QString &text) { farewell = text; });
    }

    void open(const ScriptedPeer &peer) { session.open(peer.host(), peer.port()); }
    void open(const MortalServer &server)
    {
        session.open(QStringLiteral("127.0.0.1"), server.port());
    }

    [[nodiscard]] QList<Exchange::Outcome> outcomes() const
    {
        QList<Exchange::Outcome> list;
        for (const Exchange &exchange : answers)
            list += exchange.outcome;
        return list;
    }

    Session session;
    QList<Exchange> answers;
    QList<Session::State> states;
    QString farewell;
};

inline constexpr Reconnector::Limits quick{.first = std::chrono::milliseconds(1),
                                           .longest = std::chrono::milliseconds(5)};
inline constexpr Reconnector::Limits patient{.first = std::chrono::hours(1),
                                             .longest = std::chrono::hours(1)};

/// A session that reconnects, and a check that each request got its answer.
struct ReconnectingClient : SessionClient
{
    explicit ReconnectingClient(const Reconnector::Limits &limits = quick,
                                Reconnect mode = Reconnect::AfterLoss)
        : SessionClient({.reconnect = limits})
    {
        session.setReconnecting(mode);
    }

    /// Sends the numbers from 0 to \a count - 1.
    void askNumbers(int count)
    {
        for (int i = 0; i < count; ++i)
            session.ask(QByteArray::number(i));
    }

    /// Checks that each request of askNumbers() got one correct answer, in order.
    void checkNumbers(int count) const
    {
        QCOMPARE(answers.size(), count);
        for (int i = 0; i < count; ++i) {
            const Exchange &exchange = answers[i];
            QCOMPARE(exchange.id, ExchangeId(i + 1));
            QCOMPARE(exchange.request, QByteArray::number(i));
            QCOMPARE(exchange.outcome, Exchange::Outcome::Sum);
            quint64 sum = 0;
            for (int rest = i; rest > 0; rest /= 10)
                sum += quint64(rest % 10);
            QCOMPARE(exchange.sum, sum);
        }
    }
};

} // namespace DigitSum::Testing
