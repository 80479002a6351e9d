// SPDX-License-Identifier: MIT
#include "gui-client/request/digitcheck.h"

#include "common/protocol/digitsum.h"
#include "common/protocol/utf8decoder.h"

#include <QList>

namespace DigitSum::Gui {

DigitCheck checkDigits(QStringView text)
{
    DigitCheck check;
    qint64 place = 0;
    for (const char32_t character : text.toUcs4()) {
        ++place;
        if (decimalDigitValue(character) >= 0)
            ++check.digits;
        else if (!check.problem)
            check.problem = DigitCheck::Problem{place, character};
    }
    return check;
}

qint64 countDigits(QByteArrayView request)
{
    const qsizetype ascii = sumLeadingDigits(request).length;
    qint64 digits = ascii;
    Utf8Decoder decoder;
    for (const char byte : request.sliced(ascii)) {
        if (decoder.feed(static_cast<unsigned char>(byte)) == Utf8Decoder::Step::Character
            && decimalDigitValue(decoder.character()) >= 0)
            ++digits;
    }
    return digits;
}

} // namespace DigitSum::Gui
