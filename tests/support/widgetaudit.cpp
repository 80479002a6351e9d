// SPDX-License-Identifier: MIT
#include "tests/support/widgetaudit.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QTest>

namespace {

QString nameOf(const QWidget &widget)
{
    const QWidget *parent = widget.parentWidget();
    return QStringLiteral("%1 '%2' in '%3'")
        .arg(QString::fromLatin1(widget.metaObject()->className()), widget.objectName(),
             parent ? parent->objectName() : QString());
}

/// Parts that a control of Qt's makes for itself.
bool isInternal(const QWidget &widget)
{
    const QWidget *parent = widget.parentWidget();
    return widget.objectName().startsWith(QStringLiteral("qt_"))
           || qobject_cast<const QMenu *>(&widget) || qobject_cast<const QMenuBar *>(&widget)
           || qobject_cast<const QLineEdit *>(parent)
           || QByteArray(widget.metaObject()->className()).contains("Private")
           || (parent && QByteArray(parent->metaObject()->className()).contains("Private"));
}

QList<QWidget *> controls(const QWidget &window)
{
    QList<QWidget *> found;
    const auto widgets = window.findChildren<QWidget *>();
    for (QWidget *widget : widgets) {
        if (widget->focusPolicy() != Qt::NoFocus && !isInternal(*widget)
            && widget->window() == &window)
            found.append(widget);
    }
    return found;
}

QStringList doublesIn(const QString &menu, const QList<QAction *> &actions)
{
    QStringList gaps;
    QStringList seen;
    for (const QAction *action : actions) {
        if (action->isSeparator())
            continue;
        const QString key = QKeySequence::mnemonic(action->text()).toString();
        // Names of languages and columns are not ours to mark.
        const bool isName = action->isCheckable() && !action->text().contains(u'&');
        if (key.isEmpty() && !isName)
            gaps.append(QStringLiteral("%1: '%2' has no mnemonic").arg(menu, action->text()));
        else if (!key.isEmpty() && seen.contains(key))
            gaps.append(QStringLiteral("%1: '%2' shares %3").arg(menu, action->text(), key));
        seen.append(key);
        if (const QMenu *submenu = action->menu())
            gaps += doublesIn(submenu->objectName(), submenu->actions());
    }
    return gaps;
}

bool isClipped(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget)) {
        if (label->text().isEmpty())
            return false;
        const int height =
            label->wordWrap() ? label->heightForWidth(label->width()) : label->sizeHint().height();
        const bool isNarrow = !label->wordWrap() && label->width() < label->sizeHint().width();
        return isNarrow || label->height() < height;
    }
    if (qobject_cast<const QAbstractButton *>(&widget))
        return widget.width() < widget.minimumSizeHint().width()
               || widget.height() < widget.fontMetrics().height();
    if (qobject_cast<const QLineEdit *>(&widget) || qobject_cast<const QComboBox *>(&widget))
        return widget.height() < widget.fontMetrics().height();
    return false;
}

} // namespace

QStringList WidgetAudit::namelessControls(const QWidget &window)
{
    QStringList gaps;
    const QList<QWidget *> all = controls(window);
    for (QWidget *widget : all) {
        const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        if (widget->objectName().isEmpty())
            gaps.append(nameOf(*widget) + QStringLiteral(" has no object name"));
        else if (!accessible || accessible->text(QAccessible::Name).isEmpty()) {
            // What is hidden may have nothing to say yet.
            const bool isText =
                qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLabel *>(widget);
            if (!isText || widget->isVisible())
                gaps.append(nameOf(*widget) + QStringLiteral(" has no accessible name"));
        }
    }
    return gaps;
}

QStringList WidgetAudit::unreachableControls(QWidget &window)
{
    QList<QWidget *> wanted;
    const QList<QWidget *> all = controls(window);
    for (QWidget *widget : all) {
        const bool isTabbed = (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy();
        const bool isPart = qobject_cast<QComboBox *>(widget->parentWidget());
        if (isTabbed && !isPart && widget->isVisible() && widget->isEnabled())
            wanted.append(widget);
    }
    for (qsizetype i = 0; i < 3 * all.size() && !wanted.isEmpty(); ++i) {
        QWidget *focus = QApplication::focusWidget();
        if (!focus)
            break;
        wanted.removeAll(focus);
        wanted.removeAll(focus->parentWidget()); // the field within a combo box
        QTest::keyClick(focus, Qt::Key_Tab);
    }
    QStringList gaps;
    for (const QWidget *widget : std::as_const(wanted))
        gaps.append(nameOf(*widget));
    return gaps;
}

QStringList WidgetAudit::ambiguousMnemonics(const QMenuBar &bar)
{
    return doublesIn(QStringLiteral("the menu bar"), bar.actions());
}

QStringList WidgetAudit::clippedTexts(const QWidget &window)
{
    QStringList clipped;
    const auto widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (widget->isVisible() && !isInternal(*widget) && isClipped(*widget))
            clipped.append(QStringLiteral("%1: %2x%3 of %4x%5")
                               .arg(nameOf(*widget))
                               .arg(widget->width())
                               .arg(widget->height())
                               .arg(widget->sizeHint().width())
                               .arg(widget->sizeHint().height()));
    }
    return clipped;
}
