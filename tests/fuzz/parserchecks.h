// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

/// Checks of the parsers' invariants for arbitrary input. Each returns an empty text on success, or
/// a description of the problem in one line. The fuzzers call them with generated input, and
/// tst_parserchecks calls them with the corpus.
namespace DigitSum::Checks {

/// In each framing, RequestParser gives the same replies, counts and state whether \a input arrives
/// whole, byte by byte, in random pieces or with a bounded reply buffer. They equal those of a
/// simple reference implementation, which splits lines and decodes them with Qt.
[[nodiscard]] QString requestParser(QByteArrayView input);

/// Every vector kernel finds the same run and sum as the scalar one, from each of the first offsets
/// in \a input and in digits derived from it, and does not read out of bounds.
[[nodiscard]] QString kernels(QByteArrayView input);

/// For a line-framed server, ReplyParser gives the same messages however \a input is divided. It
/// never keeps more than the maximum line length.
[[nodiscard]] QString replyParser(QByteArrayView input);

/// The result of escaped() contains no control or format characters, keeps within its limit, and
/// can be converted back to \a input.
[[nodiscard]] QString escape(QByteArrayView input);

} // namespace DigitSum::Checks
