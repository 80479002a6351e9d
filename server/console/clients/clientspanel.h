// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/clients/clientfiltermodel.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QAction)
QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QLineEdit)
QT_FORWARD_DECLARE_CLASS(QMenu)
QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QTableView)

namespace DigitSum {

class ColumnWidths;
class EmptyState;

/// The table of connected clients with a search field, buttons and a context menu. Emits a signal
/// for each action on the selected clients.
class ClientsPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientsPanel)

public:
    explicit ClientsPanel(ClientModel &clients, QWidget *parent = nullptr);

    /// Sets the hint shown while no client is connected.
    void setEmptyText(const QString &text);
    /// Sorts and filters again at every fifth call; call it after each snapshot.
    void refresh();
    void focusFind();
    void focusTable();
    void showHostNames();  ///< Shows the column.
    void showEncryption(); ///< Shows the column.
    /// While presenting, hides the controls and the columns that an audience does not need.
    void setPresenting(bool presenting);

    /// The menu that shows and hides columns; owned by the panel.
    [[nodiscard]] QMenu &columnMenu() { return *m_columnMenu; }
    /// Returns the columns' order, widths, visibility and sorting for restoreColumns().
    [[nodiscard]] QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void disconnectRequested(const QList<DigitSum::ClientId> &clients);
    void resetRequested(const QList<DigitSum::ClientId> &clients);
    /// Requests to block the networks of \a clients.
    void blockRequested(const QList<DigitSum::ClientId> &clients);
    void detailsRequested(DigitSum::ClientId client);
    void currentChanged(DigitSum::ClientId client); ///< 0 if there is none

private:
    void setUpTable();
    void setUpActions();
    QAction *addAction(const QString &name, void (ClientsPanel::*run)());
    void copy();
    void disconnectSelected();
    void resetSelected();
    void blockSelected();
    void requestDetails();
    [[nodiscard]] QList<ClientId> selectedClients() const;
    void updateActions();
    [[nodiscard]] QString blockText() const;
    void updateEmptyState();
    void retranslate();

    const ClientModel &m_clients;
    ClientFilterModel m_filtered;
    QLabel *m_title;
    QLineEdit *m_find;
    QPushButton *m_details;
    QPushButton *m_disconnect;
    QPushButton *m_reset;
    QTableView *m_table;
    QMenu *m_columnMenu;
    EmptyState *m_empty = nullptr;
    QAction *m_copyAction = nullptr;
    QAction *m_disconnectAction = nullptr;
    QAction *m_resetAction = nullptr;
    QAction *m_blockAction = nullptr;
    QAction *m_detailsAction = nullptr;
    QString m_emptyText;
    QList<int> m_hiddenColumns; // by presentation mode
    ColumnWidths *m_widths = nullptr;
    bool m_isRemoving = false; // rows, not by the user
    int m_refreshes = 0;
};

} // namespace DigitSum
