// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <chrono>

/// The exact bytes of the digit-sum protocol (docs/protocol.md). Never translated; line framing
/// adds lineEnd to each.
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

/// The server answers a raw message shorter than this as soon as it arrives.
inline constexpr qsizetype rawMessageAtOnce = 1024;
/// Maximum piece that the clients send to a raw server; fits into its recv(1024).
inline constexpr qsizetype rawPieceSize = 1000;

/// Server: without a line feed in the first bytes, raw framing is assumed after this pause.
inline constexpr std::chrono::milliseconds quietDecidesRaw{100};
/// Server: a pause that ends a long raw message.
inline constexpr std::chrono::milliseconds quietEndsRawMessage{20};
/// Client: a greeting without a line feed means a raw server after this pause.
inline constexpr std::chrono::milliseconds quietDecidesRawServer{200};

/// Returns whether \a request is `quit` or `exit`, in any letter case.
[[nodiscard]] inline bool isQuit(QByteArrayView request) noexcept
{
    return request.compare(quit, Qt::CaseInsensitive) == 0
           || request.compare(exit, Qt::CaseInsensitive) == 0;
}

} // namespace DigitSum::Words
