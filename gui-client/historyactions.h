// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

QT_BEGIN_NAMESPACE
class QUndoStack;
class QWidget;
QT_END_NAMESPACE

namespace DigitSum::Gui {

class Menus;
class HistoryModel;
class HistoryPanel;
struct HistoryEntry;

/// What people do with rows of the history: copy, export, delete and clear with undo, send again,
/// edit. Lives with its window.
class HistoryActions final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryActions)

public:
    HistoryActions(Menus &menus, HistoryModel &history, HistoryPanel &panel, QWidget *window);

    /// While there is a connection to send through.
    void setSendEnabled(bool isEnabled);

    /// Writes the rows shown, in their order, to \a path: CSV, or JSON if it ends so.
    /// \returns an error for people; empty if all is well.
    [[nodiscard]] QString exportTo(const QString &path) const;

Q_SIGNALS:
    void resendRequested(const QByteArray &request);
    void editRequested(const QString &request);
    void exported(const QString &path, const QString &error);
    void removed(int count); ///< by a person; undo puts them back

private:
    void connectActions();
    void update();
    [[nodiscard]] QList<quint64> chosenNumbers() const;
    [[nodiscard]] bool canSend(const HistoryEntry &entry) const;
    void copyRows();
    void removeRows(QList<quint64> numbers, const QString &text);
    void clear();
    void sendAgain();
    void edit();
    void askForExport();

    Menus &m_menus;
    HistoryModel &m_history;
    HistoryPanel &m_panel;
    QWidget *m_window;
    QUndoStack *m_undo;
    bool m_isSendEnabled = false;
};

} // namespace DigitSum::Gui
