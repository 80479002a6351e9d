// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

QT_FORWARD_DECLARE_CLASS(QWidget)

/// Finds places of a window where a text from outside would be taken for HTML or have no room.
namespace MarkupAudit {

/// A text that Qt takes for HTML. Without an effect if it is interpreted.
inline const QString hostileText = QStringLiteral("<img src='/nonexistent'><b>1</b>");

/// Checks the labels and what's-this texts of \a window, and hovers over each widget and each cell
/// of its tables to check their tooltips. Returns one line for each problem.
[[nodiscard]] QStringList interpretedTexts(QWidget &window);

/// Returns the tooltips that are wider than the screen or cut, one line for each.
[[nodiscard]] QStringList wideToolTips(QWidget &window);

/// Returns the window's minimum width once its layouts have settled: each level of nesting posts an
/// event to the next.
[[nodiscard]] int settledMinimum(const QWidget &window);

/// Returns the texts that \a window and its tooltips show and that contain \a part, so that a test
/// can prove that a hostile text arrived.
[[nodiscard]] QStringList textsWith(QWidget &window, const QString &part);

} // namespace MarkupAudit
