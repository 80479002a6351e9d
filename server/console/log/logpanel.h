// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/log/logfiltermodel.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;
QT_END_NAMESPACE

namespace DigitSum {

class EmptyState;

/// The event log: newest at the end, with a filter, and a pause for reading.
class LogPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogPanel)

public:
    explicit LogPanel(EventLogModel &log, QWidget *parent = nullptr);

Q_SIGNALS:
    void saveRequested();

protected:
    void changeEvent(QEvent *event) override;
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
