# SPDX-License-Identifier: MIT
# The flags that every target is compiled with, in one interface target,
# and the one way to make a layer's library.

include(CheckIPOSupported)

add_library(digitsum_flags INTERFACE)
target_compile_options(digitsum_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion
    -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align -Wundef -Wformat=2
    $<$<BOOL:${DIGITSUM_WARNINGS_AS_ERRORS}>:-Werror>)
target_compile_definitions(digitsum_flags INTERFACE
    DIGITSUM_VERSION="${PROJECT_VERSION}"
    QT_DISABLE_DEPRECATED_BEFORE=0x060400
    QT_NO_CAST_FROM_ASCII
    QT_NO_CAST_TO_ASCII
    QT_NO_CAST_FROM_BYTEARRAY
    QT_NO_URL_CAST_FROM_STRING
    QT_NO_NARROWING_CONVERSIONS_IN_CONNECT
    QT_NO_KEYWORDS
    QT_NO_FOREACH
    QT_STRICT_ITERATORS
    QT_USE_QSTRINGBUILDER)

if(DIGITSUM_SANITIZE)
    target_compile_options(digitsum_flags INTERFACE -fsanitize=${DIGITSUM_SANITIZE}
        -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(digitsum_flags INTERFACE -fsanitize=${DIGITSUM_SANITIZE})
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    check_ipo_supported(RESULT digitsum_ipo LANGUAGES CXX)
    set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ${digitsum_ipo})
endif()

# digitsum_layer(<target> SOURCES <file>... LINK <target>...)
# A static library for one folder. Includes are written from the root of the
# source tree ("common/protocol/requestparser.h"), so that each names its layer.
function(digitsum_layer target)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_library(${target} STATIC ${arg_SOURCES})
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${target} PUBLIC ${arg_LINK} PRIVATE digitsum_flags)
endfunction()
