// SPDX-License-Identifier: MIT
#pragma once

#include "gui-client/bulk/bulksender.h"

#include <QFrame>

QT_FORWARD_DECLARE_CLASS(QCheckBox)
QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QProgressBar)
QT_FORWARD_DECLARE_CLASS(QPushButton)
QT_FORWARD_DECLARE_CLASS(QRadioButton)
QT_FORWARD_DECLARE_CLASS(QStackedLayout)

namespace DigitSum::Gui {

/// Asks how to send a file, then shows the progress. Hidden when not in use. Owns the sender.
class BulkPanel final : public QFrame
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BulkPanel)

public:
    explicit BulkPanel(Conversation &conversation, QWidget *parent = nullptr);

    /// Asks how to send \a path. Emits failed() if it is not a file: to open a pipe would block.
    void offerFile(const QString &path);
    /// Sends each line of \a text as a request. Returns false after failed() if it cannot.
    bool sendLines(const QByteArray &text);
    /// Hides itself unless a file is being sent. Returns whether it was visible.
    bool dismiss();
    /// Enables sending while the client is connected.
    void setSendEnabled(bool isEnabled);

    [[nodiscard]] bool isSending() const;
    [[nodiscard]] const BulkSender *sender() const { return m_sender.get(); }

Q_SIGNALS:
    void offered(); ///< a file that can be sent
    void sendingChanged(bool isSending);
    void failed(const QString &what, const QString &why);

private:
    QWidget *buildChoice();
    QWidget *buildProgress();
    [[nodiscard]] bool isFree();
    [[nodiscard]] bool isRegularFile();
    void startFile();
    void askForCsv();
    void start(std::unique_ptr<QIODevice> source, BulkSender::Mode mode, const QString &csv);
    void onSenderState(BulkSender::State state);
    void showProgress();
    void retranslate();

    Conversation &m_conversation;
    std::unique_ptr<BulkSender> m_sender;
    QString m_path;
    QString m_csvPath;
    QTimer m_refresh;

    QStackedLayout *m_pages = nullptr;
    QLabel *m_question = nullptr;
    QRadioButton *m_asLines = nullptr;
    QRadioButton *m_asNumber = nullptr;
    QCheckBox *m_toCsv = nullptr;
    QPushButton *m_send = nullptr;
    QPushButton *m_leave = nullptr;
    QLabel *m_title = nullptr;
    QProgressBar *m_bar = nullptr;
    QLabel *m_numbers = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace DigitSum::Gui
