// SPDX-License-Identifier: MIT
#pragma once

#include "common/protocol/protocolwords.h"
#include "server/service/service.h"
#include "tests/support/nativeclient.h"
#include "tests/support/testclient.h"

#include <QLoggingCategory>
#include <QSignalSpy>

#include <memory>

namespace DigitSum::Testing {

/// Creates a new service for each test function. Helpers start it on the loopback interface and
/// provide clients, snapshots and the protocol's texts.
class ServiceFixture : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServiceFixture)

private Q_SLOTS:
    void init() { m_service = std::make_unique<Service>(); }
    void cleanup() { m_service.reset(); }

protected:
    static inline const QByteArray greeting = "Welcome to the server\r\n";
    static inline const QByteArray invalid = Words::invalid.toByteArray() + "\r\n";
    static inline const QByteArray farewell = Words::farewell.toByteArray() + "\r\n";

    ServiceFixture()
    {
        QLoggingCategory::setFilterRules(QStringLiteral("digitsum.service.info=false"));
    }

    /// Uses Qt's event dispatcher if DIGITSUM_TEST_QT_DISPATCHER is set: the suites run with both.
    [[nodiscard]] static ServiceOptions testOptions()
    {
        ServiceOptions options;
        options.addresses = {QHostAddress(QHostAddress::LocalHost)};
        options.port = 0;
        options.threads = 2;
        options.useQtEventDispatcher = qEnvironmentVariableIsSet("DIGITSUM_TEST_QT_DISPATCHER");
        options.bindRetryPause = std::chrono::milliseconds(1);
        return options;
    }

    [[nodiscard]] static QByteArray notice(QByteArrayView words)
    {
        return words.toByteArray() + "\r\n";
    }

    /// The numbers from 1 to \a last as requests.
    [[nodiscard]] static QByteArray countTo(int last)
    {
        QByteArray lines;
        for (int i = 1; i <= last; ++i)
            lines += QByteArray::number(i) + '\n';
        return lines;
    }

    /// The replies to countTo().
    [[nodiscard]] static QByteArray sumsTo(int last)
    {
        QByteArray lines;
        for (int i = 1; i <= last; ++i) {
            int sum = 0;
            for (int rest = i; rest > 0; rest /= 10)
                sum += rest % 10;
            lines += QByteArray::number(sum) + "\r\n";
        }
        return lines;
    }

    /// \returns the port, or 0 if the service does not start listening.
    quint16 start(const ServiceOptions &options = testOptions())
    {
        m_service->start(options);
        const bool isListening =
            QTest::qWaitFor([this] { return m_service->state() == Service::State::Listening; });
        return isListening ? m_service->endpoints().first().port : 0;
    }

    /// Like start(), but also takes a snapshot, from which on the service records changes.
    quint16 startObserved(const ServiceOptions &options = testOptions())
    {
        const quint16 port = start(options);
        snapshot();
        return port;
    }

    /// A client that is connected and has received the greeting.
    [[nodiscard]] std::unique_ptr<TestClient> connected() const
    {
        auto client = std::make_unique<TestClient>(m_service->endpoints().first().port);
        if (!QTest::qWaitFor([&] { return client->received() == greeting; }))
            qWarning("Received this instead of the greeting: %s", client->received().constData());
        client->takeReceived();
        return client;
    }

    Snapshot snapshot()
    {
        QSignalSpy taken(m_service.get(), &Service::snapshotTaken);
        m_service->takeSnapshot();
        if (!QTest::qWaitFor([&] { return !taken.isEmpty(); }))
            qWarning("The service took no snapshot");
        return taken.isEmpty() ? Snapshot() : taken.first().first().value<Snapshot>();
    }

    /// Waits for the first departure since the previous snapshot.
    Departure departure()
    {
        QList<Departure> departures;
        if (!QTest::qWaitFor([&] { return !(departures += snapshot().departures).isEmpty(); }))
            qWarning("No client departed");
        return departures.isEmpty() ? Departure() : departures.first();
    }

    std::unique_ptr<Service> m_service;
};

} // namespace DigitSum::Testing
