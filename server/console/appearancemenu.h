// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/theme.h"

#include <QMenu>

QT_BEGIN_NAMESPACE
class QActionGroup;
QT_END_NAMESPACE

namespace DigitSum {

class Zoom;

/// The part of a View menu that is the same in every window: light or dark, and how large the text
/// is. Remembers both in the application's settings and applies them when it is made.
class AppearanceMenu final : public QMenu
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(AppearanceMenu)

public:
    /// \a zoom outlives the menu.
    explicit AppearanceMenu(Zoom &zoom, QWidget *parent = nullptr);

protected:
    void changeEvent(QEvent *event) override;

private:
    void addThemes();
    void addZoom();
    void restore();
    void chooseTheme(Theme theme);
    void retranslate();

    Zoom &m_zoom;
    QActionGroup *m_themes;
    QAction *m_larger;
    QAction *m_smaller;
    QAction *m_usual;
};

} // namespace DigitSum
