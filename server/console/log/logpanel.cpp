// SPDX-License-Identifier: MIT
#include "server/console/log/logpanel.h"

#include "common/widgets/emptystate.h"
#include "common/widgets/eventcallback.h"
#include "common/widgets/latestfollower.h"
#include "common/widgets/tablestyle.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>

namespace DigitSum {

LogPanel::LogPanel(EventLogModel &log, QWidget *parent)
    : QWidget(parent)
    , m_log(log)
    , m_filtered(log)
    , m_title(new QLabel(this))
    , m_find(new QLineEdit(this))
    , m_level(new QComboBox(this))
    , m_pause(new QPushButton(this))
    , m_save(new QPushButton(this))
    , m_table(new QTableView(this))
{
    m_find->setObjectName(QStringLiteral("findEvent"));
    m_find->setClearButtonEnabled(true);
    m_level->setObjectName(QStringLiteral("eventLevel"));
    m_level->addItems({QString(), QString(), QString()}); // texts set by retranslate()
    m_pause->setObjectName(QStringLiteral("pauseLog"));
    m_pause->setCheckable(true);
    m_save->setObjectName(QStringLiteral("saveLog"));
    setUpTable();

    auto *row = new QHBoxLayout;
    row->addWidget(m_title);
    row->addStretch(1);
    row->addWidget(m_find);
    row->addWidget(m_level);
    row->addWidget(m_pause);
    row->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addLayout(row);
    column->addWidget(m_table, 1);

    connect(m_find, &QLineEdit::textChanged, &m_filtered, &LogFilterModel::setFindText);
    connect(m_level, &QComboBox::currentIndexChanged, this,
            [this](int index) { m_filtered.setLeastLevel(LogEntry::Level(index)); });
    connect(m_pause, &QPushButton::toggled, &m_filtered, &LogFilterModel::setPaused);
    connect(m_save, &QPushButton::clicked, this, &LogPanel::saveRequested);
    onEvent(this, QEvent::LanguageChange, [this] { retranslate(); });
    onEvent(this, QEvent::FontChange, [this] { adjustColumns(); });
    retranslate();
}

void LogPanel::setUpTable()
{
    m_table->setObjectName(QStringLiteral("events"));
    m_table->setModel(&m_filtered);
    applyTableStyle(*m_table);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->installEventFilter(this);
    m_title->setBuddy(m_table);
    m_empty = new EmptyState(m_table);
    new LatestFollower(m_table, LatestFollower::Edge::Bottom); // the table owns it
    adjustColumns();
}

void LogPanel::adjustColumns()
{
    const QFontMetrics metrics = m_table->fontMetrics();
    fitRowsToFont(*m_table);
    m_table->setColumnWidth(EventLogModel::TimeColumn,
                            metrics.horizontalAdvance(QStringLiteral("00:00:00.000")) + 16);
    m_table->setColumnWidth(EventLogModel::LevelColumn, metrics.averageCharWidth() * 11);
}

bool LogPanel::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->matches(QKeySequence::Copy)) {
        copy();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void LogPanel::copy() const
{
    copyRows(*m_table, [this](const QModelIndex &row) {
        return QString(EventLogModel::plainLine(m_log.entry(m_filtered.mapToSource(row).row()))
                       + u'\n');
    });
}

void LogPanel::retranslate()
{
    m_title->setText(tr("&Events"));
    m_table->setAccessibleName(tr("Events"));
    m_find->setPlaceholderText(tr("Find in events"));
    m_find->setAccessibleName(tr("Find in events"));
    m_level->setItemText(0, tr("All"));
    m_level->setItemText(1, tr("Warnings and errors"));
    m_level->setItemText(2, tr("Errors"));
    m_level->setAccessibleName(tr("Which events to show"));
    m_pause->setText(tr("P&ause"));
    m_pause->setToolTip(tr("Pause the list while you read. New events are kept."));
    m_save->setText(tr("Save lo&g…"));
    m_save->setToolTip(tr("Save all events to a text file"));
    m_empty->setMessage(tr("No events to show."));
}

} // namespace DigitSum
