// SPDX-License-Identifier: MIT
#include "gui-client/bulk/bulkpanel.h"

#include "common/widgets/eventcallback.h"
#include "common/widgets/humantext.h"
#include "common/widgets/wrappedlabel.h"
#include "gui-client/request/conversation.h"

#include <QBoxLayout>
#include <QBuffer>
#include <QCheckBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QStackedLayout>

namespace DigitSum::Gui {

constexpr int fullBar = 1000;

BulkPanel::BulkPanel(Conversation &conversation, QWidget *parent)
    : QFrame(parent)
    , m_conversation(conversation)
{
    setFrameShape(QFrame::StyledPanel);
    m_pages = new QStackedLayout(this);
    m_pages->addWidget(buildChoice());
    m_pages->addWidget(buildProgress());
    m_refresh.setInterval(100);
    connect(&m_refresh, &QTimer::timeout, this, &BulkPanel::showProgress);
    onEvent(this, QEvent::LanguageChange, [this] { retranslate(); });
    retranslate();
    hide();
}

QWidget *BulkPanel::buildChoice()
{
    auto *page = new QWidget(this);
    m_question = new WrappedLabel(QStringLiteral("fileQuestion"), page);
    m_asLines = new QRadioButton(page);
    m_asLines->setObjectName(QStringLiteral("fileAsLines"));
    m_asLines->setChecked(true);
    m_asNumber = new QRadioButton(page);
    m_asNumber->setObjectName(QStringLiteral("fileAsNumber"));
    m_toCsv = new QCheckBox(page);
    m_toCsv->setObjectName(QStringLiteral("fileToCsv"));
    m_send = new QPushButton(page);
    m_send->setObjectName(QStringLiteral("fileSend"));
    m_leave = new QPushButton(page);
    m_leave->setObjectName(QStringLiteral("fileLeave"));

    auto *choices = new QHBoxLayout;
    choices->addWidget(m_asLines);
    choices->addWidget(m_asNumber);
    choices->addStretch(1);
    auto *buttons = new QHBoxLayout; // a row of its own, to fit small screens with large text
    buttons->addWidget(m_toCsv);
    buttons->addStretch(1);
    buttons->addWidget(m_send);
    buttons->addWidget(m_leave);
    auto *column = new QVBoxLayout(page);
    column->addWidget(m_question);
    column->addLayout(choices);
    column->addLayout(buttons);

    connect(m_send, &QPushButton::clicked, this, [this] {
        if (m_toCsv->isChecked())
            askForCsv();
        else
            startFile();
    });
    connect(m_leave, &QPushButton::clicked, this, &QWidget::hide);
    return page;
}

QWidget *BulkPanel::buildProgress()
{
    auto *page = new QWidget(this);
    m_title = new WrappedLabel(QStringLiteral("fileTitle"), page);
    m_bar = new QProgressBar(page);
    m_bar->setObjectName(QStringLiteral("fileProgress"));
    m_bar->setRange(0, fullBar);
    m_numbers = new WrappedLabel(QStringLiteral("fileNumbers"), page);
    m_pause = new QPushButton(page);
    m_pause->setObjectName(QStringLiteral("filePause"));
    m_pause->setCheckable(true);
    m_cancel = new QPushButton(page);
    m_cancel->setObjectName(QStringLiteral("fileCancel"));

    auto *row = new QHBoxLayout;
    row->addWidget(m_bar, 1);
    row->addWidget(m_pause);
    row->addWidget(m_cancel);
    auto *words = new QHBoxLayout;
    m_numbers->setAlignment(Qt::AlignRight);
    words->addWidget(m_title, 1);
    words->addWidget(m_numbers, 1);
    auto *column = new QVBoxLayout(page);
    column->addLayout(words);
    column->addLayout(row);

    connect(m_pause, &QPushButton::toggled, this, [this](bool isPaused) {
        if (m_sender)
            m_sender->setPaused(isPaused);
    });
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (isSending())
            m_sender->cancel();
        else
            hide();
    });
    return page;
}

/// Returns false after failed() if a file is being sent.
bool BulkPanel::isFree()
{
    if (isSending())
        Q_EMIT failed(tr("Not sent: a file is being sent."),
                      tr("Wait until it has been sent, or cancel it; then try again."));
    return !isSending();
}

/// Returns false after failed() if not.
bool BulkPanel::isRegularFile()
{
    const QFileInfo file(m_path);
    if (file.isFile() || !file.exists()) // opening it tells why it does not exist
        return true;
    Q_EMIT failed(tr("%1 cannot be sent.").arg(file.fileName()),
                  file.isDir() ? tr("It is a folder; choose the files in it one by one.")
                               : tr("It is a pipe or a device, not a file."));
    return false;
}

void BulkPanel::offerFile(const QString &path)
{
    if (!isFree())
        return;
    m_path = path;
    if (!isRegularFile())
        return;
    m_pages->setCurrentIndex(0);
    retranslate();
    show();
    m_send->setFocus();
    Q_EMIT offered();
}

bool BulkPanel::sendLines(const QByteArray &text)
{
    if (!isFree())
        return false;
    if (m_conversation.session().state() != Session::State::Connected) {
        Q_EMIT failed(tr("Not sent: there is no connection."), tr("Connect, then try again."));
        return false;
    }
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(text);
    buffer->open(QIODevice::ReadOnly);
    m_path.clear();
    start(std::move(buffer), BulkSender::Mode::Lines, {});
    return true;
}

