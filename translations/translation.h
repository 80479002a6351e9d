// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

QT_BEGIN_NAMESPACE
class QCoreApplication;
QT_END_NAMESPACE

namespace DigitSum {

/// Has \a application speak the language that the user's locale asks for, as far as there is a
/// catalogue: our texts and, where Qt's catalogues are installed, those of Qt's own dialogs.
/// Call it once, before the first text is made. The translators belong to \a application.
///
/// The direction of layouts does not follow: windows set it from QLocale().textDirection().
void installTranslations(QCoreApplication &application);

} // namespace DigitSum
