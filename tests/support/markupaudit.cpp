// SPDX-License-Identifier: MIT
#include "tests/support/markupaudit.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QLabel>
#include <QPointer>
#include <QScreen>
#include <QTest>
#include <QToolTip>

namespace {

QString nameOf(const QObject &object)
{
    return QStringLiteral("%1 '%2'").arg(QString::fromLatin1(object.metaObject()->className()),
                                         object.objectName());
}

/// Returns the label that QToolTip shows.
QLabel *tip()
{
    const auto tops = QApplication::topLevelWidgets();
    for (QWidget *top : tops) {
        if (top->inherits("QTipLabel") && top->isVisible())
            return qobject_cast<QLabel *>(top);
    }
    return nullptr;
}

/// Returns the tooltip's label after hovering, null if there is no tooltip.
QLabel *hover(QWidget &widget, QPoint place)
{
    QToolTip::hideText();
    if (QLabel *old = tip())
        old->hide(); // hideText() waits
    QHelpEvent event(QEvent::ToolTip, place, widget.mapToGlobal(place));
    QCoreApplication::sendEvent(&widget, &event);
    return tip();
}

/// Calls \a visit for each cell of the first rows of \a view.
template <typename Visit>
void forEachCell(QAbstractItemView &view, Visit visit)
{
    const QAbstractItemModel *model = view.model();
    for (int row = 0; model && row < qMin(model->rowCount(), 20); ++row) {
        for (int column = 0; column < model->columnCount(); ++column)
            visit(model->index(row, column));
    }
}

/// Returns the widgets, without the labels of tooltips, which come and go, and without the headers
/// of tables, which are views of the same cells.
QList<QPointer<QWidget>> allWidgets(QWidget &window)
{
    QList<QPointer<QWidget>> widgets{&window};
    const auto children = window.findChildren<QWidget *>();
    for (QWidget *child : children) {
        if (!child->inherits("QTipLabel") && !qobject_cast<QHeaderView *>(child))
            widgets.append(child);
    }
    return widgets;
}

/// Hovers over each widget and each cell and calls \a visit with the tooltips that appear.
template <typename Visit>
void forEachToolTip(QWidget &window, Visit visit)
{
    for (const QPointer<QWidget> &widget : allWidgets(window)) {
        const QString name = nameOf(*widget);
        if (const QLabel *shown = hover(*widget, widget->rect().center()))
            visit(name, *shown);
        auto *view = qobject_cast<QAbstractItemView *>(widget.data());
        if (!view)
            continue;
        forEachCell(*view, [&](const QModelIndex &cell) {
            if (cell.data(Qt::ToolTipRole).toString().isEmpty())
                return;
            view->scrollTo(cell);
            if (const QRect place = view->visualRect(cell); !place.isEmpty()) {
                if (const QLabel *shown = hover(*view->viewport(), place.center()))
                    visit(QString(name + QStringLiteral(" cell")), *shown);
            }
        });
    }
}

} // namespace

QStringList MarkupAudit::interpretedTexts(QWidget &window)
{
    QStringList gaps;
    for (const QPointer<QWidget> &widget : allWidgets(window)) {
        widget->ensurePolished();
        if (const auto *label = qobject_cast<QLabel *>(widget.data());
            label && label->textFormat() != Qt::PlainText)
            gaps.append(QStringLiteral("%1: label: %2").arg(nameOf(*widget), label->text()));
        if (Qt::mightBeRichText(widget->whatsThis()))
            gaps.append(QStringLiteral("%1: what's this").arg(nameOf(*widget)));
        if (auto *view = qobject_cast<QAbstractItemView *>(widget.data())) {
            forEachCell(*view, [&](const QModelIndex &cell) {
                if (Qt::mightBeRichText(cell.data(Qt::WhatsThisRole).toString()))
                    gaps.append(QStringLiteral("%1: a cell's what's this").arg(nameOf(*widget)));
            });
        }
    }
    forEachToolTip(window, [&gaps](const QString &name, const QLabel &shown) {
        if (shown.textFormat() != Qt::PlainText)
            gaps.append(QStringLiteral("%1: tooltip: %2").arg(name, shown.text()));
    });
    return gaps;
}

QStringList MarkupAudit::wideToolTips(QWidget &window)
{
    QStringList wide;
    const int limit = window.screen()->availableGeometry().width();
    forEachToolTip(window, [&wide, limit](const QString &name, const QLabel &shown) {
        if (shown.width() > limit || shown.height() < shown.sizeHint().height())
            wide.append(QStringLiteral("%1: %2 pixels").arg(name).arg(shown.width()));
    });
    return wide;
}

int MarkupAudit::settledMinimum(const QWidget &window)
{
    int width = 0;
    int before = 0;
    do {
        before = width;
        QCoreApplication::processEvents();
        width = window.minimumSizeHint().width();
    } while (width != before);
    return width;
}

QStringList MarkupAudit::textsWith(QWidget &window, const QString &part)
{
    QStringList found;
    const auto note = [&](const QString &name, const QString &text) {
        if (text.contains(part))
            found.append(QStringLiteral("%1: %2").arg(name, text));
    };
    for (const QPointer<QWidget> &widget : allWidgets(window)) {
        for (const char *property : {"text", "plainText", "toolTip", "accessibleName", "detail"})
            note(nameOf(*widget) + u' ' + QLatin1StringView(property),
                 widget->property(property).toString());
        if (auto *view = qobject_cast<QAbstractItemView *>(widget.data())) {
            forEachCell(*view, [&](const QModelIndex &cell) {
                note(nameOf(*view) + QStringLiteral(" cell"), cell.data().toString());
                note(nameOf(*view) + QStringLiteral(" cell's tooltip"),
                     cell.data(Qt::ToolTipRole).toString());
            });
        }
    }
    return found;
}
