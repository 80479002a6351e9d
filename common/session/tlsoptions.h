// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QMetaType>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QString>

#include <optional>

namespace DigitSum {

/// Whether a session encrypts, and whom it trusts. A value type.
struct TlsOptions
{
    enum class Mode : quint8 {
        Off,
        Verified,   ///< only with a server that proves who it is
        Unverified, ///< encrypted, but with whoever answers: a choice that people must make
    };

    Mode mode = Mode::Off;
    /// PEM file of the authorities to trust in place of the system's; empty for the system's.
    QString authoritiesFile;

    friend bool operator==(const TlsOptions &, const TlsOptions &) = default;
};

/// What a file of authorities holds, or why nothing can be read from it.
struct Authorities
{
    QList<QSslCertificate> certificates;
    QString error; ///< the system's text; empty if the file was read, though it may hold none

    [[nodiscard]] static Authorities fromFile(const QString &path);
};

/// TLS 1.2 and up, and what \a options say. \a authorities are those of its file, if it has one.
[[nodiscard]] QSslConfiguration tlsConfiguration(const TlsOptions &options,
                                                 const QList<QSslCertificate> &authorities);

} // namespace DigitSum

Q_DECLARE_METATYPE(DigitSum::TlsOptions)
