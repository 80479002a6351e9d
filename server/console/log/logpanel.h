// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/log/logfiltermodel.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QComboBox)
QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QLineEdit)
QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QTableView)

namespace DigitSum {

class EmptyState;

/// The event log, newest event last, with filters and buttons to pause and save it.
class LogPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogPanel)

public:
    explicit LogPanel(EventLogModel &log, QWidget *parent = nullptr);

Q_SIGNALS:
    void saveRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void setUpTable();
    void copy() const;
    void retranslate();
    void adjustColumns();

    EventLogModel &m_log;
    LogFilterModel m_filtered;
    QLabel *m_title;
    QLineEdit *m_find;
    QComboBox *m_level;
    QPushButton *m_pause;
    QPushButton *m_save;
    QTableView *m_table;
    EmptyState *m_empty = nullptr;
};

} // namespace DigitSum
