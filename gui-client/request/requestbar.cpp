// SPDX-License-Identifier: MIT
#include "gui-client/request/requestbar.h"

#include "common/widgets/semanticcolor.h"
#include "common/widgets/symbol.h"
#include "gui-client/request/digitcheck.h"

#include <QAction>
#include <QBoxLayout>
#include <QEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>

#include <algorithm>
#include <limits>

namespace DigitSum::Gui {

constexpr qsizetype maxRemembered = 200;

RequestBar::RequestBar(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(this))
    , m_field(new QLineEdit(this))
    , m_symbol(new QLabel(this))
    , m_check(new QLabel(this))
    , m_send(new QPushButton(this))
{
    m_field->setObjectName(QStringLiteral("digitField"));
    m_field->installEventFilter(this);
    m_field->setMaxLength(
        std::numeric_limits<int>::max()); // by default, Qt cuts off without a word
    m_field->setAcceptDrops(false);       // the window handles drops
    m_field->setContextMenuPolicy(Qt::CustomContextMenu);
    m_label->setBuddy(m_field);
    m_symbol->setObjectName(QStringLiteral("checkMark"));
    m_check->setObjectName(QStringLiteral("checkLabel"));
    m_send->setObjectName(QStringLiteral("sendButton"));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_label);
    row->addWidget(m_field, 1);
    row->addWidget(m_symbol);
    row->addWidget(m_check);
    row->addWidget(m_send);

    const auto send = [this] { Q_EMIT sendRequested(text()); };
    connect(m_field, &QLineEdit::returnPressed, this, send);
    connect(m_send, &QPushButton::clicked, this, send);
    connect(m_field, &QLineEdit::textChanged, this, &RequestBar::showCheck);
    connect(m_field, &QLineEdit::textEdited, this, &RequestBar::edited);
    connect(m_field, &QLineEdit::customContextMenuRequested, this, &RequestBar::showFieldMenu);
    retranslate();
}

QString RequestBar::text() const
{
    return m_field->text();
}

void RequestBar::setText(const QString &text)
{
    m_field->setText(text);
}

void RequestBar::insert(const QString &text)
{
    m_field->insert(text);
    m_field->setFocus(Qt::OtherFocusReason);
}

QString RequestBar::textAfterInserting(const QString &text) const
{
    QString after = m_field->text();
    const bool hasSelection = m_field->hasSelectedText();
    after.replace(hasSelection ? m_field->selectionStart() : m_field->cursorPosition(),
                  hasSelection ? m_field->selectionLength() : 0, text);
    return after;
}

void RequestBar::paste(QClipboard::Mode source)
{
    Q_EMIT pasted(QGuiApplication::clipboard()->text(source));
}

void RequestBar::showFieldMenu(const QPoint &place)
{
    QMenu *menu = m_field->createStandardContextMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    // Qt's own action would join pasted lines.
    if (auto *action = menu->findChild<QAction *>(QStringLiteral("edit-paste"))) {
        action->disconnect(m_field);
        connect(action, &QAction::triggered, this, [this] { paste(QClipboard::Clipboard); });
    }
    menu->popup(m_field->mapToGlobal(place));
}

void RequestBar::setSendEnabled(bool isEnabled)
{
    m_send->setEnabled(isEnabled);
}

void RequestBar::focusField()
{
    m_field->setFocus(Qt::OtherFocusReason);
    m_field->selectAll();
}

void RequestBar::remember(const QString &text)
{
    m_sent.removeAll(text);
    m_sent.append(text);
    if (m_sent.size() > maxRemembered)
        m_sent.removeFirst();
    m_recalled = m_sent.size();
}

bool RequestBar::recall(int step)
{
    const qsizetype wanted = std::clamp(m_recalled + step, qsizetype(0), m_sent.size());
    if (wanted == m_recalled)
        return false;
    if (m_recalled == m_sent.size())
        m_draft = text();
    m_recalled = wanted;
    m_field->setText(wanted == m_sent.size() ? m_draft : m_sent.at(wanted));
    return true;
}

/// Returns a visible name of \a character.
QString RequestBar::nameOf(char32_t character)
{
    switch (character) {
    case U' ':
        return tr("a space");
    case U'\t':
        return tr("a tab");
    case U'\u00a0':
        return tr("a no-break space");
    case U'\u200b':
        return tr("a zero-width space");
    case U'\ufeff':
        return tr("a byte order mark");
    default:
        break;
    }
    const bool isVisible = QChar::isPrint(character) && !QChar::isSpace(character)
                           && QChar::category(character) != QChar::Other_Format;
    return isVisible ? tr("“%1”", "a character").arg(QString::fromUcs4(&character, 1))
                     : tr("the invisible U+%1")
                           .arg(QString::number(uint(character), 16).toUpper(), 4, u'0');
}

void RequestBar::showCheck()
{
    const DigitCheck check = checkDigits(text());
    const bool isFine = check.isGood() || text().isEmpty();
    m_send->setText(isFine ? tr("&Send") : tr("&Send anyway"));
    if (check.problem)
        m_check->setText(tr("Character %L1, %2, is not a digit", "number, character")
                             .arg(check.problem->place)
                             .arg(nameOf(check.problem->character)));
    else if (text().isEmpty())
        m_check->setText(tr("Nothing typed yet"));
    else
        m_check->setText(tr("%Ln digit(s)", nullptr, int(check.digits)));

    const SemanticColor color = isFine ? SemanticColor::Neutral : SemanticColor::Warning;
    const int side = fontMetrics().height();
    m_symbol->setVisible(!isFine);
    m_symbol->setPixmap(symbolIcon(Symbol::Warning, foregroundColor(color, palette()))
                            .pixmap(QSize(side, side), devicePixelRatioF()));
    QPalette ink = palette();
    ink.setColor(QPalette::WindowText, foregroundColor(color, palette()));
    m_check->setPalette(ink);
    m_field->setAccessibleDescription(m_check->text());
}

void RequestBar::retranslate()
{
    m_label->setText(tr("Di&gits"));
    m_field->setPlaceholderText(tr("Type digits, such as 12345, and press Enter"));
    showCheck();
}

bool RequestBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_field && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Paste)) {
            paste(QClipboard::Clipboard);
            return true;
        }
        const int step = key->key() == Qt::Key_Up ? -1 : key->key() == Qt::Key_Down ? 1 : 0;
        if (step != 0 && !key->modifiers().testFlag(Qt::ShiftModifier) && recall(step))
            return true;
    }
    if (watched == m_field && event->type() == QEvent::MouseButtonRelease
        && static_cast<QMouseEvent *>(event)->button() == Qt::MiddleButton) {
        m_field->deselect(); // the press has moved the cursor here
        paste(QClipboard::Selection);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void RequestBar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    else if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        showCheck();
    QWidget::changeEvent(event);
}

} // namespace DigitSum::Gui
