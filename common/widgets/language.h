// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QStringList>
#include <QTranslator>

namespace DigitSum {

/// The language of the application's texts, numbers and layout direction; it can change while
/// windows are open, which get QEvent::LanguageChange. One per application. Catalogues are the
/// resources :/i18n/digitsum_<code>.qm and, where they are installed, Qt's own.
class Language final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Language)

public:
    explicit Language(QObject *parent = nullptr);
    ~Language() override; ///< the texts are English again

    /// Codes that have a catalogue, such as "de", and "en", which needs none; sorted.
    [[nodiscard]] static QStringList available();
    /// A language in its own words: "Deutsch".
    [[nodiscard]] static QString nameOf(const QString &code);

    /// Speaks \a code from now on; an empty or unknown one means the system's language.
    void setCode(const QString &code);
    /// As set; empty for the system's.
    [[nodiscard]] QString code() const { return m_code; }

private:
    void load(QTranslator &translator, const QString &catalogue, const QString &folder);

    QTranslator m_texts;
    QTranslator m_qtTexts;
    QString m_code;
};

} // namespace DigitSum
