// SPDX-License-Identifier: MIT
#pragma once

#include <QTranslator>

namespace DigitSum {

/// The application speaks QLocale()'s language while this exists, as far as there are catalogues:
/// our texts and, where Qt's catalogues are installed, those of Qt's own dialogs. Make one right
/// after the application object, before the first text.
///
/// The direction of layouts does not follow: windows set it from QLocale().textDirection().
class Translation final
{
    Q_DISABLE_COPY_MOVE(Translation)

public:
    Translation() { load(); }
    ~Translation() = default;

    /// Once more, after the default QLocale has changed.
    void load();

    /// Codes of the languages that have a catalogue of ours, such as "de"; sorted.
    [[nodiscard]] static QStringList languages();

private:
    QTranslator m_texts;
    QTranslator m_qtTexts;
};

} // namespace DigitSum
