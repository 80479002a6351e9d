// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QString>

/// What must hold of the parsers for any input at all. Each check returns an empty text, or what
/// is wrong in one line. The fuzzers call them with what they invent, a test with the corpus.
namespace DigitSum::Checks {

/// RequestParser gives the same replies, counts and state whether \a input comes whole, byte by
/// byte, in random pieces or with a bounded reply buffer, in each framing; and they are those of a
/// plain reference that splits lines and decodes them with Qt.
[[nodiscard]] QString requestParser(QByteArrayView input);

/// Every vector kernel finds the same run and sum as the scalar one, at each of the first places of
/// \a input and of digits made from it, and reads nothing outside.
[[nodiscard]] QString kernels(QByteArrayView input);

/// ReplyParser gives the same messages for a line-framed server however \a input is cut, and keeps
/// no more than a line of any.
[[nodiscard]] QString replyParser(QByteArrayView input);

/// escaped() leaves nothing that acts on a terminal or turns the writing direction, keeps its
/// bound, and loses nothing: it can be turned back into \a input.
[[nodiscard]] QString escape(QByteArrayView input);

} // namespace DigitSum::Checks
