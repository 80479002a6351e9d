// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

QT_FORWARD_DECLARE_CLASS(QUndoStack)
QT_FORWARD_DECLARE_CLASS(QWidget)

namespace DigitSum::Gui {

class Menus;
class HistoryModel;
class HistoryPanel;
struct HistoryEntry;

/// The actions on history rows: copy, export, delete and clear with undo, resend and edit. A child
/// of its window.
class HistoryActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryActions)

public:
    HistoryActions(Menus &menus, HistoryModel &history, HistoryPanel &panel, QWidget *window);

    /// Enables the sending actions while the client is connected.
    void setSendEnabled(bool isEnabled);

    /// Writes the visible rows in their order to \a path, as JSON if it ends in ".json", else as
    /// CSV. Returns an error message, empty on success.
    [[nodiscard]] QString exportTo(const QString &path) const;

Q_SIGNALS:
    void resendRequested(const QByteArray &request);
    void editRequested(const QString &request);
    void notSent(const QString &what, const QString &why);
    void exported(const QString &path, const QString &error);
    void removed(int count); ///< by the user, who can undo it
    void undoChanged();      ///< something was removed, brought back or removed again
    void cleared();          ///< all rows, also those that are not loaded yet

private:
    void connectActions();
    void update();
    [[nodiscard]] QList<qint64> chosenNumbers() const;
    void copyRows();
    void removeRows(QList<qint64> numbers);
    void clear();
    void sendAgain();
    void edit();
    [[nodiscard]] static QString onlyBeginning();
    void askForExport();

    Menus &m_menus;
    HistoryModel &m_history;
    HistoryPanel &m_panel;
    QWidget *m_window;
    QUndoStack *m_undo;
    bool m_isSendEnabled = false;
};

} // namespace DigitSum::Gui
