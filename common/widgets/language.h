// SPDX-License-Identifier: MIT
#pragma once

#include "translations/translation.h"

#include <QObject>
#include <QStringList>

namespace DigitSum {

/// The language of the application's texts, numbers and layout direction; it can change while
/// windows are open, which get QEvent::LanguageChange. One per application.
class Language final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Language)

public:
    explicit Language(QObject *parent = nullptr);
    ~Language() override = default; ///< the texts are English again

    /// Codes that setCode() knows, such as "de"; sorted.
    [[nodiscard]] static QStringList available() { return Translation::languages(); }
    /// A language in its own words: "Deutsch".
    [[nodiscard]] static QString nameOf(const QString &code);

    /// Speaks \a code from now on; an empty or unknown one means the system's language.
    void setCode(const QString &code);
    /// As set; empty for the system's.
    [[nodiscard]] QString code() const { return m_code; }

private:
    Translation m_translation;
    QString m_code;
};

} // namespace DigitSum
