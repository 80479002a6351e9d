// SPDX-License-Identifier: MIT
#include "gui-client/externalinput.h"

#include "common/widgets/messagebar.h"
#include "gui-client/bulk/bulkpanel.h"
#include "gui-client/request/requestbar.h"

#include <QFileDialog>
#include <QMimeData>

namespace DigitSum::Gui {

/// Longer texts make the digit field slow.
constexpr qsizetype maxTyped = 20'000;

ExternalInput::ExternalInput(RequestBar &request, BulkPanel &bulk, MessageBar &messages,
                             QWidget *window)
    : QObject(window)
    , m_request(request)
    , m_bulk(bulk)
    , m_messages(messages)
    , m_window(window)
{
    connect(&request, &RequestBar::edited, this, [this] { m_messages.withdraw(this); });
}

void ExternalInput::takeText(const QString &text)
{
    QString lines = text;
    lines.replace(QStringLiteral("\r\n"), QStringLiteral("\n")).replace(u'\r', u'\n');
    while (lines.startsWith(u'\n'))
        lines.remove(0, 1);
    while (lines.endsWith(u'\n'))
        lines.chop(1);
    m_messages.withdraw(this); // a question about an earlier text
    const qsizetype breaks = lines.count(u'\n');
    if (breaks == 0) {
        const QString after = m_request.textAfterInserting(lines);
        if (after.size() <= maxTyped) {
            m_request.insert(lines);
            return;
        }
        lines = after;
    }
    const MessageBar::Button asRequests{tr("Send %Ln request(s)", nullptr, int(breaks + 1)),
                                        [this, lines] { sendLines(lines.toUtf8()); }};
    if (breaks == 0) {
        m_messages.showMessage(
            this, SemanticColor::Neutral, tr("The text has %L1 characters.").arg(lines.size()),
            tr("That is too long for the input field, but you can send it directly."), asRequests);
        m_messages.focusAction();
        return;
    }
    QString joined = lines;
    joined.remove(u'\n');
    const MessageBar::Button asOne{tr("Join into one line"), [this, joined] { takeText(joined); }};
    m_messages.showMessage(this, SemanticColor::Neutral,
                           tr("The text has %Ln lines.", nullptr, int(breaks + 1)),
                           tr("Send each line as a separate request?"), asRequests, asOne);
    m_messages.focusAction(); // Enter must not send what is in the field
}

/// After a failure, offers \a lines again.
void ExternalInput::sendLines(const QByteArray &lines)
{
    if (!m_bulk.sendLines(lines))
        m_messages.showMessage(&m_bulk, SemanticColor::Warning, m_messages.title(),
                               m_messages.text(),
                               {tr("Try again"), [this, lines] { sendLines(lines); }});
}

void ExternalInput::takeDrop(const QMimeData &data)
{
    const QList<QUrl> urls = data.urls();
    if (urls.size() > 1)
        m_messages.showMessage(this, SemanticColor::Warning,
                               tr("Only one file can be sent at a time."),
                               tr("Drop a single file."));
    else if (!urls.isEmpty() && urls.constFirst().isLocalFile())
        m_bulk.offerFile(urls.constFirst().toLocalFile());
    else
        takeText(data.text());
}

void ExternalInput::askForFile()
{
    auto *dialog = new QFileDialog(m_window, tr("Send a file"));
    dialog->setObjectName(QStringLiteral("fileDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, &m_bulk, &BulkPanel::offerFile);
    dialog->open();
}

} // namespace DigitSum::Gui
