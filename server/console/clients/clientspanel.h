// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/clients/clientfiltermodel.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QTableView;
QT_END_NAMESPACE

namespace DigitSum {

class EmptyState;

/// Who is connected, and what can be done about it.
class ClientsPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientsPanel)

public:
    explicit ClientsPanel(ClientModel &clients, QWidget *parent = nullptr);

    /// What to do while nobody is connected.
    void setInvitation(const QString &text);
    /// After each snapshot.
    void refresh();
    void focusFind();
    void focusTable();
    void showHostNames();  ///< their column, if it was hidden
    void showEncryption(); ///< likewise
    /// Only the table, and of it what an audience wants to see.
    void setPresenting(bool presenting);

    /// Shows and hides columns.
    [[nodiscard]] QMenu &columnMenu() { return *m_columnMenu; }
    /// The columns: their order, widths, which are shown and which sorts.
    [[nodiscard]] QByteArray saveColumns() const;
    void restoreColumns(const QByteArray &state);

Q_SIGNALS:
    void disconnectRequested(const QList<DigitSum::ClientId> &clients);
    void resetRequested(const QList<DigitSum::ClientId> &clients);
    /// The addresses of \a clients are to be turned away.
    void denyRequested(const QList<DigitSum::ClientId> &clients);
    void detailsRequested(DigitSum::ClientId client);
    void currentChanged(DigitSum::ClientId client); ///< 0: none

protected:
    void changeEvent(QEvent *event) override;

private:
    void setUpTable();
    void setUpActions();
    QAction *addAction(const QString &name, void (ClientsPanel::*run)());
    void setUpColumnMenu();
    void updateColumnMenu();
    void copy();
    void disconnectSelected();
    void resetSelected();
    void denySelected();
    void requestDetails();
    [[nodiscard]] QModelIndexList selectedRows() const;
    [[nodiscard]] QList<ClientId> selectedClients() const;
    void updateActions();
    void updateEmptyState();
    void adjustToFont();
    void retranslate();

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
    QAction *m_denyAction = nullptr;
    QAction *m_detailsAction = nullptr;
    QString m_invitation;
    QList<int> m_columnsPutAside; // while presenting
    int m_characterWidth = 0;     // that the columns' widths are made for
    int m_refreshes = 0;
};

} // namespace DigitSum
