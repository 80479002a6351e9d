// SPDX-License-Identifier: MIT
#pragma once

#include "common/widgets/semanticcolor.h"
#include "common/widgets/symbol.h"

#include <QWidget>

namespace DigitSum {

class Announcement;

/// Shows a state as an icon, a word and a colour, with a detail beside it:
/// "(o) Connected  127.0.0.1:9990, 3 min". Its accessible name is the word and the detail.
class StateChip final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(StateChip)

public:
    explicit StateChip(QWidget *parent = nullptr);

    /// \a word is never elided; \a detail, in plain text, is if space is short.
    void setState(Symbol symbol, SemanticColor color, const QString &word,
                  const QString &detail = {});
    /// Updates the detail of the same state, such as a duration.
    void setDetail(const QString &detail);

    [[nodiscard]] QString word() const { return m_word; }
    [[nodiscard]] QString detail() const { return m_detail; }
    [[nodiscard]] SemanticColor color() const { return m_color; }

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void describe();
    [[nodiscard]] QFont wordFont() const;
    [[nodiscard]] int wordEnd() const;

    Symbol m_symbol = Symbol::Ring;
    SemanticColor m_color = SemanticColor::Neutral;
    Announcement *m_announcement;
    QString m_word;
    QString m_detail;
};

} // namespace DigitSum
