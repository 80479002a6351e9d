// SPDX-License-Identifier: MIT
// Linked into every program with windows, where it acts without being called.
#include "common/widgets/wrappedlabel.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QHelpEvent>
#include <QLabel>

namespace DigitSum {

namespace {

/// Makes each label plain before it calculates its size or paints for the first time. With Qt's
/// default, Qt::AutoText, a text such as <img src="/dev/zero"> exhausts the memory. Also breaks
/// long words in tooltips.
class PlainTextFilter final : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        if (event->type() == QEvent::Polish) {
            auto *label = qobject_cast<QLabel *>(watched);
            if (label && label->textFormat() == Qt::AutoText)
                label->setTextFormat(Qt::PlainText);
        }
        if (event->type() == QEvent::ToolTip && watched->isWidgetType())
            return showToolTip(*static_cast<QWidget *>(watched), *static_cast<QHelpEvent *>(event));
        return QObject::eventFilter(watched, event);
    }

private:
    /// Qt does not break long words in tooltips, which then are wider than the screen.
    static bool showToolTip(QWidget &widget, const QHelpEvent &event)
    {
        QString text = widget.toolTip();
        QRect area;
        const auto *view = qobject_cast<QAbstractItemView *>(widget.parentWidget());
        if (view && view->viewport() == &widget) {
            const QModelIndex cell = view->indexAt(event.pos());
            text = cell.data(Qt::ToolTipRole).toString();
            area = view->visualRect(cell);
        }
        if (!text.isEmpty())
            showWrappedToolTip(event.globalPos(), text, &widget, area);
        return !text.isEmpty();
    }
};

void installPlainTextFilter()
{
    qApp->installEventFilter(new PlainTextFilter(qApp));
}

Q_COREAPP_STARTUP_FUNCTION(installPlainTextFilter)

} // namespace

} // namespace DigitSum
