// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

class QCommandLineParser;

namespace DigitSum {

/// Prints the text that --help, --help-all or --version asks for, and exits with 0. Returns if none
/// of them is among the arguments. \a declare describes the other options.
///
/// For programs with windows, before their QApplication: it aborts if there is no display, which
/// these texts do not need.
void showRequestedText(int &argc, char *argv[],
                       const std::function<void(QCommandLineParser &)> &declare);

} // namespace DigitSum
