// SPDX-License-Identifier: MIT
#include "common/widgets/plainlabel.h"

#include <QCoreApplication>
#include <QEvent>

namespace DigitSum {

namespace {

/// Makes each label plain before it calculates its size or paints for the first time. With Qt's
/// default, Qt::AutoText, a text such as <img src="/dev/zero"> exhausts the memory.
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
        return QObject::eventFilter(watched, event);
    }
};

void installPlainTextFilter()
{
    qApp->installEventFilter(new PlainTextFilter(qApp));
}

Q_COREAPP_STARTUP_FUNCTION(installPlainTextFilter)

} // namespace

QLabel *plainLabel(const QString &objectName, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(objectName);
    return label;
}

} // namespace DigitSum
