// SPDX-License-Identifier: MIT
#pragma once

#include "translations/translation.h"

#include <QObject>
#include <QStringList>

namespace DigitSum {

/// The language of the application's texts, numbers and layout direction. Open windows get
/// QEvent::LanguageChange when it changes. One per application.
class Language final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Language)

public:
    explicit Language(QObject *parent = nullptr);
    ~Language() override = default; ///< Resets the texts to English.

    /// Returns the codes that setCode() accepts, such as "de", sorted.
    [[nodiscard]] static QStringList available() { return Translation::languages(); }
    /// Returns the native name of a language, such as "Deutsch".
    [[nodiscard]] static QString nameOf(const QString &code);

    /// Switches to \a code; an empty or unknown code selects the system's language.
    void setCode(const QString &code);
    /// Returns the selected code, empty for the system's language.
    [[nodiscard]] QString code() const { return m_code; }

private:
    Translation m_translation;
    QString m_code;
};

} // namespace DigitSum
