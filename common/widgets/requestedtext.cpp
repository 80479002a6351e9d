// SPDX-License-Identifier: MIT
#include "common/widgets/requestedtext.h"

#include "translations/translation.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <string_view>

namespace DigitSum {

void showRequestedText(int &argc, char *argv[],
                       const std::function<void(QCommandLineParser &)> &declare)
{
    // Not with the parser: without a QApplication it would read -style as -s, -t, -y and so on.
    static constexpr std::array<std::string_view, 5> requests{"-h", "--help", "--help-all", "-v",
                                                              "--version"};
    char **const end = std::find(argv, argv + argc, std::string_view("--"));
    char **const request = std::find_first_of(argv, end, requests.begin(), requests.end());
    if (request == end)
        return;
    const QCoreApplication app(argc, argv);
    const Translation translation;
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    declare(parser);
    parser.process({QString::fromLocal8Bit(*argv), QString::fromLocal8Bit(*request)});
}

} // namespace DigitSum
