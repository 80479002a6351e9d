// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/tlsfile.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>

#include <utility>

namespace DigitSum::Testing {

/// A TestClient that speaks TLS, and trusts the authority that the tests have.
class TlsClient final : public QSslSocket
{
public:
    /// Connects to \a port of the loopback interface; what is sent before waits for the handshake.
    explicit TlsClient(quint16 port)
    {
        setProxy(QNetworkProxy::NoProxy);
        QSslConfiguration configuration = sslConfiguration();
        configuration.setCaCertificates(
            QSslCertificate::fromPath(tlsFile(QStringLiteral("ca.pem"))));
        setSslConfiguration(configuration);
        connect(this, &QSslSocket::readyRead, this, &TlsClient::receive);
        connect(this, &QSslSocket::disconnected, this, [this] { m_isClosed = true; });
        connect(this, &QSslSocket::errorOccurred, this, [this] {
            if (m_firstError.isEmpty())
                m_firstError = errorString();
        });
        connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    }

    /// Before the base class closes the socket and tells members that are gone.
    ~TlsClient() override { disconnect(this, nullptr, this, nullptr); }

    void stopReading()
    {
        setReadBufferSize(1024);
        m_isReading = false;
    }
    void resumeReading()
    {
        m_isReading = true;
        setReadBufferSize(0);
        receive();
    }

    [[nodiscard]] const QByteArray &received() const { return m_received; }
    QByteArray takeReceived() { return std::exchange(m_received, {}); }
    [[nodiscard]] bool isClosed() const { return m_isClosed; }
    /// The server said that this is the end, and nothing was cut off.
    [[nodiscard]] bool wasToldTheEnd() const
    {
        return m_firstError == QSslSocket::tr("The TLS/SSL connection has been closed");
    }

private:
    void receive()
    {
        if (m_isReading)
            m_received += readAll();
    }

    QByteArray m_received;
    QString m_firstError;
    bool m_isReading = true;
    bool m_isClosed = false;
};

} // namespace DigitSum::Testing
