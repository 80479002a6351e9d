// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace DigitSum::Gui {

/// The bottom row of the window: the digit field, the number of digits or the position of the first
/// error, and Send. Invalid text can be sent too: the server's reply is part of the lesson.
class RequestBar final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RequestBar)

public:
    explicit RequestBar(QWidget *parent = nullptr);

    [[nodiscard]] QString text() const;
    void setText(const QString &text);
    void insert(const QString &text); ///< at the cursor, as if typed
    void setSendEnabled(bool isEnabled);
    void focusField();
    /// Adds a sent text, which Up and Down recall, newest first.
    void remember(const QString &text);

    [[nodiscard]] QLineEdit *field() const noexcept { return m_field; }

Q_SIGNALS:
    /// By Enter or the button; also while Send is disabled, so that the window can say why.
    void sendRequested(const QString &text);
    /// Emitted instead of inserting pasted text, which may have several lines.
    void pasted(const QString &text);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showCheck();
    bool recall(int step);
    void paste();
    void showFieldMenu(const QPoint &place);
    void retranslate();

    QLabel *m_label;
    QLineEdit *m_field;
    QLabel *m_symbol;
    QLabel *m_check;
    QPushButton *m_send;
    QStringList m_sent;       // oldest first
    qsizetype m_recalled = 0; // its size: what is being typed
    QString m_draft;          // what was being typed when recalling began
};

} // namespace DigitSum::Gui
