// SPDX-License-Identifier: MIT
#include "tests/support/widgetaudit.h"

#include "common/widgets/semanticcolor.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QHash>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QPixmap>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <QTest>
#include <QTextEdit>

#include <optional>

namespace {

QString nameOf(const QWidget &widget)
{
    const QWidget *parent = widget.parentWidget();
    return QStringLiteral("%1 '%2' in '%3'")
        .arg(QString::fromLatin1(widget.metaObject()->className()), widget.objectName(),
             parent ? parent->objectName() : QString());
}

/// True for child widgets that Qt's controls create internally.
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

/// The palette role of the text of \a widget; nothing if it shows no text now.
std::optional<QPalette::ColorRole> inkOf(const QWidget &widget)
{
    if (const auto *label = qobject_cast<const QLabel *>(&widget))
        return label->text().isEmpty() ? std::nullopt : std::optional(QPalette::WindowText);
    if (const auto *field = qobject_cast<const QLineEdit *>(&widget))
        return field->text().isEmpty() ? QPalette::PlaceholderText : QPalette::Text;
    if (qobject_cast<const QCheckBox *>(&widget) || qobject_cast<const QRadioButton *>(&widget))
        return QPalette::WindowText;
    if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
        return button->text().isEmpty() ? std::nullopt : std::optional(QPalette::ButtonText);
    if (const auto *box = qobject_cast<const QComboBox *>(&widget); box && !box->isEditable())
        return QPalette::ButtonText;
    if (qobject_cast<const QPlainTextEdit *>(&widget) || qobject_cast<const QTextEdit *>(&widget)
        || qobject_cast<const QAbstractItemView *>(&widget))
        return QPalette::Text;
    return std::nullopt;
}

/// The background colour: the most frequent colour other than \a ink of \a widget, without its
/// frame, in \a picture of its window.
QColor groundOf(const QWidget &widget, const QColor &ink, const QImage &picture)
{
    const double scale = picture.devicePixelRatio();
    const QPoint origin = widget.mapTo(widget.window(), QPoint());
    const int frame = widget.height() / 4;
    const QRectF inner = QRectF(origin, widget.size()).adjusted(frame, frame, -frame, -frame);
    const QRect area =
        QRectF(inner.topLeft() * scale, inner.size() * scale).toRect() & picture.rect();
    QHash<QRgb, int> counts;
    QRgb most = ink.rgb(); // if there is no other colour
    for (int y = area.top(); y <= area.bottom(); ++y) {
        for (int x = area.left(); x <= area.right(); ++x) {
            const QRgb pixel = picture.pixel(x, y);
            if (pixel != ink.rgb() && ++counts[pixel] > counts.value(most))
                most = pixel;
        }
    }
    return QColor(most);
}

QStringList doublesIn(const QString &menu, const QList<QAction *> &actions)
{
    QStringList gaps;
    QStringList seen;
    for (const QAction *action : actions) {
        if (action->isSeparator())
            continue;
        const QString key = QKeySequence::mnemonic(action->text()).toString();
        // The names of languages and columns have no mnemonics.
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
            // The text of hidden widgets may not be set yet.
            const bool isText =
                qobject_cast<QAbstractButton *>(widget) || qobject_cast<QLabel *>(widget);
            if (!isText || widget->isVisible())
                gaps.append(nameOf(*widget) + QStringLiteral(" has no accessible name"));
        }
    }
    return gaps;
}

