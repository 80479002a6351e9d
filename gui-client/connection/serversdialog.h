// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/connection/settings.h"

#include <QDialog>

QT_BEGIN_NAMESPACE
class QPushButton;
class QTableWidget;
class QTableWidgetItem;
QT_END_NAMESPACE

namespace DigitSum::Gui {

/// The remembered servers, to name, add, change, sort out; and how each is talked to. Open it with
/// open(); what was accepted is servers().
class ServersDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServersDialog)

public:
    /// \a current is what Add begins with.
    ServersDialog(const QList<NamedServer> &servers, const Server &current,
                  QWidget *parent = nullptr);

    /// Rows that name a server; a row without a valid address keeps the dialog from being
    /// accepted.
    [[nodiscard]] QList<NamedServer> servers() const;

private:
    void addRow(const NamedServer &server);
    void addCurrent();
    void removeChosen();
    void askForAuthority();
    [[nodiscard]] NamedServer serverAt(int row) const;
    void check();

    const Server m_current;
    QTableWidget *m_table;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_chooseAuthority;
    QPushButton *m_accept = nullptr;
};

} // namespace DigitSum::Gui
