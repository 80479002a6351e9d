// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

QT_FORWARD_DECLARE_CLASS(QMenuBar)
QT_FORWARD_DECLARE_CLASS(QWidget)

/// Checks a window's widgets for accessibility problems. Each function returns one line per
/// problem, which names the widget.
namespace WidgetAudit {

/// Focusable controls without an object name or an accessible name.
[[nodiscard]] QStringList namelessControls(const QWidget &window);

/// Visible, enabled controls that the Tab key does not reach. The window must be active.
[[nodiscard]] QStringList unreachableControls(QWidget &window);

/// Menus, and entries within one menu, that share a mnemonic or have none.
[[nodiscard]] QStringList ambiguousMnemonics(const QMenuBar &bar);

/// Visible, enabled controls and menus of a window that share a mnemonic.
[[nodiscard]] QStringList sharedMnemonics(const QWidget &window);

/// Shortcuts of the window's menus that a focused control swallows, on this platform or on X11,
/// where text fields know more keys.
[[nodiscard]] QStringList swallowedShortcuts(const QWidget &window);

/// Visible texts, including disabled ones, whose contrast between the palette's text colour and the
/// painted background is below 4.5:1.
[[nodiscard]] QStringList faintTexts(QWidget &window);

/// Visible labels, buttons and fields that are too small for their text.
[[nodiscard]] QStringList clippedTexts(const QWidget &window);

} // namespace WidgetAudit
