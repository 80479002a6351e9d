// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/testclient.h"
#include "tests/support/tlsfile.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>

namespace DigitSum::Testing {

/// A client like TestClient that uses TLS and trusts the tests' certificate authority.
class TlsClient final : public RecordingSocket<QSslSocket>
{
public:
    /// Starts to connect to \a port of the loopback interface. Data is sent after the handshake.
    explicit TlsClient(quint16 port)
    {
        QSslConfiguration configuration = sslConfiguration();
        configuration.setCaCertificates(
            QSslCertificate::fromPath(tlsFile(QStringLiteral("ca.pem"))));
        setSslConfiguration(configuration);
        connect(this, &QSslSocket::errorOccurred, this, [this] {
            if (m_firstError.isEmpty())
                m_firstError = errorString();
        });
        connectToHostEncrypted(QStringLiteral("127.0.0.1"), port);
    }

    /// True if the server sent a TLS close_notify, so that nothing was truncated.
    [[nodiscard]] bool wasToldTheEnd() const
    {
        return m_firstError == QSslSocket::tr("The TLS/SSL connection has been closed");
    }

private:
    QString m_firstError;
};

} // namespace DigitSum::Testing
