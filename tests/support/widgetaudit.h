// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

QT_BEGIN_NAMESPACE
class QMenuBar;
class QWidget;
QT_END_NAMESPACE

/// Walks a window's widgets and finds what keeps somebody from using it. Each gap is a line that
/// names the widget; none means all is well.
namespace WidgetAudit {

/// Controls that take the focus and lack an object name, or a name that assistive tools can read.
[[nodiscard]] QStringList namelessControls(const QWidget &window);

/// Visible, enabled controls that pressing Tab never comes to. The window is active.
[[nodiscard]] QStringList unreachableControls(QWidget &window);

/// Entries of one menu, or menus of the bar, that share a mnemonic; and those without one.
[[nodiscard]] QStringList ambiguousMnemonics(const QMenuBar &bar);

/// Visible, enabled controls of a window, its menus included, that share a mnemonic.
[[nodiscard]] QStringList sharedMnemonics(const QWidget &window);

/// Visible texts whose ink, by the palette, has less contrast than 4.5 with the ground that is
/// painted below them; disabled ones among them.
[[nodiscard]] QStringList faintTexts(QWidget &window);

/// Visible labels, buttons and fields that have less room than their text needs.
[[nodiscard]] QStringList clippedTexts(const QWidget &window);

} // namespace WidgetAudit
