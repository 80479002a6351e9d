// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/connection/settings.h"

#include <QDialog>

QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QTableWidget)
QT_FORWARD_DECLARE_CLASS(QTableWidgetItem)

namespace DigitSum::Gui {

/// Edits the remembered servers and their TLS options. Open it with open(); after acceptance,
/// servers() returns the result.
class ServersDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ServersDialog)

public:
    /// \a current is the initial value of an added row.
    ServersDialog(const QList<NamedServer> &servers, const Server &current,
                  QWidget *parent = nullptr);

    /// Returns the rows with a valid address; the dialog can only be accepted if all are valid.
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
    QLabel *m_problem; // why it cannot be accepted
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_chooseAuthority;
    QPushButton *m_accept = nullptr;
};

} // namespace DigitSum::Gui
