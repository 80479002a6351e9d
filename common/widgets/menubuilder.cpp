// SPDX-License-Identifier: MIT
#include "common/widgets/menubuilder.h"

#include "common/widgets/eventcallback.h"

#include <QAction>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace DigitSum {

MenuBuilder::MenuBuilder(QMainWindow *window)
    : QObject(window)
    , m_window(window)
{
    onEvent(window, QEvent::LanguageChange, [this] {
        for (auto it = m_texts.cbegin(); it != m_texts.cend(); ++it)
            translate(it.key(), it.value());
    });
}

QMenu *MenuBuilder::addMenu(const char *name, const char *title, QMenu *parent)
{
    QMenu *menu = parent ? parent->addMenu(QString()) : m_window->menuBar()->addMenu(QString());
    menu->setObjectName(QString::fromLatin1(name));
    setTexts(menu->menuAction(), title);
    return menu;
}

QAction *MenuBuilder::add(QMenu *menu, const char *name, const char *title,
                          const QList<QKeySequence> &keys)
{
    QAction *action = menu->addAction(QString());
    action->setObjectName(QString::fromLatin1(name));
    action->setShortcuts(keys);
    m_window->addAction(action); // shortcuts of a hidden menu bar do not work
    setTexts(action, title);
    return action;
}

QAction *MenuBuilder::addCheckable(QMenu *menu, const char *name, const char *title,
                                   const QList<QKeySequence> &keys, const char *toolTip)
{
    QAction *action = add(menu, name, title, keys);
    action->setCheckable(true);
    setTexts(action, title, toolTip);
    return action;
}

void MenuBuilder::setTexts(QAction *action, const char *title, const char *toolTip)
{
    m_texts.insert(action, {title, toolTip});
    translate(action, {title, toolTip});
}

void MenuBuilder::translate(QAction *action, const Texts &texts) const
{
    const char *context = metaObject()->className(); // the derived class
    action->setText(QCoreApplication::translate(context, texts.title));
    if (texts.toolTip)
        action->setToolTip(QCoreApplication::translate(context, texts.toolTip));
}

} // namespace DigitSum
