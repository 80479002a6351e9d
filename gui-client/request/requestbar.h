// SPDX-License-Identifier: MIT
#pragma once

#include <QClipboard>
#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QLineEdit)
QT_FORWARD_DECLARE_CLASS(QPushButton)

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
    /// Returns what the field would hold after insert().
    [[nodiscard]] QString textAfterInserting(const QString &text) const;
    void setSendEnabled(bool isEnabled);
    void focusField();
    /// Adds a sent text, which Up and Down recall, newest first.
    void remember(const QString &text);

    [[nodiscard]] QLineEdit *field() const noexcept { return m_field; }

Q_SIGNALS:
    /// Emitted on Enter and on Send. Enter also works while Send is disabled, so that the window
    /// can explain why.
    void sendRequested(const QString &text);
    /// Emitted instead of inserting the clipboard's or the primary selection's text, which may be
    /// long or have several lines.
    void pasted(const QString &text);
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] static QString nameOf(char32_t character);
    void showCheck();
    bool recall(int step);
    void paste(QClipboard::Mode source);
    void showFieldMenu(const QPoint &place);
    void retranslate();

    QLabel *m_label;
    QLineEdit *m_field;
    QLabel *m_symbol;
    QLabel *m_check;
    QPushButton *m_send;
    QStringList m_sent;       // oldest first
    qsizetype m_recalled = 0; // index in m_sent; its size for the draft
    QString m_draft;          // text that was not sent
};

} // namespace DigitSum::Gui
