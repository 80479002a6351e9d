// SPDX-License-Identifier: MIT
// Linked into every program with windows, where it acts without being called.
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>

namespace DigitSum {

namespace {

/// Leaves Ctrl+Z to the window if the focused text field has nothing to undo: Qt's fields swallow
/// it nevertheless.
class ShortcutGuard final : public QObject
{
public:
    using QObject::QObject;

    bool eventFilter(QObject *watched, QEvent *event) override
    {
        const auto *field = event->type() == QEvent::ShortcutOverride ? fieldOf(watched) : nullptr;
        if (!field)
            return QObject::eventFilter(watched, event);
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isLeft = (key->matches(QKeySequence::Undo) && !field->isUndoAvailable())
                            || (key->matches(QKeySequence::Redo) && !field->isRedoAvailable());
        if (isLeft)
            event->ignore();
        return isLeft;
    }

private:
    /// Number and choice fields pass their keys on to a text field, but not through its filters.
    static const QLineEdit *fieldOf(QObject *watched)
    {
        if (qobject_cast<QAbstractSpinBox *>(watched) || qobject_cast<QComboBox *>(watched))
            return watched->findChild<QLineEdit *>();
        return qobject_cast<QLineEdit *>(watched);
    }
};

void installShortcutGuard()
{
    qApp->installEventFilter(new ShortcutGuard(qApp));
}

Q_COREAPP_STARTUP_FUNCTION(installShortcutGuard)

} // namespace

} // namespace DigitSum
