// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/testclient.h"
#include "tests/support/tlsfile.h"

#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslSocket>

namespace DigitSum::Testing {

/// A TestClient that speaks TLS, and trusts the authority that the tests have.
class TlsClient final : public RecordingSocket<QSslSocket>
{
public:
    /// Connects to \a port of the loopback interface; what is sent before waits for the handshake.
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

    /// The server said that this is the end, and nothing was cut off.
    [[nodiscard]] bool wasToldTheEnd() const
    {
        return m_firstError == QSslSocket::tr("The TLS/SSL connection has been closed");
    }

private:
    QString m_firstError;
};

} // namespace DigitSum::Testing