bool BulkPanel::dismiss()
{
    const bool wasVisible = isVisible() && !isSending();
    setVisible(isSending());
    return wasVisible;
}

void BulkPanel::setSendEnabled(bool isEnabled)
{
    m_send->setEnabled(isEnabled);
    m_send->setToolTip(isEnabled ? QString() : tr("Connect to a server first"));
}

bool BulkPanel::isSending() const
{
    return m_sender && !m_sender->isOver();
}

void BulkPanel::askForCsv()
{
    auto *dialog = new QFileDialog(this, tr("Save the results"));
    dialog->setObjectName(QStringLiteral("resultsDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(tr("Table (*.csv)"));
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        m_csvPath = path;
        startFile();
    });
    dialog->open();
}

void BulkPanel::startFile()
{
    auto file = std::make_unique<QFile>(m_path);
    if (!isRegularFile())
        return;
    if (!file->open(QIODevice::ReadOnly)) {
        Q_EMIT failed(tr("Could not read %1.").arg(QFileInfo(m_path).fileName()),
                      file->errorString());
        return;
    }
    const auto mode =
        m_asLines->isChecked() ? BulkSender::Mode::Lines : BulkSender::Mode::OneNumber;
    start(std::move(file), mode, m_toCsv->isChecked() ? m_csvPath : QString());
}

void BulkPanel::start(std::unique_ptr<QIODevice> source, BulkSender::Mode mode, const QString &csv)
{
    m_sender = std::make_unique<BulkSender>(m_conversation, std::move(source), mode);
    if (!csv.isEmpty()) {
        if (const QString error = m_sender->alsoWriteTo(csv); !error.isEmpty()) {
            m_sender.reset();
            Q_EMIT failed(tr("Could not write %1.").arg(QFileInfo(csv).fileName()), error);
            return;
        }
    }
    connect(m_sender.get(), &BulkSender::stateChanged, this, &BulkPanel::onSenderState);
    m_pause->setChecked(false);
    m_pages->setCurrentIndex(1);
    show();
    m_refresh.start();
    m_sender->start();
    m_cancel->setFocus();
    Q_EMIT sendingChanged(true);
}

void BulkPanel::onSenderState(BulkSender::State state)
{
    m_pause->setEnabled(state == BulkSender::State::Sending || state == BulkSender::State::Paused);
    retranslate();
    if (!m_sender->isOver())
        return;
    m_refresh.stop();
    if (state == BulkSender::State::Failed)
        Q_EMIT failed(tr("Not everything was sent."), m_sender->error());
    Q_EMIT sendingChanged(false);
}

void BulkPanel::showProgress()
{
    if (!m_sender)
        return;
    const BulkSender::Progress &p = m_sender->progress();
    const bool isWhole = m_sender->state() == BulkSender::State::Done;
    m_bar->setValue(isWhole || p.totalBytes == 0
                        ? fullBar
                        : int(double(p.bytesRead) * fullBar / double(p.totalBytes)));
    QStringList parts;
    if (m_sender->mode() == BulkSender::Mode::Lines) {
        parts << tr("%Ln answered", "requests", int(p.answered));
        if (p.refused > 0)
            parts << tr("%Ln refused", "requests", int(p.refused));
        if (p.lost > 0)
            parts << tr("%Ln lost", "requests", int(p.lost));
        parts << tr("%1 per second").arg(HumanText::count(qint64(p.answersPerSecond())));
    } else {
        parts << tr("%1 of %2", "bytes of bytes")
                     .arg(HumanText::bytes(p.bytesRead), HumanText::bytes(p.totalBytes))
              << tr("%1 per second").arg(HumanText::bytes(qint64(p.bytesPerSecond())));
    }
    if (m_sender->state() == BulkSender::State::Sending)
        parts << tr("%1 left").arg(HumanText::elapsed(p.timeLeft()));
    m_numbers->setText(parts.join(tr(", ", "between parts of a list")));
}

void BulkPanel::retranslate()
{
    const QString name = m_path.isEmpty() ? tr("the pasted text") : QFileInfo(m_path).fileName();
    m_question->setText(
        tr("Send %1 (%2) to the server:").arg(name, HumanText::bytes(QFileInfo(m_path).size())));
    m_asLines->setText(tr("Each &line is a request"));
    m_asNumber->setText(tr("The whole file is one &number"));
    m_toCsv->setText(tr("Save results to a &file…"));
    m_send->setText(tr("Send fil&e"));
    m_leave->setText(tr("Don't send"));
    m_bar->setAccessibleName(tr("Sending progress"));
    m_pause->setText(tr("Pa&use"));
    m_cancel->setText(isSending() ? tr("C&ancel") : tr("Cl&ose"));
    if (m_sender) {
        switch (m_sender->state()) {
        case BulkSender::State::Sending:
        case BulkSender::State::Finishing:
            m_title->setText(tr("Sending %1").arg(name));
            break;
        case BulkSender::State::Paused:
            m_title->setText(tr("Paused: %1").arg(name));
            break;
        case BulkSender::State::Done:
            m_title->setText(tr("Sent %1").arg(name));
            break;
        case BulkSender::State::Cancelled:
            m_title->setText(tr("Cancelled: %1").arg(name));
            break;
        case BulkSender::State::Failed:
            m_title->setText(tr("Stopped early: %1").arg(name));
            break;
        }
        showProgress();
    }
}

} // namespace DigitSum::Gui