QStringList WidgetAudit::swallowedShortcuts(const QWidget &window)
{
    static const QList<QKeySequence> keysOfFields{Qt::CTRL | Qt::Key_E, Qt::CTRL | Qt::Key_U,
                                                  Qt::CTRL | Qt::Key_K, Qt::CTRL | Qt::Key_D};
    const QList<QLineEdit *> fields = window.findChildren<QLineEdit *>();
    for (QLineEdit *field : fields)
        field->setText(field->text()); // leaves nothing to undo
    QStringList swallowed;
    const QList<QAction *> actions = window.findChildren<QAction *>();
    const QList<QWidget *> all = controls(window);
    for (const QAction *action : actions) {
        const QList<QKeySequence> keys = action->shortcutContext() == Qt::WidgetShortcut
                                             ? QList<QKeySequence>()
                                             : action->shortcuts();
        for (const QKeySequence &key : keys) {
            if (key.isEmpty()) // not on this platform
                continue;
            if (keysOfFields.contains(key))
                swallowed.append(key.toString() + QStringLiteral(" edits text on X11"));
            for (QWidget *widget : all) {
                QKeyEvent event(QEvent::ShortcutOverride, key[0].key(), key[0].keyboardModifiers());
                event.ignore();
                QCoreApplication::sendEvent(widget, &event);
                if (event.isAccepted())
                    swallowed.append(nameOf(*widget) + QStringLiteral(" swallows ")
                                     + key.toString());
            }
        }
    }
    return swallowed;
}

QStringList WidgetAudit::unreachableControls(QWidget &window)
{
    QList<QWidget *> wanted;
    const QList<QWidget *> all = controls(window);
    for (QWidget *widget : all) {
        const bool isTabbed = (widget->focusPolicy() & Qt::TabFocus) && !widget->focusProxy();
        const bool isPart = qobject_cast<QComboBox *>(widget->parentWidget());
        // Tab reaches only the checked radio button of a group; the arrow keys reach the others.
        const auto *radio = qobject_cast<QRadioButton *>(widget);
        const bool isOther = radio && !radio->isChecked();
        if (isTabbed && !isPart && !isOther && widget->isVisible() && widget->isEnabled())
            wanted.append(widget);
    }
    for (qsizetype i = 0; i < 3 * all.size() && !wanted.isEmpty(); ++i) {
        QWidget *focus = QApplication::focusWidget();
        if (!focus)
            break;
        wanted.removeAll(focus);
        wanted.removeAll(focus->parentWidget()); // the combo box, if this is its line edit
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

QStringList WidgetAudit::sharedMnemonics(const QWidget &window)
{
    QStringList gaps;
    QHash<QString, QString> owners;
    const auto note = [&gaps, &owners](const QString &text, const QString &owner) {
        const QString key = QKeySequence::mnemonic(text).toString();
        if (key.isEmpty())
            return;
        if (owners.contains(key))
            gaps.append(QStringLiteral("%1: %2 and %3").arg(key, owners.value(key), owner));
        owners.insert(key, owner);
    };
    const auto bars = window.findChildren<QMenuBar *>();
    for (const QMenuBar *bar : bars) {
        for (const QAction *action : bar->actions())
            note(action->text(), QStringLiteral("menu '%1'").arg(action->text()));
    }
    const auto widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        if (!widget->isVisible() || !widget->isEnabled() || widget->window() != &window)
            continue;
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            note(button->text(), nameOf(*widget));
        const auto *label = qobject_cast<const QLabel *>(widget);
        if (label && label->buddy() && label->buddy()->isEnabled())
            note(label->text(), nameOf(*widget));
    }
    return gaps;
}

QStringList WidgetAudit::faintTexts(QWidget &window)
{
    constexpr double enough = 4.5; // WCAG 2.1, 1.4.3
    const QImage picture = window.grab().toImage();
    QStringList faint;
    const auto widgets = window.findChildren<QWidget *>();
    for (const QWidget *widget : widgets) {
        const auto role = inkOf(*widget);
        const bool isSeen = widget->isVisible() && widget->window() == &window
                            && !widget->visibleRegion().isEmpty();
        if (!role || !isSeen)
            continue;
        const auto group = widget->isEnabled() ? QPalette::Active : QPalette::Disabled;
        const QColor ink = widget->palette().color(group, *role);
        const QColor ground = groundOf(*widget, ink, picture);
        const double contrast = DigitSum::contrastRatio(ink, ground);
        if (contrast < enough)
            faint.append(QStringLiteral("%1: %2 on %3 is %4")
                             .arg(nameOf(*widget), ink.name(), ground.name())
                             .arg(contrast, 0, 'f', 2));
    }
    return faint;
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
