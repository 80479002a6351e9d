// SPDX-License-Identifier: MIT
#pragma once

#include <QRegularExpression>
#include <QStringList>

namespace DigitSum::Testing {

/// What a terminal shows after the output of a program: the characters and control sequences of
/// xterm that a line editor uses.
class Screen final
{
public:
    explicit Screen(int columns)
        : m_columns(columns)
    {
    }

    void write(const QString &text)
    {
        m_waiting += text;
        while (!m_waiting.isEmpty()) {
            const qsizetype size = interpret();
            if (size == 0)
                return; // the rest of a sequence is missing
            m_waiting.remove(0, size);
        }
    }

    /// The rows without the blanks at their ends.
    [[nodiscard]] QStringList rows() const
    {
        QStringList rows = m_rows;
        for (QString &row : rows) {
            while (row.endsWith(u' '))
                row.chop(1);
        }
        return rows;
    }
    [[nodiscard]] QString lastRow() const { return rows().last(); }
    [[nodiscard]] int column() const { return m_column; }

private:
    /// Interprets the beginning of the output and returns its size.
    qsizetype interpret()
    {
        static const QRegularExpression sequence(
            QStringLiteral("^\x1b\\[\\?{0,1}([0-9;]*)([@-~])"));
        if (m_waiting.front() != u'\x1b') {
            interpretCharacter(m_waiting.front());
            return 1;
        }
        const auto match = sequence.match(m_waiting);
        if (match.hasMatch())
            interpretSequence(match.captured(2).front(), match.captured(1).toInt());
        return match.capturedLength();
    }

    void interpretCharacter(QChar character)
    {
        if (character == u'\r') {
            m_column = 0;
        } else if (character == u'\n') {
            moveToRow(m_row + 1);
        } else if (character == u'\b') {
            m_column = std::max(0, m_column - 1);
        } else if (character >= u' ') {
            if (m_column == m_columns) { // a full row wraps when the next character comes
                moveToRow(m_row + 1);
                m_column = 0;
            }
            row().replace(m_column++, 1, character);
        }
    }

    void interpretSequence(QChar final, int number)
    {
        const int count = std::max(1, number);
        switch (final.unicode()) {
        case u'A':
            m_row = std::max(0, m_row - count);
            break;
        case u'B':
            moveToRow(m_row + count);
            break;
        case u'C':
            m_column += count;
            break;
        case u'D':
            m_column = std::max(0, m_column - count);
            break;
        case u'G':
            m_column = count - 1;
            break;
        case u'J':
            m_rows.resize(m_row + 1);
            [[fallthrough]];
        case u'K':
            row().truncate(m_column);
            break;
        case u'P':
            row().remove(m_column, count);
            break;
        case u'@':
            row().insert(m_column, QString(count, u' '));
            break;
        default:
            break; // colours and modes
        }
    }

    void moveToRow(int number)
    {
        m_row = number;
        while (m_rows.size() <= m_row)
            m_rows.append(QString());
    }

    /// The cursor's row, at least up to the cursor.
    QString &row()
    {
        QString &row = m_rows[m_row];
        row = row.leftJustified(m_column, u' ');
        return row;
    }

    const int m_columns;
    QStringList m_rows{QString()};
    int m_row = 0;
    int m_column = 0;
    QString m_waiting;
};

} // namespace DigitSum::Testing
