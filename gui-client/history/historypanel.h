// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

QT_FORWARD_DECLARE_CLASS(QComboBox)
QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QLineEdit)
QT_FORWARD_DECLARE_CLASS(QPlainTextEdit)
QT_FORWARD_DECLARE_CLASS(QSplitter)
QT_FORWARD_DECLARE_CLASS(QTableView)

namespace DigitSum {
class ColumnWidths;
class EmptyState;
class LatestFollower;
} // namespace DigitSum

namespace DigitSum::Gui {

class HistoryFilter;
class HistoryModel;

/// The history as a table, newest on top, with a search field, a filter and the selected request in
/// full below.
class HistoryPanel final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(HistoryPanel)

public:
    explicit HistoryPanel(HistoryModel &history, QWidget *parent = nullptr);

    [[nodiscard]] QTableView *view() const noexcept { return m_view; }
    [[nodiscard]] HistoryFilter &filter() const noexcept { return *m_filter; }
    void focusFind();

    /// Presentation mode hides everything but the list.
    void setPresenting(bool isPresenting);
    /// Sets whether the selected request is shown in full.
    void setConnected(bool isConnected); ///< for the text of the empty list
    void setDetailsWanted(bool areWanted);
    /// The splitter position chosen by the user, empty if it was never moved.
    [[nodiscard]] QByteArray split() const { return m_split; }
    void setSplit(const QByteArray &split);
    /// \a state is what QHeaderView::saveState() returned.
    void restoreColumns(const QByteArray &state);

private:
    void build();
    void fitRows();
    void showDetails();
    void placeSplit();
    void onSorted(int column, Qt::SortOrder order);
    void updateEmptyState();
    void retranslate();

    HistoryModel &m_history;
    HistoryFilter *m_filter;
    QLabel *m_title;
    QLineEdit *m_find;
    QComboBox *m_show;
    QTableView *m_view;
    QPlainTextEdit *m_details;
    QSplitter *m_splitter;
    EmptyState *m_empty = nullptr;
    LatestFollower *m_follower = nullptr;
    bool m_isConnected = false;
    QByteArray m_split; // the splitter's state
    ColumnWidths *m_widths = nullptr;
    QList<int> m_hiddenColumns; // while presenting
    bool m_areDetailsWanted = true;
    bool m_isPresenting = false;
};

} // namespace DigitSum::Gui
