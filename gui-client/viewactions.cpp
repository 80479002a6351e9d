// SPDX-License-Identifier: MIT
#include "gui-client/viewactions.h"

#include "common/widgets/presentationmode.h"
#include "common/widgets/settingsstore.h"
#include "common/widgets/tablestyle.h"
#include "gui-client/history/historymodel.h"
#include "gui-client/history/historypanel.h"
#include "gui-client/menus.h"
#include "gui-client/windowcontext.h"

#include <QAction>
#include <QHeaderView>
#include <QMainWindow>
#include <QStatusBar>
#include <QTableView>

namespace DigitSum::Gui {

const QString geometryName = QStringLiteral("geometry");
const QString columnsName = QStringLiteral("columns");
const QString splitterName = QStringLiteral("splitter");

ViewActions::ViewActions(WindowContext &context, Menus &menus, HistoryPanel &history, Chrome chrome,
                         QMainWindow *window)
    : QObject(window)
    , m_context(context)
    , m_menus(menus)
    , m_history(history)
    , m_chrome(chrome)
    , m_window(window)
    , m_presentation(new PresentationMode(window, {chrome.connectionBar, window->statusBar()}))
{
    connect(m_menus.present, &QAction::toggled, m_presentation, &PresentationMode::setActive);
    connect(m_presentation, &PresentationMode::activeChanged, this,
            &ViewActions::onPresentationChanged);
    connectShown();
    // Without any column, there is no header to show one again.
    addColumnActions(*menus.columns, *history.view(), HistoryModel::RequestColumn);
}

void ViewActions::connectShown()
{
    connect(m_menus.details, &QAction::toggled, &m_history, &HistoryPanel::setDetailsWanted);
    connect(m_menus.times, &QAction::toggled, m_chrome.timesStrip, &QWidget::setVisible);
    for (QAction *action : {m_menus.details, m_menus.times}) {
        action->setChecked(true);
        connect(action, &QAction::toggled, this, [this, action](bool isWanted) {
            m_context.settings().setShown(action->objectName(), isWanted);
        });
        action->setChecked(m_context.settings().isShown(action->objectName(), true));
    }
}

void ViewActions::restoreLayout()
{
    restoreGeometry(*m_window, m_context.settings().layout(geometryName), 130, 38);
    m_history.setSplit(m_context.settings().layout(splitterName));
    m_history.restoreColumns(m_context.settings().layout(columnsName));
}

void ViewActions::saveLayout()
{
    m_presentation->setActive(false); // save the normal geometry
    m_context.settings().setLayout(geometryName, m_window->saveGeometry());
    m_context.settings().setLayout(splitterName, m_history.split());
    m_context.settings().setLayout(columnsName, m_history.view()->horizontalHeader()->saveState());
}

void ViewActions::onPresentationChanged(bool isActive)
{
    m_menus.present->setChecked(isActive);
    m_chrome.timesStrip->setVisible(!isActive && m_menus.times->isChecked());
    m_history.setPresenting(isActive);
}

} // namespace DigitSum::Gui
