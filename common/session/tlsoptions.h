// SPDX-License-Identifier: MIT
#pragma once

#include "common/session/sessionerror.h"

#include <QMetaType>
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

/// How to encrypt as \a options say: TLS 1.2 and up. Or why that can't be had.
struct TlsSetup
{
    QSslConfiguration configuration;
    std::optional<SessionError> error; ///< kind and detail

    /// Reads the file of authorities, if there is one.
    [[nodiscard]] static TlsSetup from(const TlsOptions &options);
};

} // namespace DigitSum

Q_DECLARE_METATYPE(DigitSum::TlsOptions)
