# SPDX-License-Identifier: MIT
# digitsum_flags, the interface target with the compiler flags of every target, and the functions
# that create precompiled headers and the layers' libraries.

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
    # The check of virtual table pointers opens a pipe: it fails when a test has used up all
    # descriptors.
    target_compile_options(digitsum_flags INTERFACE -fsanitize=${DIGITSUM_SANITIZE}
        -fno-sanitize=vptr -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(digitsum_flags INTERFACE -fsanitize=${DIGITSUM_SANITIZE})
endif()

if(CMAKE_BUILD_TYPE STREQUAL "Release" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    check_ipo_supported(RESULT digitsum_ipo LANGUAGES CXX)
    set(CMAKE_INTERPROCEDURAL_OPTIMIZATION ${digitsum_ipo})
    # GCC 12 warns at the link of an allocation in QHash that cannot happen.
    target_link_options(digitsum_flags INTERFACE -Wno-alloc-size-larger-than)
endif()

# digitsum_precompile(<set> HEADERS <header>... LINK <target>...)
# Precompiles Qt's headers, which account for most of the compile time. Targets with the same flags
# reuse them from digitsum_precompiled_<set>. Sources still include the headers that they use.
function(digitsum_precompile set)
    cmake_parse_arguments(arg "" "" "HEADERS;LINK" ${ARGN})
    set(source ${CMAKE_BINARY_DIR}/precompiled_${set}.cpp)
    file(CONFIGURE OUTPUT ${source} CONTENT "// Exists only to create the precompiled header.\n")
    add_library(digitsum_precompiled_${set} OBJECT ${source})
    set_target_properties(digitsum_precompiled_${set} PROPERTIES AUTOMOC OFF)
    target_link_libraries(digitsum_precompiled_${set} PRIVATE ${arg_LINK} digitsum_flags)
    target_precompile_headers(digitsum_precompiled_${set} PRIVATE ${arg_HEADERS})
endfunction()

# digitsum_layer(<target> SOURCES <file>... LINK <target>... [PRECOMPILED <set>])
# Adds a static library for one folder. Include paths start at the root of the source tree
# ("common/protocol/requestparser.h"), so that each include names its layer.
function(digitsum_layer target)
    cmake_parse_arguments(arg "" "PRECOMPILED" "SOURCES;LINK" ${ARGN})
    add_library(${target} STATIC ${arg_SOURCES})
    target_include_directories(${target} PUBLIC ${PROJECT_SOURCE_DIR})
    target_link_libraries(${target} PUBLIC ${arg_LINK} PRIVATE digitsum_flags)
    if(arg_PRECOMPILED)
        target_precompile_headers(${target} REUSE_FROM digitsum_precompiled_${arg_PRECOMPILED})
    endif()
endfunction()
