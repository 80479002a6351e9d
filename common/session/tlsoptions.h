// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/sessionerror.h"

#include <QMetaType>
#include <QSslConfiguration>
#include <QString>

#include <optional>

namespace DigitSum {

/// Whether a session encrypts, and which authorities it trusts. A value type.
struct TlsOptions
{
    enum class Mode : quint8 {
        Off,
        Verified,   ///< encrypted; the server's certificate is verified
        Unverified, ///< encrypted, but the server's identity is not verified
    };

    Mode mode = Mode::Off;
    /// PEM file of the trusted authorities; empty for the system's.
    QString authoritiesFile;

    friend bool operator==(const TlsOptions &, const TlsOptions &) = default;
};

/// The socket configuration for TlsOptions (TLS 1.2 or later), or an error.
struct TlsSetup
{
    QSslConfiguration configuration;
    std::optional<SessionError> error; ///< with kind and detail

    /// Reads the file of authorities if one is set.
    [[nodiscard]] static TlsSetup from(const TlsOptions &options);
};

} // namespace DigitSum

Q_DECLARE_METATYPE(DigitSum::TlsOptions)
