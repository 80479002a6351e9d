// SPDX-License-Identifier: MIT
#pragma once

#include "tests/support/tlsfile.h"

#include <QFile>
#include <QHostAddress>
#include <QPointer>
#include <QSslConfiguration>
#include <QSslKey>
#include <QSslSocket>
#include <QTcpServer>

namespace DigitSum::Testing {

/// A minimal TLS server on a free port of the loopback interface. It sends a greeting, answers each
/// line with the line's length in bytes, and closes the connection after `quit`.
class TlsPeer final : public QTcpServer
{
public:
    /// Uses the certificate \a name that tlscertificates.sh makes.
    explicit TlsPeer(const QString &name = QStringLiteral("server"))
    {
        QFile key(tlsFile(name + u".key"));
        if (!key.open(QIODevice::ReadOnly))
            qFatal("Cannot read the key %s", qPrintable(key.fileName()));
        m_configuration.setLocalCertificateChain(
            QSslCertificate::fromPath(tlsFile(name + u".pem")));
        m_configuration.setPrivateKey(QSslKey(&key, QSsl::Ec));
        listen(QHostAddress::LocalHost, 0);
    }

    void setProtocol(QSsl::SslProtocol protocol) { m_configuration.setProtocol(protocol); }
    /// Makes the server accept connections but never start the TLS handshake.
    void setSilent() { m_isSilent = true; }
    /// Stops reading from the newest client, so that the buffers fill up.
    void pauseReading() { m_newest->setReadBufferSize(1024); }
    void resumeReading()
    {
        m_newest->setReadBufferSize(0);
        m_newest->readAll();
    }
    /// All lines that clients have sent.
    [[nodiscard]] const QByteArray &received() const { return m_received; }
    [[nodiscard]] QSsl::SslProtocol sessionProtocol() const { return m_sessionProtocol; }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto *socket = new QSslSocket(this);
        m_newest = socket;
        socket->setSslConfiguration(m_configuration);
        socket->setSocketDescriptor(descriptor);
        if (m_isSilent)
            return;
        connect(socket, &QSslSocket::encrypted, this, [this, socket] {
            m_sessionProtocol = socket->sessionProtocol();
            socket->write("Welcome to the server\r\n");
        });
        connect(socket, &QSslSocket::readyRead, this, [this, socket] { answer(*socket); });
        socket->startServerEncryption();
    }

private:
    void answer(QSslSocket &socket)
    {
        while (socket.canReadLine()) {
            const QByteArray line = socket.readLine();
            m_received += line;
            if (line == "quit\n") {
                socket.write("Thank You .. See You soon !! \r\n");
                socket.disconnectFromHost();
            } else if (line != "\n") {
                socket.write(QByteArray::number(line.size() - 1) + "\r\n");
            }
        }
    }

    QSslConfiguration m_configuration;
    QPointer<QSslSocket> m_newest;
    QByteArray m_received;
    QSsl::SslProtocol m_sessionProtocol = QSsl::UnknownProtocol;
    bool m_isSilent = false;
};

} // namespace DigitSum::Testing
