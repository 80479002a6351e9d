// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/listen/listenchoices.h"
#include "server/service/service.h"

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QComboBox)
QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QSpinBox)

namespace DigitSum {

class StateChip;

/// The listening address and port, the Start/Stop button, and the state of the service.
class ListenPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListenPanel)

public:
    explicit ListenPanel(QWidget *parent = nullptr);

    /// Offers \a choices. The current choice stays, and is added if it is not among them.
    void setChoices(const QList<ListenChoice> &choices);
    /// Selects \a addresses; adds them to the choices if necessary.
    void choose(const QList<QHostAddress> &addresses);
    /// Selects the choice with \a key, if there is one.
    void chooseKey(const QString &key);
    void setPort(quint16 port);
    void focusAddress();

    [[nodiscard]] QList<QHostAddress> addresses() const;
    /// Returns the key of the current choice.
    [[nodiscard]] QString key() const;
    [[nodiscard]] quint16 port() const; ///< 0 for any free port

    void showState(Service::State state);
    /// While listening, shows the \a uptime and whether \a maxClients is reached.
    void showLoad(const Totals &totals, int maxClients, std::chrono::seconds uptime);

Q_SIGNALS:
    void startRequested();
    void stopRequested(); ///< Also to cancel starting and to stop at once.

private:
    void onButtonClicked();
    void retranslate();
    void offer(const ListenChoice &choice);
    void showListening();

    QLabel *m_addressLabel;
    QComboBox *m_address;
    QLabel *m_portLabel;
    QSpinBox *m_port;
    QPushButton *m_button;
    StateChip *m_chip;
    QList<ListenChoice> m_choices;
    Service::State m_state = Service::State::Stopped;
    bool m_isFull = false;
};

} // namespace DigitSum
