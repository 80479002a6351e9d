// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/clients/requestsmodel.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QGridLayout;
class QLabel;
class QTableView;
class QToolButton;
QT_END_NAMESPACE

namespace DigitSum {

class ClientModel;
class EmptyState;
class Sparkline;

/// One client in full: its counters, its rate over the last minute, and its last requests with
/// their replies, recorded as long as the page shows it.
class ClientPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientPage)

public:
    explicit ClientPage(ClientModel &clients, QWidget *parent = nullptr);

    /// Shows \a client from now on; 0: nobody, and the page hides.
    void setClient(ClientId client);
    [[nodiscard]] ClientId client() const noexcept { return m_client; }

    void refresh();  ///< after each snapshot
    void addPoint(); ///< goes on with the chart
    void append(const QList<RecordedRequest> &requests) { m_requests.append(requests); }

    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    void closeRequested();

protected:
    void changeEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Fact
    {
        QLabel *caption = nullptr;
        QLabel *value = nullptr;
        int column = 0; ///< of the client model
    };

    void setUpFacts(QGridLayout &grid);
    void setUpTable();
    void retranslate();
    void adjustFonts();

    ClientModel &m_clients;
    RequestsModel m_requests;
    ClientId m_client = 0;
    bool m_hasLeft = false;
    QLabel *m_title;
    QToolButton *m_close;
    QList<Fact> m_facts;
    QLabel *m_rateCaption;
    Sparkline *m_rate;
    QLabel *m_tableCaption;
    QTableView *m_table;
    EmptyState *m_empty = nullptr;
};

} // namespace DigitSum
