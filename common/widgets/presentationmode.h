// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QMainWindow>
#include <QObject>

namespace DigitSum {

/// Shows a main window to an audience: full screen, with large text, without menu bar.
class PresentationMode final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PresentationMode)

public:
    /// Becomes a child of \a window, which must have its central widget already. Hides the widgets
    /// in \a hidden while the mode is active.
    PresentationMode(QMainWindow *window, const QList<QWidget *> &hidden);

    [[nodiscard]] bool isActive() const noexcept { return m_isActive; }
    void setActive(bool isActive);

Q_SIGNALS:
    void activeChanged(bool isActive);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void updateFont();

    QMainWindow *m_window;
    const QList<QWidget *> m_hidden;
    bool m_isActive = false;
};

} // namespace DigitSum
