// SPDX-License-Identifier: MIT
#include "gui-client/viewactions.h"

#include "gui-client/application.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/history/historypanel.h"
#include "gui-client/menus.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QHeaderView>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QStatusBar>
#include <QTableView>

namespace DigitSum::Gui {

namespace {

constexpr int presentationPercent = 180;
const QString geometryName = QStringLiteral("geometry");
const QString columnsName = QStringLiteral("columns");
const QString splitterName = QStringLiteral("splitter");

void choose(QActionGroup *group, const QString &data)
{
    const QList<QAction *> actions = group->actions();
    for (QAction *action : actions) {
        if (action->data().toString() == data)
            action->setChecked(true);
    }
}

} // namespace

ViewActions::ViewActions(Application &app, Menus &menus, HistoryPanel &history, Chrome chrome,
                         QMainWindow *window)
    : QObject(window)
    , m_app(app)
    , m_menus(menus)
    , m_history(history)
    , m_chrome(chrome)
    , m_window(window)
{
    connectLooks();
    connectShown();
    buildColumnMenu();
}

void ViewActions::connectLooks()
{
    connect(m_menus.zoomIn, &QAction::triggered, &m_app.zoom(), &Zoom::in);
    connect(m_menus.zoomOut, &QAction::triggered, &m_app.zoom(), &Zoom::out);
    connect(m_menus.zoomReset, &QAction::triggered, &m_app.zoom(), &Zoom::reset);
    connect(&m_app.zoom(), &Zoom::changed, this, &ViewActions::dressForPresenting);

    const QString theme = m_app.settings().theme();
    choose(m_menus.themes, theme.isEmpty() ? QStringLiteral("system") : theme);
    choose(m_menus.languages, m_app.settings().language());
    connect(m_menus.themes, &QActionGroup::triggered, this,
            [this](const QAction *action) { m_app.setTheme(action->data().toString()); });
    connect(m_menus.languages, &QActionGroup::triggered, this,
            [this](const QAction *action) { m_app.setLanguage(action->data().toString()); });
    connect(&m_app, &Application::themeChanged, this,
            [this](const QString &name) { choose(m_menus.themes, name); });
    connect(&m_app, &Application::languageChanged, this, [this](const QString &code) {
        choose(m_menus.languages, code);
        nameColumns();
    });
    connect(m_menus.present, &QAction::toggled, this, &ViewActions::setPresenting);
}

void ViewActions::connectShown()
{
    connect(m_menus.details, &QAction::toggled, &m_history, &HistoryPanel::setDetailsWanted);
    connect(m_menus.times, &QAction::toggled, m_chrome.timesStrip, &QWidget::setVisible);
    for (QAction *action : {m_menus.details, m_menus.times}) {
        action->setChecked(true);
        connect(action, &QAction::toggled, this, [this, action](bool isWanted) {
            m_app.settings().setShown(action->objectName(), isWanted);
        });
        action->setChecked(m_app.settings().isShown(action->objectName(), true));
    }
}

void ViewActions::buildColumnMenu()
{
    QHeaderView *header = m_history.view()->horizontalHeader();
    for (int column = 0; column < HistoryModel::ColumnCount; ++column) {
        QAction *action = m_menus.columns->addAction(QString());
        action->setObjectName(QStringLiteral("column-%1").arg(column));
        action->setCheckable(true);
        action->setChecked(true);
        // Without any column there would be no header to bring one back.
        action->setEnabled(column != HistoryModel::RequestColumn);
        connect(action, &QAction::toggled, header,
                [header, column](bool isShown) { header->setSectionHidden(column, !isShown); });
    }
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::customContextMenuRequested, this,
            [this, header](QPoint place) { m_menus.columns->popup(header->mapToGlobal(place)); });
    nameColumns();
}

void ViewActions::nameColumns()
{
    const QList<QAction *> actions = m_menus.columns->actions();
    for (int column = 0; column < actions.size(); ++column) {
        const QAbstractItemModel *model = m_history.view()->model();
        actions.at(column)->setText(
            model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    }
}

void ViewActions::restoreLayout()
{
    // Qt moves a window whose place is off every screen to where it can be seen.
    m_window->restoreGeometry(m_app.settings().layout(geometryName));
    m_history.setSplit(m_app.settings().layout(splitterName));
    QHeaderView *header = m_history.view()->horizontalHeader();
    const QByteArray columns = m_app.settings().layout(columnsName);
    if (!columns.isEmpty() && header->restoreState(columns))
        m_history.fitAfterRestore();
    const QList<QAction *> actions = m_menus.columns->actions();
    for (int column = 0; column < actions.size(); ++column)
        actions.at(column)->setChecked(!header->isSectionHidden(column));
}

void ViewActions::saveLayout()
{
    setPresenting(false);
    m_app.settings().setLayout(geometryName, m_window->saveGeometry());
    m_app.settings().setLayout(splitterName, m_history.split());
    m_app.settings().setLayout(columnsName, m_history.view()->horizontalHeader()->saveState());
}

void ViewActions::setPresenting(bool isPresenting)
{
    if (m_isPresenting == isPresenting)
        return;
    m_isPresenting = isPresenting;
    m_menus.present->setChecked(isPresenting);
    m_window->menuBar()->setVisible(!isPresenting);
    m_window->statusBar()->setVisible(!isPresenting);
    m_chrome.connectionBar->setVisible(!isPresenting);
    m_chrome.timesStrip->setVisible(!isPresenting && m_menus.times->isChecked());
    m_history.setPresenting(isPresenting);
    dressForPresenting();

    if (isPresenting) {
        m_wasMaximized = m_window->isMaximized();
        m_window->showFullScreen();
    } else if (m_wasMaximized) {
        m_window->showMaximized();
    } else {
        m_window->showNormal();
    }
}

void ViewActions::dressForPresenting()
{
    QWidget *content = m_window->centralWidget();
    content->setFont(m_isPresenting ? scaledFont(QApplication::font(), presentationPercent)
                                    : QFont());
}

} // namespace DigitSum::Gui
