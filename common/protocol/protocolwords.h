// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <chrono>

/// The words of the digit-sum protocol, byte for byte as they stand on the wire
/// (docs/protocol.md). They are never translated; line framing adds lineEnd to each.
namespace DigitSum::Words {

inline constexpr quint16 defaultPort = 9990;

inline constexpr QByteArrayView lineEnd = "\r\n";

inline constexpr QByteArrayView greeting = "Welcome to the server";
inline constexpr QByteArrayView invalid =
    "Please enter a valid String of Digits or type 'quit' to exit.";
inline constexpr QByteArrayView farewell = "Thank You .. See You soon !! ";

inline constexpr QByteArrayView quit = "quit";
inline constexpr QByteArrayView exit = "exit";

inline constexpr QByteArrayView noticeFull = "Server is full. Please try again later.";
inline constexpr QByteArrayView noticeIdle = "Closing: idle for too long.";
inline constexpr QByteArrayView noticeReadingTooSlowly = "Closing: reading too slowly.";
inline constexpr QByteArrayView noticeRequestTooSlow = "Closing: request too slow.";
inline constexpr QByteArrayView noticeRequestTooLong = "Closing: request too long.";
inline constexpr QByteArrayView noticeShuttingDown = "Server is shutting down.";

/// A raw message shorter than this is answered as soon as it has arrived.
inline constexpr qsizetype rawMessageAtOnce = 1024;
/// The longest piece that our clients send to a raw server: it fits such servers' recv(1024).
inline constexpr qsizetype rawPieceSize = 1000;

/// Quiet after which first bytes without a line feed mean raw framing (server's side).
inline constexpr std::chrono::milliseconds quietDecidesRaw{100};
/// Quiet that ends a long raw message.
inline constexpr std::chrono::milliseconds quietEndsRawMessage{20};
/// Quiet after which a greeting without a line feed means a raw server (client's side).
inline constexpr std::chrono::milliseconds quietDecidesRawServer{200};

/// Returns whether \a request is `quit` or `exit`, in any letter case.
[[nodiscard]] inline bool isQuit(QByteArrayView request) noexcept
{
    return request.compare(quit, Qt::CaseInsensitive) == 0
           || request.compare(exit, Qt::CaseInsensitive) == 0;
}

} // namespace DigitSum::Words
