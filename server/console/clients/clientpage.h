// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/clients/requestsmodel.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QGridLayout)
QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QTableView)
QT_FORWARD_DECLARE_CLASS(QToolButton)

namespace DigitSum {

class ClientModel;
class EmptyState;
class Sparkline;

/// The details of one client: its counters, its request rate over the last minute, and the requests
/// and replies recorded since the page was opened.
class ClientPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ClientPage)

public:
    explicit ClientPage(ClientModel &clients, QWidget *parent = nullptr);

    /// Shows \a client; 0 hides the page.
    void setClient(ClientId client);
    [[nodiscard]] ClientId client() const noexcept { return m_client; }

    /// Shows the model's current values; call it after each snapshot.
    void refresh();
    /// Adds the current rate to the chart; call it about once a second.
    void addPoint();
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
        int column = 0; ///< of the ClientModel
    };

    void setUpFacts(QGridLayout &grid);
    void setUpTable();
    void retranslate();
    void adjustFonts();

    ClientModel &m_clients;
    RequestsModel m_requests;
    ClientId m_client = 0;
    bool m_isDisconnected = false;
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
