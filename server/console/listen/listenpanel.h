// SPDX-License-Identifier: MIT
#pragma once

#include "server/console/listen/listenchoices.h"
#include "server/service/service.h"

#include <QWidget>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
QT_END_NAMESPACE

namespace DigitSum {

class StateChip;

/// Where to listen, Start and Stop, and how the service is doing.
class ListenPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ListenPanel)

public:
    explicit ListenPanel(QWidget *parent = nullptr);

    /// Offers \a choices and keeps what is chosen, if it is still among them.
    void setChoices(const QList<ListenChoice> &choices);
    /// Chooses \a addresses; they are offered from now on if they were not.
    void choose(const QList<QHostAddress> &addresses);
    /// Chooses what key() was, if that is still offered.
    void chooseKey(const QString &key);
    void setPort(quint16 port);
    void focusAddress();

    [[nodiscard]] QList<QHostAddress> addresses() const;
    [[nodiscard]] QString key() const; ///< of the choice, for settings
    [[nodiscard]] quint16 port() const;

    void showState(Service::State state);
    /// Beside the state, while listening: for how long it has been, and whether all \a places are
    /// taken.
    void showLoad(const Totals &totals, int places, std::chrono::seconds lasted);

Q_SIGNALS:
    void startRequested();
    void stopRequested(); ///< also: give up starting, or hurry up stopping

protected:
    void changeEvent(QEvent *event) override;

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
