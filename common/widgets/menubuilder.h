// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QKeySequence>
#include <QObject>

QT_FORWARD_DECLARE_CLASS(QAction)
QT_FORWARD_DECLARE_CLASS(QMainWindow)
QT_FORWARD_DECLARE_CLASS(QMenu)

namespace DigitSum {

/// Base of the classes that fill a window's menu bar. Takes texts marked with QT_TR_NOOP in the
/// derived class and translates them again when the language changes. A child of the window.
class MenuBuilder : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(MenuBuilder)

protected:
    explicit MenuBuilder(QMainWindow *window);

    /// Adds a menu to \a parent, or to the menu bar.
    QMenu *addMenu(const char *name, const char *title, QMenu *parent = nullptr);
    /// The shortcuts \a keys also work while the menu bar is hidden.
    QAction *add(QMenu *menu, const char *name, const char *title,
                 const QList<QKeySequence> &keys = {});
    QAction *addCheckable(QMenu *menu, const char *name, const char *title,
                          const QList<QKeySequence> &keys = {}, const char *toolTip = nullptr);
    void setTexts(QAction *action, const char *title, const char *toolTip = nullptr);

private:
    struct Texts
    {
        const char *title;
        const char *toolTip;
    };

    void translate(QAction *action, const Texts &texts) const;

    QMainWindow *m_window;
    QHash<QAction *, Texts> m_texts;
};

} // namespace DigitSum
