// SPDX-License-Identifier: MIT
// Linked into every program with windows, where it acts without being called.
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QEvent>

namespace DigitSum {

namespace {

/// Passes the wheel over a number or a choice on to what scrolls around it: turned by chance, it
/// would change what the user has entered.
class WheelGuard final : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const bool isGuarded =
            event->type() == QEvent::Wheel
            && (qobject_cast<QAbstractSpinBox *>(watched) || qobject_cast<QComboBox *>(watched));
        if (isGuarded)
            event->ignore();
        return isGuarded || QObject::eventFilter(watched, event);
    }
};

void installWheelGuard()
{
    qApp->installEventFilter(new WheelGuard(qApp));
}

Q_COREAPP_STARTUP_FUNCTION(installWheelGuard)

} // namespace

} // namespace DigitSum
